/** Runs in the browser's private files. Runs in a worker. */
import { zipSource } from '../../bundle/zipSource';
import { folderIn } from '../library/folder';
import { asId } from './fields';
import { importArchive } from './importArchive';
import { packArchive } from './packArchive';
import { readArchive } from './readArchive';
import * as spaces from './readSpaces';
import type { StoredRun } from './record';
import { runFolder, runsFolder } from './runFolder';
import { holding, runLocks, taken } from './runLock';
import { writerOf } from './runWriter';

export type { CurvesPart } from './curveFiles';
export { createRun } from './createRun';
export { discardRun } from './discardRun';
export { openRun, type OpenedRun } from './openRun';
export { readCurves, readModel, readState } from './readRun';
export type { RunWriter } from './runWriter';
export { sweepRuns } from './sweepRuns';

/** What is read comes after all that was written before it was asked for. */
const inTurn = <T>(id: string, read: () => Promise<T>): Promise<T> => writerOf(id)?.between(read) ?? read();

/** Epochs of which it is kept where the items lay, rising. Throws BundleError where there is no such run. */
export const listSpaces = (id: string) => inTurn(id, () => spaces.listSpaces(id));

/** Where they lay after an epoch, as `encodeSpace` has it. Throws BundleError where that is not kept. */
export const readSpace = (id: string, epoch: number) => inTurn(id, () => spaces.readSpace(id, epoch));

/** What is sound of a run as one zip, also while it goes on. Throws BundleError where there is no such run. */
export async function packRun(id: string): Promise<Blob> {
  const folder = await runFolder(id, 'Saving a run as a file');
  return inTurn(id, () => packArchive(folder));
}

/**
 * Stores the run of such a file under a new id.
 * Throws BundleError, with nothing stored, where the file is damaged or another, the id is taken, or there is no room.
 */
export async function importRun(file: Blob, id: string): Promise<StoredRun> {
  const task = 'Storing a run from a file';
  asId(id, task);
  const root = await runsFolder(task);
  const archive = await readArchive(await zipSource(file, file instanceof File ? file.name : 'The run file'));
  const stored = await holding(id, async () => {
    if (await folderIn(root, id)) throw taken({ ...archive.record, id });
    return importArchive(root, archive, id);
  });
  if (!stored) throw taken({ ...archive.record, id });
  runLocks.letGo(id);
  return stored;
}
