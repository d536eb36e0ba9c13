/** Places in columns that rise, such as the steps of a run. */

/** Index of the first value that is not below `target`, from `start` on; the length where there is none. */
export function firstAtLeast(ascending: ArrayLike<number>, target: number, start = 0): number {
  let low = start;
  let high = ascending.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (ascending[middle]! < target) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** Index of the first value above `target`; the length where there is none. */
export function firstAbove(ascending: ArrayLike<number>, target: number): number {
  let low = 0;
  let high = ascending.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (ascending[middle]! <= target) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** Index of the value that is nearest to `target`; -1 where there is none. */
export function nearestIndex(ascending: ArrayLike<number>, target: number): number {
  const next = firstAtLeast(ascending, target);
  if (next === ascending.length) return next - 1;
  return next > 0 && target - ascending[next - 1]! < ascending[next]! - target ? next - 1 : next;
}
