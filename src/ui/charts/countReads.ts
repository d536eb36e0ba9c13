/** A growing column that counts how often its values are read: work without a clock. */
export function countReads(values: number[]): { column: ArrayLike<number>; reads(): number } {
  let reads = 0;
  const column = new Proxy(values, {
    get: (target, key) => {
      if (typeof key === 'string' && /^\d+$/.test(key)) reads++;
      return Reflect.get(target, key) as unknown;
    },
  });
  return {
    column,
    reads: () => {
      const since = reads;
      reads = 0;
      return since;
    },
  };
}
