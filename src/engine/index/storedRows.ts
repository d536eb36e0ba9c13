/** Rows as an index stores them, on every backend the same. */
import { floatsToHalves, halvesToFloats } from '../../bundle/float16';
import type { VectorStorage } from '../../retrieval/vectorIndex';
import { IndexError } from './indexError';

/** [rows, width], row by row. */
export interface StoredRows {
  values: Float32Array | Uint16Array | Int8Array;
  /** float32 [rows]: an int8 times its row's scale is the value. Null for floats. */
  scales: Float32Array | null;
}

const FLOAT32_MAX = 3.4028234663852886e38;
const HALF_END = 65520;
const SMALLEST_NORMAL_HALF = 0x0400;

function checkBlock(block: Float32Array, width: number): void {
  if (block.length % width === 0) return;
  throw new IndexError(`Adding vectors to an index: expected rows of ${width} numbers, got ${block.length} numbers.`, 'Add whole rows.');
}

/** Largest magnitude. @throws IndexError for NaN, infinities and more than the storage can hold */
export function checkedRows(block: Float32Array, width: number, storage: VectorStorage): number {
  checkBlock(block, width);
  const end = storage === 'float16' ? HALF_END : Infinity;
  let largest = 0;
  for (let i = 0; i < block.length; i++) {
    const size = Math.abs(block[i]!);
    if (size < end) largest = size > largest ? size : largest;
    else throw new IndexError(`Adding vectors to an index: expected numbers below ${end} in magnitude, got ${block[i]!} in row ${Math.floor(i / width)} of the block.`, 'Leave that row out, or scale all rows down.');
  }
  return largest;
}

/** As GPUs may not tell subnormal halves from 0. */
function withoutSubnormals(halves: Uint16Array): Uint16Array {
  for (let i = 0; i < halves.length; i++) {
    const size = halves[i]! & 0x7fff;
    if (size < SMALLEST_NORMAL_HALF) halves[i] = size < SMALLEST_NORMAL_HALF / 2 ? 0 : (halves[i]! & 0x8000) | SMALLEST_NORMAL_HALF;
  }
  return halves;
}

/** Added to a float32 and taken away again, it leaves the nearest whole number, of two the even one. */
const WHOLE = 1.5 * 2 ** 23;

/** Each row's scale is its largest magnitude / 127; all in float32. */
function toBytes(block: Float32Array, width: number): StoredRows {
  const values = new Int8Array(block.length);
  const scales = new Float32Array(block.length / width);
  for (let row = 0, start = 0; row < scales.length; row++, start += width) {
    let largest = 0;
    for (let j = start; j < start + width; j++) largest = Math.max(largest, Math.abs(block[j]!));
    scales[row] = largest / 127;
    const scale = scales[row]!;
    if (scale > 0) for (let j = start; j < start + width; j++) values[j] = Math.max(-127, Math.min(127, Math.fround(Math.fround(block[j]! / scale) + WHOLE) - WHOLE));
  }
  return { values, scales };
}

/** @param block float32 [rows, width], as `checkedRows` lets pass */
export function storeRows(block: Float32Array, width: number, storage: VectorStorage): StoredRows {
  if (storage === 'int8') return toBytes(block, width);
  return { values: storage === 'float16' ? withoutSubnormals(floatsToHalves(block)) : block, scales: null };
}

/** What the stored numbers stand for: float32, exact except for int8, where it is times the scale. */
export function storedFloats({ values }: StoredRows): Float32Array {
  if (values instanceof Float32Array) return values;
  return values instanceof Uint16Array ? halvesToFloats(values) : Float32Array.from(values);
}

/** @param largest magnitude of the rows @throws IndexError for queries that are not finite, or so large that scores might not be */
export function checkQueries(queries: Float32Array, width: number, largest: number): void {
  if (queries.length % width !== 0) throw new IndexError(`Searching an index: expected queries of ${width} numbers, got ${queries.length} numbers.`, 'Ask with whole vectors.');
  // The largest number of an int8 row, before its scale.
  const most = FLOAT32_MAX / (width * Math.max(largest, 127));
  const wrong = queries.findIndex((value) => !(Math.abs(value) <= most));
  if (wrong >= 0) throw new IndexError(`Searching an index: expected finite numbers up to ${most.toPrecision(2)} in magnitude, got ${queries[wrong]!} in query ${Math.floor(wrong / width)}.`, 'Scale the query down, or embed it again.');
}
