/** What the whole test set, asked at once, shows of a model. Types only: page and worker share them. */
import type { Direction, ScoreKind } from '../../retrieval/scores';
import type { WorkProgress } from '../pace';
import type { ModelInfo, ModelKey } from '../search/types';

export interface InsightsRequest {
  model: ModelKey;
  score: ScoreKind;
}

/** `done` counts queries of both directions. */
export type InsightsProgress = WorkProgress;

/** How unevenly the items of a gallery are found. */
export interface Hubness {
  /** Third standardised moment of how often an item is found; null where all are found equally often. */
  skewness: number | null;
  /** Items that no query finds among its first. */
  never: number;
  /** Both where each query found its first ones by lot; skewness is null where all would be found. */
  chance: { skewness: number | null; never: number };
}

/** Classes of what queries of a class find. */
export interface ClassShare {
  query: number;
  found: number;
  /**
   * Mean share of the class `found` among the first answers of queries of the class `query`. Of an answer of m classes 1/m
   * counts in each, so that with one class an item `found` = `query` is that class's precision.
   */
  share: number;
}

export interface Confusion {
  /** Queries of each class; one of several classes counts in each. */
  queries: number[];
  /** By `query`, then `found`, both rising; what is not there is 0. Empty without classes. */
  shares: ClassShare[];
}

/** All test items of one modality ask all of the other. */
export interface DirectionInsights {
  /** Rows of the dataset, rising, int32 [queries]; an image with several captions asks once, by its first row. */
  queries: Int32Array;
  /** AP of each query over the whole gallery, float64 [queries]; NaN where nothing is relevant. */
  ap: Float64Array;
  /** Mean over the queries with an AP; NaN of none. */
  map: number;
  /** Rows that can be found, rising, int32 [gallery]; an image with several captions once. */
  gallery: Int32Array;
  /** How many first answers of a query are looked at: 10, or all of a smaller gallery. */
  depth: number;
  /** Rows that each query finds first, best first, int32 [queries, depth]. */
  top: Int32Array;
  /** Queries that find the item among their first, int32 [gallery]. */
  found: Int32Array;
  hubness: Hubness;
  confusion: Confusion;
}

export interface Insights {
  model: ModelInfo;
  score: ScoreKind;
  directions: Record<Direction, DirectionInsights>;
  elapsedMs: number;
}
