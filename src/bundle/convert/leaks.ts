/** Pairs whose features come again in another split. */
import { HashTable } from './hashTable';

/**
 * Pairs whose row has the same hash as a row of a pair in another split. `rowOf` gives the hash's row by pair, null where
 * it is the pair's number; splits uint8 [pairs], 0 to 2.
 */
export function countLeaks(hashes: Float64Array, splits: Uint8Array, rowOf: Int32Array | null): number {
  const seen = new HashTable();
  const hashOf = (pair: number): number => hashes[rowOf ? rowOf[pair]! : pair]!;
  splits.forEach((split, pair) => seen.set(hashOf(pair), (seen.get(hashOf(pair)) ?? 0) | (1 << split)));
  return splits.reduce((count, split, pair) => count + Number(seen.get(hashOf(pair)) !== 1 << split), 0);
}
