/** Everything from which a run goes on as if it had not been interrupted, in plain arrays. */
import type { AlscorConfig } from './config';
import type { AlscorModel, PlainMatrix } from './model';
import type { Weights } from './weights';

/** A hyperparameter that was changed while the run went on: it counts from the step after `step`. */
export interface ConfigChange {
  step: number;
  key: keyof AlscorConfig;
  value: number | string;
}

/** A parameter with AdamW's moments. */
export interface SlotState {
  value: PlainMatrix;
  mean: PlainMatrix;
  variance: PlainMatrix;
  /** Updates made so far. */
  count: number;
}

/** The best epoch so far. */
export interface BestState {
  epoch: number;
  /** What model choice maximises. */
  score: number;
  /** As of that epoch, its CCA layer fitted on the training rows alone. */
  model: AlscorModel;
}

/**
 * A run after `step` steps. Random numbers are drawn from the seed, the epoch and the step, so they have no state of
 * their own; the place in the data is `epoch` and `batch`.
 */
export interface RunState {
  /** As the run started. */
  config: AlscorConfig;
  /** In the order of their steps; some may lie ahead, as where a run is replayed. */
  changes: ConfigChange[];
  step: number;
  /** Epochs that are finished. */
  epoch: number;
  /** Batches of the epoch in progress that are done. */
  batch: number;
  /** Time that the run took so far, pauses not counted. */
  elapsedMs: number;
  members: Weights<SlotState>[];
  best: BestState | null;
}

/**
 * A state as the start of another run. Where the batches are others, the epoch in progress begins anew; the best epoch
 * is chosen among the new run's own.
 * @param batches an epoch of the new run has
 * @throws RangeError where other validation items would be drawn: the weights have learnt from some of them
 */
export function forkState(state: RunState, config: AlscorConfig, script: readonly ConfigChange[], batches: number): RunState {
  const { batchSize, seed, validationShare } = state.config;
  if (seed !== config.seed || validationShare !== config.validationShare) {
    throw new RangeError(`Starting from a state: expected its seed ${seed} and validation share ${validationShare}, got ${config.seed} and ${config.validationShare}. Its weights have learnt from items that others would be validated on: start from the beginning instead.`);
  }
  const batch = batchSize === config.batchSize ? state.batch : 0;
  return { ...state, config, changes: [...script], batch, step: state.epoch * batches + batch, elapsedMs: 0, best: null };
}
