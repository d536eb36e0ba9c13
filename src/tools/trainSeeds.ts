/** Trains a bundle from several seeds and measures the result: the core of `npm run train`. */
import { setImmediate } from 'node:timers/promises';
import type { AlscorConfig } from '../alscor/config';
import { totalSteps, trainAlscor, type RunResult, type ValidationScores } from '../alscor/run';
import type { Dataset } from '../bundle/dataset';
import { meanAveragePrecision } from '../retrieval/metrics';
import { selectRows, type Direction, type ScoreKind, type Space } from '../retrieval/scores';
import { pairsToTrain, rowsOfSplit } from '../worker/pairs';

export const scoreKinds: ScoreKind[] = ['semantic', 'canonical', 'fused'];

export type MapValues = Record<Direction | 'avg', number>;
export type MapSummary = Record<Direction | 'avg', { mean: number; std: number }>;

export interface SeedResult {
  seed: number;
  /** MAP@all on the items asked for. */
  map: Record<ScoreKind, MapValues>;
  bestEpoch: number;
  epochs: number;
  steps: number;
  seconds: number;
}

const withAverage = ({ i2t, t2i }: Record<Direction, number>): MapValues => ({ i2t, t2i, avg: (i2t + t2i) / 2 });

export function testMap({ items, labels }: Dataset, space: Space, kind: ScoreKind, fusedWeight: number): MapValues {
  const rows = rowsOfSplit(items, 'test');
  const test = { image: selectRows(space.image, rows), text: selectRows(space.text, rows) };
  return withAverage(meanAveragePrecision(test, Int32Array.from(rows, (row) => labels.values[row]!), kind, fusedWeight));
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
export async function trainSeed(dataset: Dataset, config: AlscorConfig, items: 'test' | 'validation', onProgress: (progress: Progress) => void): Promise<SeedResult> {
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
  const of = (kind: ScoreKind) => (items === 'validation' ? withAverage(best![kind]) : testMap(dataset, space, kind, model.fusedWeight));
  const map = { semantic: of('semantic'), canonical: of('canonical'), fused: of('fused') };
  return { seed: config.seed, map, bestEpoch, epochs: progress.epoch, steps: progress.step, seconds };
}

/** Mean and sample deviation (n - 1); the deviation of one value is 0. */
export function meanAndDeviation(values: number[]): { mean: number; std: number } {
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  const square = values.reduce((sum, value) => sum + (value - mean) ** 2, 0);
  return { mean, std: values.length > 1 ? Math.sqrt(square / (values.length - 1)) : 0 };
}

export function summarise(results: SeedResult[], kind: ScoreKind): MapSummary {
  const of = (direction: Direction | 'avg') => meanAndDeviation(results.map(({ map }) => map[kind][direction]));
  return { i2t: of('i2t'), t2i: of('t2i'), avg: of('avg') };
}
