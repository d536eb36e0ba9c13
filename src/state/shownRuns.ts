/** The runs that are drawn together: the present one, and stored ones that were chosen beside it. */
import type { AlscorConfig } from '../alscor/config';
import type { ConfigChange } from '../alscor/runState';
import type { EpochPoint, ProbePoint } from '../worker/protocol';
import type { StepColumns } from '../worker/runs/record';
import { useRun } from './run';
import { useCurves } from './runsCurves';
import { useRuns } from './runsStore';
import { stepColumns } from './steps';
import { useView } from './view';

export interface ShownRun {
  id: string;
  name: string;
  /** The present run: its curves grow. */
  present: boolean;
  /** As it started. */
  config: AlscorConfig;
  steps: StepColumns;
  epochs: readonly EpochPoint[];
  probes: readonly ProbePoint[];
  changes: readonly ConfigChange[];
}

function presentRun(): ShownRun[] {
  const { record, epochs, probes, changes } = useRun.getState();
  if (!record) return [];
  const name = useRuns.getState().find(record.id)?.name ?? record.name;
  return [{ id: record.id, name, present: true, config: record.config, steps: stepColumns(), epochs, probes, changes }];
}

/** Chosen runs that are listed, not deleted, and still have files, without the present one. */
export function chosenIds(): string[] {
  const { record } = useRun.getState();
  const { find, gone } = useRuns.getState();
  return useView.getState().runs.filter((id) => id !== record?.id && find(id)?.deletedAt === null && !gone.includes(id));
}

/** The present run first. Read anew at each turn of `useRedraw`; a chosen run is missing until its curves are read. */
export function shownRuns(): ShownRun[] {
  const { curves } = useCurves.getState();
  const { find } = useRuns.getState();
  const stored = chosenIds().flatMap((id) => {
    const [entry, read] = [find(id), curves.get(id)];
    return entry && read ? [{ id, name: entry.name, present: false, config: entry.record.config, ...read }] : [];
  });
  return [...presentRun(), ...stored];
}
