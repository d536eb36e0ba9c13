/** Trains a bundle from several seeds and measures the result: the core of `npm run train`. */
import type { AlscorConfig } from '../alscor/config';
import type { Dataset } from '../bundle/dataset';
import { scoreKinds, type FitMetrics } from '../comparison/comparison';
import { map, valueOf } from '../comparison/measures';
import { meanAndDeviation, type Summary } from '../math/statistics';
import type { FitProgress, Method } from '../methods/method';
import type { Direction, ScoreKind } from '../retrieval/scores';
import { fitSeed, type Items } from '../worker/fitSeed';
import { drive } from './drive';

export type MapValues = Record<Direction | 'avg', number>;
export type MapSummary = Record<Direction | 'avg', Summary>;

export interface SeedResult {
  seed: number;
  /** MAP@all on the items asked for, by each score that the method has. */
  map: Partial<Record<ScoreKind, MapValues>>;
  seconds: number;
  /** What the validation items chose, in words. */
  chosen: string;
  epochs: number | null;
}

function mapValues(metrics: Record<Direction, FitMetrics>): MapValues {
  return { i2t: metrics.i2t.map, t2i: metrics.t2i.map, avg: valueOf(metrics, map, 'mean') };
}

/** One fit and its MAP. */
export async function trainSeed(dataset: Dataset, method: Method, config: AlscorConfig, items: Items, onProgress: (progress: FitProgress) => void): Promise<SeedResult> {
  const { fit } = await drive(fitSeed(dataset, method, config, items), onProgress);
  const { seed, seconds, chosen, epochs, scores } = fit;
  return { seed, seconds, chosen, epochs, map: Object.fromEntries(Object.entries(scores).map(([kind, both]) => [kind, mapValues(both)])) };
}

/** Mean and deviation over the seeds, by each score that the method has. */
export function summarise(results: SeedResult[]): Partial<Record<ScoreKind, MapSummary>> {
  const kinds = scoreKinds.filter((kind) => results.every((result) => result.map[kind]));
  const of = (kind: ScoreKind, direction: Direction | 'avg') => meanAndDeviation(results.flatMap((result) => result.map[kind]?.[direction] ?? []));
  return Object.fromEntries(kinds.map((kind) => [kind, { i2t: of(kind, 'i2t'), t2i: of(kind, 't2i'), avg: of(kind, 'avg') }]));
}
