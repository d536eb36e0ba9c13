/** The runs that are drawn together: the present one, and stored ones that were chosen beside it. */
import type { ConfigChange } from '../alscor/runState';
import type { EpochPoint, ProbePoint } from '../worker/protocol';
import type { StepColumns } from '../worker/runs/record';
import { useRun } from './run';
import { stepColumns } from './steps';

export interface ShownRun {
  id: string;
  name: string;
  /** The present run: its curves grow. */
  present: boolean;
  steps: StepColumns;
  epochs: readonly EpochPoint[];
  probes: readonly ProbePoint[];
  changes: readonly ConfigChange[];
}

/** The present run first. Read anew at each turn of `useRedraw`. */
export function shownRuns(): ShownRun[] {
  const { record, epochs, probes, changes } = useRun.getState();
  if (!record) return [];
  return [{ id: record.id, name: record.name, present: true, steps: stepColumns(), epochs, probes, changes }];
}
