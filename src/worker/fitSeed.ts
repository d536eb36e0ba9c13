/** One method fitted from one seed and measured: what a comparison and `npm run train` are made of. */
import type { AlscorConfig } from '../alscor/config';
import type { Dataset } from '../bundle/dataset';
import type { Fit, FitMetrics } from '../comparison/comparison';
import type { FitProgress, Method } from '../methods/method';
import type { RetrievalMetrics } from '../retrieval/metrics';
import type { Direction, ScoreKind } from '../retrieval/scores';
import { evaluateSpace } from './evaluate';
import { pairsToTrain, rowsOfSplit } from './pairs';

/** "validation" leaves the test items unread: for choosing settings. */
export type Items = 'test' | 'validation';

export interface MeasuredFit {
  fit: Fit;
  /** AP of each query, images' before texts', by score. */
  queryAp: Partial<Record<ScoreKind, number[]>>;
}

function withoutQueries(all: RetrievalMetrics): FitMetrics {
  const { queryAp: _, ...metrics } = all;
  return metrics;
}

/**
 * Fits a step at a time; the seed draws the validation items and every other random number. The items asked for are
 * read once, at its end, with what the validation items chose. Leaves no tensor behind, however it ends.
 */
export async function* fitSeed(dataset: Dataset, method: Method, config: AlscorConfig, items: Items): AsyncGenerator<FitProgress, MeasuredFit> {
  const { data, trainSplit } = pairsToTrain(dataset, config);
  const start = performance.now();
  const fitted = yield* method.fit(data, items === 'test' ? trainSplit : data.train, config);
  const seconds = (performance.now() - start) / 1000;
  const measured = evaluateSpace(dataset, fitted, items === 'test' ? rowsOfSplit(dataset.items, 'test') : data.validation);
  const each = <T>(of: (both: Record<Direction, RetrievalMetrics>) => T) => Object.fromEntries(Object.entries(measured).map(([kind, both]) => [kind, of(both)]));
  const { chosen, epochs, fusedWeight, scores } = fitted;
  return {
    fit: {
      method: method.name, seed: config.seed, headline: scores[0]!, chosen, epochs, fusedWeight, seconds,
      scores: each(({ i2t, t2i }) => ({ i2t: withoutQueries(i2t), t2i: withoutQueries(t2i) })),
    },
    queryAp: each(({ i2t, t2i }) => [...i2t.queryAp, ...t2i.queryAp]),
  };
}
