/** Reads the curves of runs that are chosen to be drawn beside the present one. */
import { requestRedraw } from './redraw';
import { useRun } from './run';
import { readCurves } from './runsActions';
import { useCurves } from './runsCurves';
import { useRuns } from './runsStore';
import { chosenIds } from './shownRuns';
import { useView } from './view';

/** So that what cannot be read is not asked for again until it is chosen anew. */
const asked = new Set<string>();

function readChosen(): void {
  const chosen = chosenIds();
  for (const id of asked) if (!chosen.includes(id)) asked.delete(id);
  const { curves } = useCurves.getState();
  for (const id of chosen) {
    if (asked.has(id) || curves.has(id)) continue;
    asked.add(id);
    readCurves(id).catch(useRuns.getState().complain);
  }
  requestRedraw();
}

export function toggleRun(id: string, shown: boolean): void {
  const { runs, choose } = useView.getState();
  const others = runs.filter((other) => other !== id);
  choose({ runs: shown ? [...others, id] : others });
}

let following = false;

/** From now on; once a visit. */
export function followChoice(): void {
  if (following) return;
  following = true;
  useView.subscribe((now, before) => void (now.runs !== before.runs && readChosen()));
  useRuns.subscribe((now, before) => void (now.entries !== before.entries && readChosen()));
  useRun.subscribe((now, before) => void (now.record !== before.record && readChosen()));
  readChosen();
}
