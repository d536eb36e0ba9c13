/** Trains a bundle from several seeds and measures the result: the core of `npm run train`. */
import { setImmediate } from 'node:timers/promises';
import type { AlscorConfig } from '../alscor/config';
import { totalSteps, trainAlscor, type RunResult, type ValidationScores } from '../alscor/run';
import type { Dataset } from '../bundle/dataset';
import { fitChosen, type Method } from '../methods/method';
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
  /** Of ALSCOR. */
  bestEpoch?: number;
  epochs?: number;
  steps?: number;
  /** What the validation items chose, of a compared method. */
  setting?: number;
}

const withAverage = ({ i2t, t2i }: Record<Direction, number>): MapValues => ({ i2t, t2i, avg: (i2t + t2i) / 2 });

function mapOf({ labels }: Dataset, space: Space, rows: Int32Array, kind: ScoreKind, fusedWeight: number): MapValues {
  const own = { image: selectRows(space.image, rows), text: selectRows(space.text, rows) };
  return withAverage(meanAveragePrecision(own, Int32Array.from(rows, (row) => labels.values[row]!), kind, fusedWeight));
}

/** One fit of a compared method; the seed draws the validation items that choose its setting. */
export async function fitSeed(dataset: Dataset, method: Method, config: AlscorConfig, items: Items): Promise<SeedResult> {
  const { data, trainSplit } = pairsToTrain(dataset, config);
  const start = performance.now();
  const { setting, fitted } = await fitChosen(method, data, items === 'test' ? trainSplit : data.train);
  const seconds = (performance.now() - start) / 1000;
  const rows = items === 'test' ? rowsOfSplit(dataset.items, 'test') : data.validation;
  const map = Object.fromEntries(fitted.scores.map((kind) => [kind, mapOf(dataset, fitted.space, rows, kind, 1)]));
  return { seed: config.seed, map, seconds, setting };
}

export interface Progress {
  step: number;
  totalSteps: number;
  epoch: number;
  validation: ValidationScores | null;
}

/**
 * One run. The test items are read once, after the last epoch, with the model that the validation items chose.
 * @param items "validation" leaves the test items unread and gives the chosen epoch's validation MAP, for choosing hyperparameters
 */
export async function trainSeed(dataset: Dataset, config: AlscorConfig, items: Items, onProgress: (progress: Progress) => void): Promise<SeedResult> {
  const { data, trainSplit } = pairsToTrain(dataset, config);
  const progress: Progress = { step: 0, totalSteps: totalSteps(data, config), epoch: 0, validation: null };
  const start = performance.now();
  let best: ValidationScores | null = null;
  let result: RunResult | null = null;
  for await (const event of trainAlscor(data, config, trainSplit)) {
    if (event.type === 'steps') progress.step = event.step;
    else if (event.type === 'epoch') {
      const { epoch, validation } = event.result;
      Object.assign(progress, { epoch, validation });
      if (event.result.best) best = validation;
    } else result = event.result;
    onProgress(progress);
    // Timers (the progress bar) and signals are handled here: the backend never leaves the microtasks.
    await setImmediate();
  }
  const seconds = (performance.now() - start) / 1000;
  const { space, model, bestEpoch } = result!;
  const of = (kind: ScoreKind) => (items === 'validation' ? withAverage(best![kind]) : mapOf(dataset, space, rowsOfSplit(dataset.items, 'test'), kind, model.fusedWeight));
  const map = { semantic: of('semantic'), canonical: of('canonical'), fused: of('fused') };
  return { seed: config.seed, map, bestEpoch, epochs: progress.epoch, steps: progress.step, seconds };
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
