/** What can be done with a stored run; what goes wrong is told above the list. */
import { create } from 'zustand';
import type { DatasetSource } from '../worker/protocol';
import type { RunRecord } from '../worker/runs/record';
import { useDataset } from './dataset';
import { newDatasetId } from './libraryList';
import { tell } from './problems';
import { isActive, useRun } from './run';
import { curvesOf } from './runsCurves';
import type { ListedRun } from './runsDatabase';
import { forkName, missingState, originOf, planFork, type Fork } from './runsFork';
import { isOfDataset } from './runsStanding';
import { useRuns } from './runsStore';
import { useSettings } from './settings';
import { call } from './trainer';

interface WorkState {
  /** What is being done, in words; null: nothing. */
  doing: string | null;
}

export const useRunsWork = create<WorkState>()(() => ({ doing: null }));

/** One at a time; nothing here rejects. */
async function work<T>(doing: string, action: () => Promise<T>): Promise<T | null> {
  if (useRunsWork.getState().doing !== null) return null;
  useRunsWork.setState({ doing });
  try {
    return await action();
  } catch (error) {
    useRuns.getState().complain(error);
    return null;
  } finally {
    useRunsWork.setState({ doing: null });
  }
}

export const readCurves = (id: string) => curvesOf(id, (wanted) => call('runCurves', { id: wanted }));

const whence: Record<DatasetSource['kind'], string> = { url: 'Go back to the demo in Data', stored: 'Open it in Data', files: 'Drop its files again' };

/** What to open before a run can go on, be repeated or answer; null where that dataset is open. */
export function datasetToOpen({ record }: Pick<ListedRun, 'record'>, source: DatasetSource | null, name: string | undefined): string | null {
  if (isOfDataset(record, source, name)) return null;
  return `It was trained on “${record.dataset.name}”. ${whence[record.dataset.source]} first.`;
}

function refuseOtherDataset(entry: ListedRun, operation: string): void {
  const { source, summary } = useDataset.getState();
  const toOpen = datasetToOpen(entry, source, summary?.name);
  if (toOpen) throw new Error(`${operation} ${entry.name}: ${toOpen}`);
}

function refuseWhileActive(operation: string): void {
  if (isActive(useRun.getState().status?.phase)) throw new Error(`${operation}: expected no run, one is going on. Stop it first; it is kept.`);
}

/** Starts another run from this one; false where it did not start. */
export async function forkRun(entry: ListedRun, fork: Fork): Promise<boolean> {
  const started = await work(`Starting from ${entry.name}`, async () => {
    refuseWhileActive('Starting a run');
    const { find, nextName } = useRuns.getState();
    const { config, from, refusal } = planFork(entry, fork, useSettings.getState().config, find);
    if (refusal) throw new Error(refusal);
    if (from) refuseOtherDataset(entry, 'Starting from');
    return useRun.getState().begin({ name: forkName(nextName(), fork.kind), config, script: [], from, replayOf: null });
  });
  return started !== null;
}

/** The dataset has changed under the same name: what was started is no replay of it. */
async function takeBack(record: RunRecord, entry: ListedRun): Promise<never> {
  await useRun.getState().control('reset');
  await useRuns.getState().remove(record.id);
  const prints = `expected the dataset with fingerprint ${entry.record.dataset.fingerprint.slice(0, 12)}, got ${record.dataset.fingerprint.slice(0, 12)}`;
  throw new Error(`Repeating ${entry.name}: ${prints}. Other data gives other numbers: open the dataset that it was trained on.`);
}

/** The same settings, the same changes at their steps. */
export async function replayRun(entry: ListedRun): Promise<void> {
  await work(`Repeating ${entry.name}`, async () => {
    refuseWhileActive('Repeating a run');
    refuseOtherDataset(entry, 'Repeating');
    const { find, nextName } = useRuns.getState();
    const from = originOf(entry);
    const missing = missingState(from, find);
    if (missing) throw new Error(missing);
    const { changes } = await readCurves(entry.id);
    const record = await useRun.getState().begin({ name: `${nextName()}, replay of ${entry.name}`, config: entry.record.config, script: changes, from, replayOf: { id: entry.id, name: entry.name } });
    if (record && record.dataset.fingerprint !== entry.record.dataset.fingerprint) await takeBack(record, entry);
  });
}

/** From its newest state; the event "restored" brings its curves. */
export async function goOnWith(entry: ListedRun, paused: boolean): Promise<boolean> {
  const record = await work(`Going on with ${entry.name}`, async () => {
    refuseWhileActive('Going on with a run');
    refuseOtherDataset(entry, 'Going on with');
    return call('goOn', { id: entry.id, paused });
  });
  return record !== null;
}

export async function searchWith(entry: ListedRun): Promise<void> {
  await work(`Reading the model of ${entry.name}`, async () => {
    refuseOtherDataset(entry, 'Searching with');
    const { label } = await call('useRun', { id: entry.id });
    tell(`${entry.name} answers in Search and Evaluate: ${label}.`);
  });
}

/** The run as one file; null where it could not be made, which is told. */
export function packRun(entry: ListedRun): Promise<Blob | null> {
  return work(`Packing ${entry.name}`, () => call('packRun', { id: entry.id }));
}

export async function importRun(file: File): Promise<void> {
  await work(`Reading ${file.name}`, async () => {
    const stored = await call('importRun', { file, id: newDatasetId() });
    const entry = await useRuns.getState().addStored(stored);
    if (entry) tell(`${entry.name} is in the list of runs.`);
  });
}
