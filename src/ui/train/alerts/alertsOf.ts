import type { Alert, RunView } from './alert';
import { allAlike, collapsed, diverging, nothingShared, smallBatch } from './correlationAlerts';
import { notLearning, saturated } from './gameAlerts';
import { overFitting } from './overFitting';

const checks = [smallBatch, diverging, collapsed, nothingShared, allAlike, saturated, notLearning, overFitting];

/** What a run warns of: each kind once, warnings first. It changes only with what is known of whole epochs. */
export function alertsOf(view: RunView): Alert[] {
  const found = checks.map((check) => check(view)).filter((alert) => alert !== null);
  return [...found.filter(({ severity }) => severity === 'warning'), ...found.filter(({ severity }) => severity === 'note')];
}
