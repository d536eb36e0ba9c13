/** Carries what is told of the present run into the list: at each epoch, at most every second, and at each turn of its phase. */
import type { RunPhase } from '../worker/protocol';
import { useRun } from './run';
import { progressNow } from './runsProgress';
import { useRuns } from './runsStore';

const INTERVAL_MS = 1000;

/** Whether it is time to write again. */
export function writeTurns(now: () => number): (phase: RunPhase, urgent: boolean) => boolean {
  let written = -Infinity;
  let before: RunPhase | null = null;
  return (phase, urgent) => {
    const due = urgent || phase !== before || now() - written >= INTERVAL_MS;
    if (due) [written, before] = [now(), phase];
    return due;
  };
}

let isDue = writeTurns(Date.now);
let followed = '';

/** @param urgent what was told must not be lost: a change, or a state that was stored */
export function followRun(urgent = false): void {
  const { record, status, epochs, changes, states } = useRun.getState();
  if (!record || status?.runId !== record.id) return;
  if (followed !== record.id) [isDue, followed] = [writeTurns(Date.now), record.id];
  if (!isDue(status.phase, urgent)) return;
  void useRuns.getState().update(record.id, { ...progressNow(status, epochs, changes), states });
}
