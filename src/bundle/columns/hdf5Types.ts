/** Types of HDF5 data that are read: numbers by numpy's names, and texts. */
import { halvesToFloats } from '../float16';
import { isNarrow, wholeNumber } from './guarded';
import type { Hdf5Metadata } from './hdf5Module';

export const [INTEGER, FLOAT, STRING, REFERENCE, ENUM] = [0, 1, 3, 7, 8];

const classNames = ['integers', 'floats', 'times', 'texts', 'bits', 'opaque bytes', 'compound rows', 'references', 'named numbers', 'lists of differing lengths', 'arrays'];

/** For people: what the data set holds. */
export const classNameOf = ({ type, size }: Hdf5Metadata): string => (type === FLOAT || type === INTEGER ? `${8 * size}-bit ${classNames[type]}` : (classNames[type] ?? 'an unknown type'));

const WIDTHS = new Map([[INTEGER, [1, 2, 4, 8]], [ENUM, [1, 2, 4, 8]], [FLOAT, [2, 4, 8]]]);

/** Kind and item size as in numpy, or null for what holds no plain numbers. h5py stores truth values as an enumeration of 1 byte. */
export function dtypeOf({ type, size, signed, enum_type: names }: Hdf5Metadata): string | null {
  if (!WIDTHS.get(type)?.includes(size)) return null;
  if (type === FLOAT) return `f${size}`;
  if (type === ENUM && names?.type !== INTEGER) return null;
  if (type === ENUM && size === 1) return 'b1';
  return `${signed ? 'i' : 'u'}${size}`;
}

const views: Record<string, (bytes: ArrayBuffer) => ArrayLike<number> | ArrayLike<bigint>> = {
  b1: (bytes) => new Uint8Array(bytes),
  i1: (bytes) => new Int8Array(bytes),
  u1: (bytes) => new Uint8Array(bytes),
  i2: (bytes) => new Int16Array(bytes),
  u2: (bytes) => new Uint16Array(bytes),
  i4: (bytes) => new Int32Array(bytes),
  u4: (bytes) => new Uint32Array(bytes),
  i8: (bytes) => new BigInt64Array(bytes),
  u8: (bytes) => new BigUint64Array(bytes),
  f2: (bytes) => halvesToFloats(new Uint16Array(bytes)),
  f4: (bytes) => new Float32Array(bytes),
  f8: (bytes) => new Float64Array(bytes),
};

/** Little-endian items as float32 where it holds them, else float64. Throws BundleError for integers beyond 2^53. */
export function toNumbers(bytes: ArrayBuffer, dtype: string, where: string): Float32Array | Float64Array {
  const items = views[dtype]!(bytes);
  if (items instanceof Float32Array || items instanceof Float64Array) return items;
  if (isNarrow(dtype)) return Float32Array.from(items, Number);
  return Float64Array.from(items, (item: number | bigint) => (typeof item === 'bigint' ? wholeNumber(item, where) : item));
}

const [SPACE_PADDED] = [2];

/** A text of fixed length without its padding. */
export function fixedText(bytes: Uint8Array, strpad: number | undefined): string {
  const end = bytes.indexOf(0);
  const text = new TextDecoder().decode(end < 0 ? bytes : bytes.subarray(0, end));
  return strpad === SPACE_PADDED ? text.trimEnd() : text;
}
