/** Arrays of numbers in numpy's .npy files. */
import { floatsToHalves, halvesToFloats } from './float16';
import { formatNpyHeader, parseNpyHeader, type NpyHeader } from './npyHeader';
import { BundleError } from './problem';

export type TypedArray =
  | Int8Array
  | Uint8Array
  | Int16Array
  | Uint16Array
  | Int32Array
  | Uint32Array
  | BigInt64Array
  | BigUint64Array
  | Float32Array
  | Float64Array;

export interface NpyArray {
  shape: number[];
  /** Kind and item size in bytes: b1, i1…i8, u1…u8, f2, f4, f8. */
  dtype: string;
  /** C order. float16 comes as Float32Array, bool as Uint8Array, 64-bit integers as BigInt arrays. */
  data: TypedArray;
}

const views: Record<string, (buffer: ArrayBufferLike, start: number, length: number) => TypedArray> = {
  b1: (...span) => new Uint8Array(...span),
  i1: (...span) => new Int8Array(...span),
  u1: (...span) => new Uint8Array(...span),
  i2: (...span) => new Int16Array(...span),
  u2: (...span) => new Uint16Array(...span),
  i4: (...span) => new Int32Array(...span),
  u4: (...span) => new Uint32Array(...span),
  i8: (...span) => new BigInt64Array(...span),
  u8: (...span) => new BigUint64Array(...span),
  f2: (...span) => halvesToFloats(new Uint16Array(...span)),
  f4: (...span) => new Float32Array(...span),
  f8: (...span) => new Float64Array(...span),
};

export const itemSizeOf = (dtype: string): number => Number(dtype.slice(1));

function expectedBytes(header: NpyHeader, name: string): number {
  const bytes = header.shape.reduce((product, size) => product * size, itemSizeOf(header.dtype));
  if (Number.isSafeInteger(bytes)) return bytes;
  throw new BundleError(`${name}: shape (${header.shape.join(', ')}): expected a size below 2^53 bytes, got ${bytes}.`, 'Save a smaller array.');
}

/** Throws BundleError unless the items of the header's shape and type are the bytes present. */
export function checkSize(header: NpyHeader, present: number, name: string): void {
  const bytes = expectedBytes(header, name);
  if (bytes === present) return;
  const what = `shape (${header.shape.join(', ')}) of ${header.dtype}`;
  throw new BundleError(
    `${name}: ${what}: expected ${bytes} bytes of items, got ${present}.`,
    present < bytes ? 'The file is cut off: copy or download it again.' : 'The file has bytes after its array: save one array a file.',
  );
}

function swapBytes(bytes: Uint8Array, itemSize: number): void {
  for (let start = 0; start < bytes.length; start += itemSize) {
    for (let low = start, high = start + itemSize - 1; low < high; low++, high--) {
      const byte = bytes[low]!;
      bytes[low] = bytes[high]!;
      bytes[high] = byte;
    }
  }
}

/** The items themselves where a typed array can lie over them, else a copy. */
function littleEndianItems(items: Uint8Array, itemSize: number, bigEndian: boolean): Uint8Array {
  const swapped = bigEndian && itemSize > 1;
  if (!swapped && items.byteOffset % itemSize === 0) return items;
  const copy = new Uint8Array(items);
  if (swapped) swapBytes(copy, itemSize);
  return copy;
}

/** Items over their bytes where they can lie there, else in a copy; float16 as float32. `dtype` is a header's. */
export function typedItems(bytes: Uint8Array, dtype: string, bigEndian: boolean): TypedArray {
  const items = littleEndianItems(bytes, itemSizeOf(dtype), bigEndian);
  return views[dtype]!(items.buffer, items.byteOffset, items.length / itemSizeOf(dtype));
}

/** Item (i, j, …) of a Fortran-order array lies at i + shape[0]·(j + shape[1]·…): it is moved to its place in C order. */
function toRowOrder(bytes: Uint8Array, itemSize: number, shape: number[]): Uint8Array {
  const ordered = new Uint8Array(bytes.length);
  const strides = shape.map((_, axis) => shape.slice(0, axis).reduce((product, size) => product * size, itemSize));
  const index = shape.map(() => 0);
  let from = 0;
  for (let to = 0; to < bytes.length; to += itemSize) {
    for (let b = 0; b < itemSize; b++) ordered[to + b] = bytes[from + b]!;
    for (let axis = shape.length - 1; axis >= 0; axis--) {
      from += strides[axis]!;
      if (++index[axis]! < shape[axis]!) break;
      from -= strides[axis]! * shape[axis]!;
      index[axis] = 0;
    }
  }
  return ordered;
}

/**
 * The array of a .npy file of format version 1, 2 or 3: bool, 8 to 64 bit integers, float16 to float64,
 * either byte order, C or Fortran order. The result may be a view of `bytes`: whoever passes them gives them up.
 * Throws BundleError for anything else, and where shape × item size differs from the bytes present.
 */
export function decodeNpy(bytes: Uint8Array, name: string): NpyArray {
  const header = parseNpyHeader(bytes, name);
  checkSize(header, bytes.length - header.start, name);
  const { shape, dtype } = header;
  const itemSize = itemSizeOf(dtype);
  const items = littleEndianItems(bytes.subarray(header.start), itemSize, header.bigEndian);
  const ordered = header.fortranOrder && shape.length > 1 ? toRowOrder(items, itemSize, shape) : items;
  return { shape, dtype, data: views[dtype]!(ordered.buffer, ordered.byteOffset, ordered.length / itemSize) };
}

function descrOf(data: TypedArray): string {
  if (data instanceof Int8Array) return '|i1';
  if (data instanceof Uint8Array) return '|u1';
  if (data instanceof Int16Array) return '<i2';
  if (data instanceof Uint16Array) return '<u2';
  if (data instanceof Int32Array) return '<i4';
  if (data instanceof Uint32Array) return '<u4';
  if (data instanceof BigInt64Array) return '<i8';
  if (data instanceof BigUint64Array) return '<u8';
  return data instanceof Float32Array ? '<f4' : '<f8';
}

function asHalves(data: TypedArray): Uint16Array {
  if (data instanceof Float32Array) return floatsToHalves(data);
  if (data instanceof Float64Array) return floatsToHalves(Float32Array.from(data));
  throw new BundleError('Writing a float16 .npy: expected a Float32Array or Float64Array, got integers.', 'Leave out the dtype.');
}

/**
 * A .npy file of C-order data of this shape; 'f2' rounds floats to float16 (float64 by way of float32).
 * Throws BundleError where the shape does not fit the data.
 */
export function encodeNpy(data: TypedArray, shape: number[], dtype?: 'f2'): Uint8Array<ArrayBuffer> {
  const length = shape.reduce((product, size) => product * size, 1);
  if (length !== data.length || !shape.every((size) => Number.isSafeInteger(size) && size >= 0)) {
    throw new BundleError(`Writing a .npy of shape (${shape.join(', ')}): expected whole sizes with ${data.length} as their product, got ${length}.`, 'Give the shape of the data.');
  }
  const items = dtype === 'f2' ? asHalves(data) : data;
  const header = formatNpyHeader(dtype === 'f2' ? '<f2' : descrOf(data), shape);
  const file = new Uint8Array(header.length + items.byteLength);
  file.set(header);
  file.set(new Uint8Array(items.buffer, items.byteOffset, items.byteLength), header.length);
  return file;
}
