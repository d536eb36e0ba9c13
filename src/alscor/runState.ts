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

/** The configuration of the next step: as the run started, with every change up to `step` made. */
export function configAt(config: AlscorConfig, changes: readonly ConfigChange[], step: number): AlscorConfig {
  return changes.filter((change) => change.step <= step).reduce((present, { key, value }) => ({ ...present, [key]: value }), config);
}

/**
 * A state as the start of another run. Where the batches are others, the epoch in progress begins anew; the best epoch
 * is chosen among the new run's own.
 * @param batches an epoch of the new run has
 */
export function forkState(state: RunState, config: AlscorConfig, script: readonly ConfigChange[], batches: number): RunState {
  const { batchSize, seed, validationShare } = state.config;
  const sameBatches = batchSize === config.batchSize && seed === config.seed && validationShare === config.validationShare;
  const batch = sameBatches ? state.batch : 0;
  return { ...state, config, changes: [...script], batch, step: state.epoch * batches + batch, elapsedMs: 0, best: null };
}
