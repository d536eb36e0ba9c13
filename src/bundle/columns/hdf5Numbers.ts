/** A data set of numbers as a column: rows along its first size, or, as MATLAB stores them, along its last. */
import { BundleError } from '../problem';
import type { NumberColumn } from './column';
import { numbersFor } from './guarded';
import { readBytes, type DatasetPlace } from './hdf5Read';
import { toNumbers } from './hdf5Types';
import { checkRange } from './rowRange';

export const product = (sizes: number[]): number => sizes.reduce((all, size) => all * size, 1);

/** Bytes that are read from the file at once, and kept for the next rows. */
const WINDOW_BYTES = 2 ** 25;
/** Deflate packs at most 1032 bytes into one. */
const MOST_PACKED = 1032;

/** Throws BundleError where the file cannot hold what the data set's sizes claim. */
export function checkClaim({ file, metadata, where }: DatasetPlace, shape: number[]): void {
  const bytes = product(shape) * metadata.size;
  const most = metadata.chunks ? MOST_PACKED * file.size : file.size;
  if (Number.isSafeInteger(bytes) && bytes <= most) return;
  throw new BundleError(`${where}: expected at most ${most} bytes in a file of ${file.size}, got a claim of ${shape.join(' × ')} items of ${metadata.size} bytes.`, 'The file is damaged, cut off, or was never filled: copy or write it again.');
}

/** Rows of one read: whole chunks, each of which is unpacked at once. */
function windowRows({ metadata }: DatasetPlace, axis: number, rowBytes: number): number {
  const chunk = Math.max(1, metadata.chunks?.[axis] ?? 1);
  return Math.max(1, Math.floor(WINDOW_BYTES / Math.max(1, rowBytes * chunk))) * chunk;
}

/** [dₙ, …, d₂, rows] as [rows, d₂, …, dₙ]: the sizes in reverse. */
function reversed<T extends Float32Array | Float64Array>(numbers: T, shape: number[], into: T): T {
  const index = shape.map(() => 0);
  const strides = shape.map((_, axis) => product(shape.slice(0, axis)));
  let to = 0;
  for (let from = 0; from < numbers.length; from++) {
    into[to] = numbers[from]!;
    for (let axis = shape.length - 1; axis >= 0; axis--) {
      to += strides[axis]!;
      if (++index[axis]! < shape[axis]!) break;
      to -= strides[axis]! * shape[axis]!;
      index[axis] = 0;
    }
  }
  return into;
}

interface Layout {
  rows: number;
  dims: number;
  /** The axis of the stored sizes that the rows lie along; −1 for a single number. */
  axis: number;
  fromMatlab: boolean;
}

function layoutOf(shape: number[], fromMatlab: boolean): Layout {
  const [axis, rows] = fromMatlab ? [shape.length - 1, shape.at(-1) ?? 1] : [shape.length ? 0 : -1, shape[0] ?? 1];
  const dims = product(shape.filter((_, i) => i !== axis));
  // MATLAB's vectors have two sizes: one of a single row is a vector of items too.
  return fromMatlab && shape.length === 2 && rows === 1 && dims > 1 ? { rows: dims, dims: 1, axis: 0, fromMatlab: false } : { rows, dims, axis, fromMatlab };
}

function readRowsOf(place: DatasetPlace, { axis, fromMatlab }: Layout, dtype: string, start: number, end: number): Float32Array | Float64Array {
  const numbers = toNumbers(readBytes(place, axis, start, end), dtype, place.where);
  if (!fromMatlab) return numbers;
  const shape = (place.metadata.shape ?? []).map((size, i) => (i === axis ? end - start : size));
  return numbers instanceof Float32Array ? reversed(numbers, shape, new Float32Array(numbers.length)) : reversed(numbers, shape, new Float64Array(numbers.length));
}

/** Reads windows of whole chunks and keeps the last one: rows are asked for in order, and a chunk is unpacked as a whole. */
function windowedReader(place: DatasetPlace, layout: Layout, dtype: string): NumberColumn['readRows'] {
  const { rows, dims } = layout;
  const step = windowRows(place, layout.axis, dims * place.metadata.size);
  let kept: { start: number; numbers: Float32Array | Float64Array } | null = null;
  return async (start, end) => {
    checkRange(place.where, rows, start, end);
    const target = numbersFor(place.where, dtype, (end - start) * dims);
    for (let row = start; row < end; ) {
      const from = row - (row % step);
      const to = Math.min(from + step, rows);
      if (kept?.start !== from) kept = { start: from, numbers: readRowsOf(place, layout, dtype, from, to) };
      const last = Math.min(end, to);
      target.set(kept.numbers.subarray((row - from) * dims, (last - from) * dims), (row - start) * dims);
      row = last;
    }
    return target;
  };
}

/** The column of a data set of this dtype. Throws BundleError where the file cannot hold it. */
export function numberColumn(place: DatasetPlace, dtype: string, fromMatlab: boolean): NumberColumn {
  const stored = place.metadata.shape ?? [];
  checkClaim(place, stored);
  const layout = layoutOf(stored, fromMatlab);
  const shape = fromMatlab ? [...stored].reverse() : stored;
  const { rows, dims } = layout;
  return { kind: 'numbers', path: place.file.path, name: place.at.slice(1), rows, dims, shape, dtype, readRows: windowedReader(place, layout, dtype) };
}
