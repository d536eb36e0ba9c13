/** Whether a repeated run gives the same numbers. */
import type { StepColumns } from '../worker/runs/record';

export interface ReplayDifference {
  /** Steps that both have. */
  common: number;
  /** Largest absolute difference of the total loss over them; NaN where one of both is not a number. */
  largest: number;
  /** The step at which it is. */
  at: number;
}

type Losses = Pick<StepColumns, 'step' | 'total'>;

/** Both columns are walked once, by the numbers of their steps; null where none is common. */
export function replayDifference(one: Losses, other: Losses): ReplayDifference | null {
  let found: ReplayDifference | null = null;
  for (let i = 0, j = 0; i < one.step.length && j < other.step.length; ) {
    const [a, b] = [one.step[i]!, other.step[j]!];
    if (a === b) found = widen(found, a, one.total[i]!, other.total[j]!);
    if (a <= b) i++;
    if (b <= a) j++;
  }
  return found;
}

function widen(found: ReplayDifference | null, step: number, x: number, y: number): ReplayDifference {
  const difference = Object.is(x, y) ? 0 : Math.abs(x - y);
  if (!found) return { common: 1, largest: difference, at: step };
  found.common++;
  if (!(difference <= found.largest) && !Number.isNaN(found.largest)) Object.assign(found, { largest: difference, at: step });
  return found;
}

/** @param name of the run that is repeated */
export function replayWords(difference: ReplayDifference | null, name: string): string {
  if (!difference) return `Repeats ${name}; no step is common yet.`;
  const { common, largest, at } = difference;
  const steps = `${common} common ${common === 1 ? 'step' : 'steps'}`;
  if (largest === 0) return `Repeats ${name}: the total loss is equal to the last digit over ${steps}.`;
  const most = Number.isNaN(largest) ? 'is not a number in one of both' : `differs by at most ${Number(largest.toPrecision(2))}`;
  return `Repeats ${name}: the total loss ${most}, at step ${at}, over ${steps}.`;
}
