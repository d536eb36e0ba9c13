/** Random vectors of length 1, the same for every backend and for the peer. */
import { randomBits, streamKey } from '../../math/random';
import { normaliseRows } from '../../retrieval/scores';
import type { VectorIndex } from '../../retrieval/vectorIndex';

export const WIDTH = 128;
export const BLOCK_ROWS = 20_000;

/** Rows [first, first + rows), float32 [rows, 128]. */
export function randomVectors(first: number, rows: number, seed = 1): Float32Array {
  const key = streamKey(seed);
  const start = first * WIDTH;
  return normaliseRows(Float32Array.from({ length: rows * WIDTH }, (_, i) => randomBits(key, start + i) / 2 ** 31 - 1), WIDTH);
}

export const randomQuery = (round: number): Float32Array => randomVectors(round, 1, 2);

export function* blocksOf(rows: number): Generator<Float32Array> {
  for (let first = 0; first < rows; first += BLOCK_ROWS) yield randomVectors(first, Math.min(BLOCK_ROWS, rows - first));
}

/** Milliseconds that adding took, without the making of the vectors. */
export async function fillAll(indexes: readonly Pick<VectorIndex, 'add'>[], rows: number): Promise<number[]> {
  const times = indexes.map(() => 0);
  for (const block of blocksOf(rows)) {
    for (const [i, index] of indexes.entries()) {
      const start = performance.now();
      await index.add(block);
      times[i]! += performance.now() - start;
    }
  }
  return times;
}
