/** Hubs: items that crowd into the first answers of many queries (Radovanović, Nanopoulos and Ivanović, JMLR 11, 2010). */
import type { Hubness } from './insightTypes';

/**
 * Skewness of the k-occurrences N_k: E[(N_k - μ)³] / σ³, with moments over all items (divided by n).
 * @param found how often each item is among the first k, int32 [n]
 */
export function hubness(found: Int32Array): Hubness {
  const mean = (value: (count: number) => number) => found.reduce((sum, count) => sum + value(count), 0) / found.length;
  const average = mean((count) => count);
  const variance = mean((count) => (count - average) ** 2);
  const third = mean((count) => (count - average) ** 3);
  return {
    skewness: variance > 0 ? third / variance ** 1.5 : null,
    never: found.reduce((sum, count) => sum + (count === 0 ? 1 : 0), 0),
  };
}
