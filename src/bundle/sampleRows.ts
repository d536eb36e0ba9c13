/** Which pairs of a large dataset are held in memory. */
import { shuffled, streamKey } from '../math/random';
import type { Split } from './manifest';

const SEED = 1;

/**
 * `wanted` rows drawn with a fixed seed, each split by its share of all rows but with two at least where it has them;
 * ascending, int32.
 */
export function sampleRows(splits: readonly Split[], wanted: number): Int32Array {
  const chosen = new Uint8Array(splits.length);
  for (const split of ['train', 'val', 'test'] as const) {
    const own = Int32Array.from(splits.flatMap((other, row) => (other === split ? [row] : [])));
    const share = Math.max(2, Math.floor((wanted * own.length) / splits.length));
    for (const row of shuffled(own, streamKey(SEED, 7)).subarray(0, share)) chosen[row] = 1;
  }
  return Int32Array.from(splits.keys()).filter((row) => chosen[row] === 1);
}
