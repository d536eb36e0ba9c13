/** Goes on with a run that a closed page or a dead worker has interrupted. */
import { useDataset } from './dataset';
import { tell } from './problems';
import { isActive, useRun } from './run';
import { goOnWith } from './runsActions';
import type { ListedRun } from './runsDatabase';
import { runToGoOn } from './runsStanding';
import { useRuns } from './runsStore';

/** A worker that dies again so soon is not started again by itself. */
const CALM_MS = 60_000;
const LOOK_AGAIN_MS = 700;
const MOST_LOOKS = 4;

export function mayRestart(now: number, lastCrash: number | null): boolean {
  return lastCrash === null || now - lastCrash >= CALM_MS;
}

/** "Run 3 was interrupted at step 120 and goes on from there." */
export function interruptedWords({ name, step, states }: Pick<ListedRun, 'name' | 'step' | 'states'>, paused: boolean): string {
  const from = states.at(-1)?.step ?? step;
  const where = from === step ? 'there' : `step ${from}, where its newest state is`;
  return paused ? `${name} was interrupted at step ${step} while it was paused. It waits at ${where === 'there' ? `step ${from}` : where}.` : `${name} was interrupted at step ${step} and goes on from ${where}.`;
}

/** The newest interrupted run of the open dataset. Runs of a page that was just closed are let go of a moment later. */
async function findInterrupted(): Promise<ListedRun | null> {
  for (let looks = 1; ; looks++) {
    const { entries, live, gone, look } = useRuns.getState();
    const { source, summary } = useDataset.getState();
    const found = runToGoOn(entries, { status: null, live, gone }, source, summary?.name);
    if (found || live.length === 0 || looks === MOST_LOOKS) return found;
    await new Promise((resolve) => setTimeout(resolve, LOOK_AGAIN_MS));
    await look();
  }
}

/** The newest interrupted run of the open dataset goes on, paused where it was. */
export async function goOnByItself(): Promise<void> {
  const entry = await findInterrupted();
  if (!entry || isActive(useRun.getState().status?.phase)) return;
  const paused = entry.phase === 'paused';
  if (await goOnWith(entry, paused)) tell(interruptedWords(entry, paused));
}
