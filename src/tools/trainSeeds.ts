/** Trains a bundle from several seeds and measures the result: the core of `npm run train`. */
import { setImmediate } from 'node:timers/promises';
import type { AlscorConfig } from '../alscor/config';
import type { Dataset } from '../bundle/dataset';
import type { FitProgress, Method } from '../methods/method';
import { selectLabels } from '../retrieval/labels';
import { meanAveragePrecision } from '../retrieval/metrics';
import { selectRows, type Direction, type ScoreKind, type Space } from '../retrieval/scores';
import { pairsToTrain, rowsOfSplit } from '../worker/pairs';

export const scoreKinds: ScoreKind[] = ['semantic', 'canonical', 'fused'];

/** "validation" leaves the test items unread: for choosing settings. */
export type Items = 'test' | 'validation';

export type MapValues = Record<Direction | 'avg', number>;
export type MapSummary = Record<Direction | 'avg', { mean: number; std: number }>;

export interface SeedResult {
  seed: number;
  /** MAP@all on the items asked for, by each score that the method has. */
  map: Partial<Record<ScoreKind, MapValues>>;
  seconds: number;
  /** What the validation items chose, in words. */
  chosen: string;
  epochs: number | null;
}

const withAverage = ({ i2t, t2i }: Record<Direction, number>): MapValues => ({ i2t, t2i, avg: (i2t + t2i) / 2 });

function mapOf({ labels }: Dataset, space: Space, rows: Int32Array, kind: ScoreKind, fusedWeight: number): MapValues {
  const own = { image: selectRows(space.image, rows), text: selectRows(space.text, rows) };
  return withAverage(meanAveragePrecision(own, selectLabels(labels.values, rows), kind, fusedWeight));
}

/**
 * One fit; the seed draws the validation items and every other random number. The test items are read once, at its
 * end, with what the validation items chose.
 */
export async function fitSeed(dataset: Dataset, method: Method, config: AlscorConfig, items: Items, onProgress: (progress: FitProgress) => void): Promise<SeedResult> {
  const { data, trainSplit } = pairsToTrain(dataset, config);
  const start = performance.now();
  const fit = method.fit(data, items === 'test' ? trainSplit : data.train, config);
  let next = await fit.next();
  for (; !next.done; next = await fit.next()) {
    onProgress(next.value);
    // Timers (the progress bar) and signals are handled here: the backend never leaves the microtasks.
    await setImmediate();
  }
  const { space, scores, fusedWeight, chosen, epochs } = next.value;
  const seconds = (performance.now() - start) / 1000;
  const rows = items === 'test' ? rowsOfSplit(dataset.items, 'test') : data.validation;
  const map = Object.fromEntries(scores.map((kind) => [kind, mapOf(dataset, space, rows, kind, fusedWeight ?? 1)]));
  return { seed: config.seed, map, seconds, chosen, epochs };
}

/** Mean and sample deviation (n - 1); the deviation of one value is 0. */
export function meanAndDeviation(values: number[]): { mean: number; std: number } {
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  const square = values.reduce((sum, value) => sum + (value - mean) ** 2, 0);
  return { mean, std: values.length > 1 ? Math.sqrt(square / (values.length - 1)) : 0 };
}

/** Mean and deviation over the seeds, by each score that the method has. */
export function summarise(results: SeedResult[]): Partial<Record<ScoreKind, MapSummary>> {
  const kinds = scoreKinds.filter((kind) => results.every(({ map }) => map[kind]));
  const of = (kind: ScoreKind, direction: Direction | 'avg') => meanAndDeviation(results.flatMap(({ map }) => map[kind]?.[direction] ?? []));
  return Object.fromEntries(kinds.map((kind) => [kind, { i2t: of(kind, 'i2t'), t2i: of(kind, 't2i'), avg: of(kind, 'avg') }]));
}
