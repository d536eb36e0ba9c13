import type { BestState } from '../alscor/runState';
import type { Preprocessing } from './preprocessing';
import type { WorkerEvent } from './protocol';
import type { RunRecord } from './runs/record';
import type { SearchModel } from './search/searchModel';

/** Whom a run tells, and asks for what lies beyond it. */
export interface RunListener {
  emit(event: WorkerEvent): void;
  /** The model that answers from now on. */
  model(model: SearchModel): void;
  /** The best model of a run that goes on, and where it puts the items. */
  restore(best: BestState, preprocessing: Preprocessing, record: RunRecord): Promise<SearchModel>;
  /** Whether an error comes from a lost GPU, after which the run goes on elsewhere. */
  lost(error: unknown): Promise<boolean>;
}
