/** Goes on with a run that was interrupted. */
import type { RunState } from '../../alscor/runState';
import { BundleError } from '../../bundle/problem';
import { curveFiles, curveKeys, decodeCurves, type CurveLengths } from './curveFiles';
import { curveBytesIn } from './curvesIn';
import type { RunCurves, RunRecord } from './record';
import { readFile, writeFrom } from './runFiles';
import { endedIn, recordIn, runFolder, storingRun } from './runFolder';
import { holding } from './runLock';
import { StoredWriter, type RunWriter } from './runWriter';
import { scanSpaces, SPACES, spacesEnd, type SpaceEntry } from './spacesFile';
import { readNewest, stateEntries } from './stateSlots';

/** A run as it was stored, its curves cut off at its state. */
export interface OpenedRun {
  record: RunRecord;
  state: RunState;
  curves: RunCurves;
  writer: RunWriter;
}

async function cutCurves(folder: FileSystemDirectoryHandle, record: RunRecord, lengths: CurveLengths): Promise<void> {
  for (const key of curveKeys) await writeFrom(folder, curveFiles[key], lengths[key], [], storingRun(record));
}

/** What lay where after later epochs goes, and an end that was not written whole. */
async function cutSpaces(folder: FileSystemDirectoryHandle, record: RunRecord, lastEpoch: number): Promise<SpaceEntry[]> {
  const bytes = await readFile(folder, SPACES);
  if (!bytes) return [];
  const { entries } = scanSpaces(bytes, lastEpoch);
  if (spacesEnd(entries) < bytes.length) await writeFrom(folder, SPACES, spacesEnd(entries), [], storingRun(record));
  return entries;
}

async function goOn(id: string, task: string): Promise<OpenedRun> {
  const folder = await runFolder(id, task);
  const record = await recordIn(folder, task);
  const ended = await endedIn(folder);
  if (ended) throw new BundleError(`${task}: expected a run that was interrupted, got ${record.name}, which has ${ended === 'failed' ? 'failed' : `been ${ended}`}.`, 'Start another run from one of its states.');
  const { state, file } = await readNewest(folder, await stateEntries(folder), `Going on with ${record.name}`);
  const { curves, lengths } = decodeCurves(await curveBytesIn(folder), state);
  await cutCurves(folder, record, lengths);
  const spaces = await cutSpaces(folder, record, state.epoch);
  return { record, state, curves, writer: new StoredWriter(folder, record, lengths, file, spaces) };
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
