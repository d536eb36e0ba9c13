import type { Direction } from '../retrieval/scores';
import type { FitMetrics } from './comparison';

/** One direction, or the mean of both. */
export type Shown = Direction | 'mean';

export interface Measure {
  /** For files. */
  key: string;
  name: string;
  title: string;
  pick(metrics: FitMetrics): number;
  higherIsBetter: boolean;
  /** Decimals in which it is reported. */
  digits: number;
}

const share = { higherIsBetter: true, digits: 3 };

export const map: Measure = { key: 'map', name: 'MAP@all', title: 'Mean average precision over the whole gallery', pick: (metrics) => metrics.map, ...share };

/** What is reported beside MAP@all. */
export const furtherMeasures: readonly Measure[] = [
  { key: 'map50', name: 'MAP@50', title: 'Average precision of the first 50, over the relevant items among them', pick: ({ map50 }) => map50, ...share },
  { key: 'map50_capped', name: 'MAP@50, all relevant', title: 'Average precision of the first 50, over all relevant items, 50 at most', pick: ({ map50Capped }) => map50Capped, ...share },
  { key: 'recall1', name: 'R@1', title: 'Share of queries whose own pair comes first', pick: ({ recall }) => recall[1], ...share },
  { key: 'recall5', name: 'R@5', title: 'Share of queries whose own pair is among the first 5', pick: ({ recall }) => recall[5], ...share },
  { key: 'recall10', name: 'R@10', title: 'Share of queries whose own pair is among the first 10', pick: ({ recall }) => recall[10], ...share },
  { key: 'median_rank', name: 'Median rank', title: 'Median rank of the own pair; lower is better', pick: ({ medianRank }) => medianRank, higherIsBetter: false, digits: 1 },
  { key: 'ndcg10', name: 'nDCG@10', title: 'Normalised discounted cumulative gain of the first 10', pick: ({ ndcg10 }) => ndcg10, ...share },
];

/** One number of a pair of directions. */
export function valueOf(metrics: Record<Direction, FitMetrics>, { pick }: Measure, shown: Shown): number {
  return shown === 'mean' ? (pick(metrics.i2t) + pick(metrics.t2i)) / 2 : pick(metrics[shown]);
}

/** A column of a table: a measure of one direction, or of both. */
export interface Column {
  measure: Measure;
  shown: Shown;
  name: string;
}

export const mapColumns: readonly Column[] = [
  { measure: map, shown: 'i2t', name: 'MAP image→text' },
  { measure: map, shown: 't2i', name: 'MAP text→image' },
  { measure: map, shown: 'mean', name: 'MAP average' },
];

/** MAP@all both ways and on average, then every further measure as `shown`. */
export function columnsFor(shown: Shown): Column[] {
  return [...mapColumns, ...furtherMeasures.map((measure) => ({ measure, shown, name: measure.name }))];
}
