/** How far a run has come: as its curves say, or as the present one's events do. */
import type { ConfigChange } from '../alscor/runState';
import type { EpochPoint, RunStatus } from '../worker/protocol';
import type { RunCurves, RunRecord, StoredRun } from '../worker/runs/record';
import type { ListedRun, RunProgress } from './runsDatabase';

export function bestOf(epochs: readonly EpochPoint[]): RunProgress['best'] {
  const found = epochs.findLast(({ best }) => best);
  return found ? { epoch: found.epoch, validation: found.validation } : null;
}

export function progressNow(status: RunStatus, epochs: readonly EpochPoint[], changes: ConfigChange[]): RunProgress {
  const { phase, step, totalSteps, epoch, elapsedMs } = status;
  return { phase, step, totalSteps, epoch, elapsedMs, best: bestOf(epochs), changes };
}

function last(values: ArrayLike<number>): number {
  return values[values.length - 1] ?? 0;
}

/** @param ended null where the run can go on */
export function progressOfCurves({ steps, epochs, changes }: RunCurves, ended: StoredRun['ended']): Omit<RunProgress, 'totalSteps'> {
  return { phase: ended ?? 'running', step: last(steps.step), epoch: last(steps.epoch), elapsedMs: last(steps.elapsedMs), best: bestOf(epochs), changes };
}

/** A run that has just started. */
export function listedRun(record: RunRecord): ListedRun {
  return {
    id: record.id, record, name: record.name, note: '', starred: false, deletedAt: null,
    phase: 'running', step: 0, totalSteps: 0, epoch: 0, elapsedMs: 0, best: null, changes: [], bytes: 0, states: [],
  };
}
