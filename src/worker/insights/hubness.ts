/** Hubs: items that crowd into the first answers of many queries (Radovanović, Nanopoulos and Ivanović, JMLR 11, 2010). */
import type { Hubness } from './types';

/** E[(N - μ)³] / σ³ with moments over all items (divided by n); null where σ is 0. */
function skewnessOf(counts: Int32Array): number | null {
  const mean = (value: (count: number) => number) => counts.reduce((sum, count) => sum + value(count), 0) / counts.length;
  const average = mean((count) => count);
  const variance = mean((count) => (count - average) ** 2);
  return variance > 0 ? mean((count) => (count - average) ** 3) / variance ** 1.5 : null;
}

/**
 * Skewness of the k-occurrences N_k, beside that of answers by lot: each of q queries then finds an item with p = k/n, so
 * that N_k is binomial, its skewness (1 - 2p) / √(q·p·(1 - p)), and an item is never found with (1 - p)^q.
 * @param found how often each item is among the first k, int32 [n]
 */
export function hubness(found: Int32Array, queries: number, depth: number): Hubness {
  const share = depth / found.length;
  const variance = queries * share * (1 - share);
  return {
    skewness: skewnessOf(found),
    never: found.reduce((sum, count) => sum + (count === 0 ? 1 : 0), 0),
    chance: { skewness: variance > 0 ? (1 - 2 * share) / Math.sqrt(variance) : null, never: found.length * (1 - share) ** queries },
  };
}
