import type { Ranker } from './ranker';

/**
 * Average precision of one query straight from its scores; model choice asks for it thousands of times an epoch.
 * @param ranker of n
 * @param scores finite, float32 [n]
 * @param related 1 where an item is relevant, uint8 [n]
 * @returns NaN where nothing is relevant
 */
export function scoredAp(ranker: Ranker, scores: Float32Array, related: Uint8Array): number {
  const order = ranker.rank(scores);
  let found = 0;
  let sum = 0;
  for (let rank = 1; rank <= order.length; rank++) {
    if (related[order[rank - 1]!] === 1) sum += ++found / rank;
  }
  return sum / found;
}
