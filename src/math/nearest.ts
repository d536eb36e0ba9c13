import type { Rows } from './rows';

/** The nearest rows of each row, by Euclidean distance, the nearest first; a row is not its own neighbour. */
export interface Nearest {
  /** int32 [rows, count] */
  indices: Int32Array;
  /** float32 [rows, count] */
  distances: Float32Array;
  count: number;
}

export function emptyNearest(rows: number, count: number): Nearest {
  return { indices: new Int32Array(rows * count), distances: new Float32Array(rows * count), count };
}

function squaredDistance(data: Float32Array, a: number, b: number, dims: number): number {
  let sum = 0;
  for (let j = 0; j < dims; j++) {
    const difference = data[a + j]! - data[b + j]!;
    sum += difference * difference;
  }
  return sum;
}

/** Puts a distance into its place among the smallest so far; equal ones keep the order in which they came. */
function insert(indices: Int32Array, distances: Float32Array, index: number, distance: number): void {
  let place = distances.length - 1;
  if (distance >= distances[place]!) return;
  while (place > 0 && distances[place - 1]! > distance) {
    distances[place] = distances[place - 1]!;
    indices[place] = indices[place - 1]!;
    place--;
  }
  distances[place] = distance;
  indices[place] = index;
}

/**
 * Fills in the neighbours of the rows from `from` to `to`, by comparing each with all others.
 * @throws RangeError where there are not so many other rows
 */
export function findNearest({ data, rows, dims }: Rows, from: number, to: number, { indices, distances, count }: Nearest): void {
  if (count >= rows) throw new RangeError(`Nearest rows: expected to find fewer than the ${rows} rows that there are, got ${count}.`);
  for (let row = from; row < to; row++) {
    const own = distances.subarray(row * count, (row + 1) * count).fill(Infinity);
    const found = indices.subarray(row * count, (row + 1) * count);
    for (let other = 0; other < rows; other++) if (other !== row) insert(found, own, other, squaredDistance(data, row * dims, other * dims, dims));
    for (let rank = 0; rank < count; rank++) own[rank] = Math.sqrt(own[rank]!);
  }
}

/** Of all neighbours in `a`, the share that is among the neighbours of the same row in `b` too; both of the same rows and count. */
export function sharedNeighbours(a: Nearest, b: Nearest): number {
  let shared = 0;
  for (let start = 0; start < a.indices.length; start += a.count) {
    const others = b.indices.subarray(start, start + b.count);
    for (let rank = 0; rank < a.count; rank++) if (others.includes(a.indices[start + rank]!)) shared++;
  }
  return shared / a.indices.length;
}
