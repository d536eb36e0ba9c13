/** What the whole test set, asked at once, shows of a model. Types only: page and worker share them. */
import type { Direction, ScoreKind } from '../../retrieval/scores';
import type { ModelInfo, ModelKey } from './types';

export interface InsightsRequest {
  /** The page's; its progress is told under it. */
  id: number;
  model: ModelKey;
  score: ScoreKind;
}

/** How unevenly the items of a gallery are found. */
export interface Hubness {
  /** Third standardised moment of how often an item is found; null where all are found equally often. */
  skewness: number | null;
  /** Items that no query finds among its first. */
  never: number;
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
  /**
   * [a][b]: mean share of class b among the first answers of queries of class a; NaN for a class without queries. Of an
   * item of m classes 1/m counts in each, so that with one class an item the diagonal is the class's precision@10. Empty
   * without classes.
   */
  confusion: number[][];
}

export interface Insights {
  model: ModelInfo;
  score: ScoreKind;
  directions: Record<Direction, DirectionInsights>;
  elapsedMs: number;
}
