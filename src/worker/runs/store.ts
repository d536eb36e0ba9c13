/** Runs in the browser's private files. Runs in a worker. */
import type { AlscorModel } from '../../alscor/model';
import type { RunState } from '../../alscor/runState';
import { BundleError, reasonOf } from '../../bundle/problem';
import { folderIn, removeEntry, removeFolder } from '../library/folder';
import { unavailable, writeError } from '../library/storageError';
import { curveFiles, curveKeys, decodeCurves, type CurveBytes, type CurveLengths, type CurvesPart } from './curveFiles';
import { asId } from './fields';
import { MODEL, readModelBytes, type BestModel } from './modelFile';
import type { RunCurves, RunRecord, StoredRun, StoredState } from './record';
import { recordBytes, RECORD } from './recordFile';
import { readFile, writeFrom } from './runFiles';
import { endedIn, recordIn, runFolder, runLocks, runsFolder, storingRun } from './runFolder';
import { emptyLengths, StoredWriter } from './runWriter';
import { readNewest, stateEntries, STATES } from './stateSlots';

export type { CurvesPart } from './curveFiles';

/** A run that this worker goes on with; other tabs leave it alone until it is ended or closed. */
export interface RunWriter {
  /** All of it or nothing. Throws BundleError where there is no room. */
  append(part: CurvesPart): Promise<void>;
  /** Replaces the state before the last one, so that one sound state is there at any time; a kept one stays. The arrays must not change until it has answered. */
  save(state: RunState, kept: boolean): Promise<StoredState>;
  /** The last call: `best` is the result, as Search uses it. */
  end(ended: NonNullable<StoredRun['ended']>, best: { model: AlscorModel; epoch: number } | null): Promise<void>;
  /** Lets go of an unended run; it can be opened again. */
  close(): void;
}

/** A run as it was stored, its curves cut off at its state. */
export interface OpenedRun {
  record: RunRecord;
  state: RunState;
  curves: RunCurves;
  writer: RunWriter;
}

async function startRun(root: FileSystemDirectoryHandle, record: RunRecord): Promise<RunWriter> {
  const storing = storingRun(record);
  if (await folderIn(root, record.id)) throw taken(record);
  const folder = await root.getDirectoryHandle(record.id, { create: true }).catch(async (cause: unknown) => {
    throw await writeError(cause, storing, 0, 0);
  });
  await writeFrom(folder, RECORD, 0, [recordBytes(record)], storing);
  return new StoredWriter(folder, record, emptyLengths, null);
}

const taken = ({ id, name }: RunRecord): BundleError => new BundleError(`Storing ${name}: expected a new id, got ${id}, which is there.`, 'Try again.');

/** Holds the run's lock where `action` succeeds, and lets go of it where it fails. Null where another holds it. */
async function holding<T>(id: string, action: () => Promise<T>): Promise<T | null> {
  if (!(await runLocks.hold(id))) return null;
  try {
    return await action();
  } catch (error) {
    runLocks.letGo(id);
    throw error;
  }
}

/** Throws BundleError where there are no private files, no room, or the id is taken. */
export async function createRun(record: RunRecord): Promise<RunWriter> {
  const task = `Storing ${record.name}`;
  asId(record.id, task);
  const root = await runsFolder(task);
  if (!globalThis.navigator.locks) throw unavailable(task);
  const writer = await holding(record.id, () => startRun(root, record));
  if (!writer) throw taken(record);
  return writer;
}

async function curveBytes(folder: FileSystemDirectoryHandle): Promise<CurveBytes> {
  const read = async (key: keyof CurveBytes) => (await readFile(folder, curveFiles[key])) ?? new Uint8Array();
  return { steps: await read('steps'), epochs: await read('epochs'), probes: await read('probes'), changes: await read('changes') };
}

async function cutCurves(folder: FileSystemDirectoryHandle, record: RunRecord, lengths: CurveLengths): Promise<void> {
  for (const key of curveKeys) await writeFrom(folder, curveFiles[key], lengths[key], [], storingRun(record));
}

async function goOn(id: string, task: string): Promise<OpenedRun> {
  const folder = await runFolder(id, task);
  const record = await recordIn(folder, task);
  const ended = await endedIn(folder);
  if (ended) throw new BundleError(`${task}: expected a run that was interrupted, got ${record.name}, which has ${ended === 'failed' ? 'failed' : `been ${ended}`}.`, 'Start another run from one of its states.');
  const { state, file } = await readNewest(folder, await stateEntries(folder), `Going on with ${record.name}`);
  const { curves, lengths } = decodeCurves(await curveBytes(folder), state);
  await cutCurves(folder, record, lengths);
  return { record, state, curves, writer: new StoredWriter(folder, record, lengths, file) };
}

/**
 * From its newest sound state.
 * Throws BundleError where there is none, where the run has ended, and where a worker of some tab goes on with it.
 */
export async function openRun(id: string): Promise<OpenedRun> {
  const task = 'Going on with a run';
  await runFolder(id, task);
  const opened = await holding(id, () => goOn(id, task));
  if (!opened) throw new BundleError(`${task}: expected one that was interrupted, got one that goes on now.`, 'Look for it in the other tabs of this page.');
  return opened;
}

/** Throws BundleError where the run has no sound state of that step. */
export async function readState(id: string, step: number): Promise<{ record: RunRecord; state: RunState }> {
  const task = `Opening a state after ${step} steps`;
  const folder = await runFolder(id, task);
  const entries = (await stateEntries(folder)).filter((entry) => entry.step === step);
  return { record: await recordIn(folder, task), state: (await readNewest(folder, entries, task)).state };
}

/** What is whole of a run's curves, also while it goes on. Throws BundleError where there is no such run. */
export async function readCurves(id: string): Promise<RunCurves> {
  return decodeCurves(await curveBytes(await runFolder(id, 'Reading the curves of a run')), null).curves;
}

async function bestOf(folder: FileSystemDirectoryHandle, task: string): Promise<BestModel> {
  const bytes = await readFile(folder, MODEL);
  if (bytes) return readModelBytes(bytes, MODEL);
  const { state } = await readNewest(folder, await stateEntries(folder), task);
  if (!state.best) throw new BundleError(`${task}: expected a model, got a run before its first epoch's end.`, 'Go on with the run first.');
  return state.best;
}

/** The result of a run that has ended; of another the best model so far. Throws BundleError where there is none. */
export async function readModel(id: string): Promise<{ record: RunRecord; model: AlscorModel; epoch: number }> {
  const task = 'Opening the model of a run';
  const folder = await runFolder(id, task);
  const record = await recordIn(folder, task);
  const { model, epoch } = await bestOf(folder, task);
  return { record, model, epoch };
}

/** Removes a run, or its states alone. Throws BundleError where it goes on now; one that is not there is no fault. */
export async function discardRun(id: string, statesOnly: boolean): Promise<void> {
  const task = statesOnly ? 'Deleting the states of a run' : 'Deleting a run';
  const root = await runsFolder(task);
  asId(id, task);
  const remove = async (): Promise<void> => {
    const folder = statesOnly ? await folderIn(root, id) : null;
    if (folder) await removeEntry(folder, STATES);
    if (!statesOnly) await removeFolder(root, id, RECORD);
  };
  const idle = await runLocks.ifIdle(id, remove).catch((cause: unknown) => {
    throw new BundleError(`${task}: expected to remove its files, got ${reasonOf(cause)}`, 'Reload the page and try again.', { cause });
  });
  if (!idle) throw new BundleError(`${task}: expected one that does not go on, got one that goes on now.`, 'Stop it first, here or in another tab.');
}

export { sweepRuns } from './sweepRuns';

export function packRun(id: string): Promise<Blob> {
  throw new Error(`not yet: ${id}`);
}

export function importRun(file: Blob, id: string): Promise<StoredRun> {
  throw new Error(`not yet: ${id} ${file.size}`);
}
