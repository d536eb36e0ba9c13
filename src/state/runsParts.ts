/** What the list of runs stands on in the page; tests give other parts. */
import type { RunCurves, StoredRun } from '../worker/runs/record';
import type { ListParts } from './listKeeper';
import { runsDatabase, type ListedRun } from './runsDatabase';
import { askToPersist } from './storageUse';
import { tabParts } from './tabParts';
import { call } from './trainer';

export interface RunsParts extends ListParts<ListedRun> {
  /** Removes what is left of runs that are not whole; answers with those that are. */
  sweep(): Promise<StoredRun[]>;
  curves(id: string): Promise<RunCurves>;
  discardStates(id: string): Promise<unknown>;
  /** Asks the browser to clear nothing under pressure. */
  persist(): Promise<void>;
}

export function browserParts(): RunsParts {
  return {
    ...tabParts('alscor-runs'),
    database: runsDatabase(),
    sweep: () => call('sweepRuns', {}),
    curves: (id) => call('runCurves', { id }),
    discard: (id) => call('discardRun', { id, statesOnly: false }),
    discardStates: (id) => call('discardRun', { id, statesOnly: true }),
    persist: () => askToPersist(globalThis.navigator?.storage),
  };
}
