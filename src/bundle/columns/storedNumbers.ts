/** Numbers from their bytes in a file. */
import { typedItems } from '../npy';
import { BundleError } from '../problem';

export type Numbers = Float32Array | Float64Array;

/** How numbers lie in a file: a column's dtype, or bf2 for bfloat16, which is read as float32. */
export type StoredType = string;

export const itemBytes = (type: StoredType): number => Number(/\d+$/.exec(type)?.[0]);
export const columnType = (type: StoredType): string => (type === 'bf2' ? 'f4' : type);

/** The upper half of a float32. */
function fromBfloats(halves: ArrayLike<number | bigint>): Float32Array {
  const bits = new Uint32Array(halves.length);
  for (let i = 0; i < halves.length; i++) bits[i] = Number(halves[i]!) << 16;
  return new Float32Array(bits.buffer);
}

function fromBigInts(integers: BigInt64Array | BigUint64Array, where: string): Float64Array {
  const numbers = new Float64Array(integers.length);
  for (let i = 0; i < integers.length; i++) {
    numbers[i] = Number(integers[i]!);
    if (!Number.isSafeInteger(numbers[i])) throw new BundleError(`${where}: expected integers up to 2^53, got ${integers[i]!}.`, 'Save it as texts, or as float64.');
  }
  return numbers;
}

/**
 * float32 where the type fits into it (f2, bf2, f4, b1, i1, u1, i2, u2), else float64. The result may lie over `bytes`:
 * whoever passes them gives them up. Throws BundleError for 64-bit integers beyond 2^53.
 */
export function storedNumbers(bytes: Uint8Array<ArrayBuffer>, type: StoredType, bigEndian: boolean, where: string): Numbers {
  if (type === 'bf2') return fromBfloats(typedItems(bytes, 'u2', bigEndian));
  const items = typedItems(bytes, type, bigEndian);
  if (items instanceof Float32Array || items instanceof Float64Array) return items;
  if (items instanceof BigInt64Array || items instanceof BigUint64Array) return fromBigInts(items, where);
  if (items instanceof Int32Array || items instanceof Uint32Array) return new Float64Array(items);
  return type === 'b1' ? new Float32Array(items.map((truth) => (truth ? 1 : 0))) : new Float32Array(items);
}
