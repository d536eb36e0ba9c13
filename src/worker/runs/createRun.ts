/** Starts the files of a run. */
import { folderIn, removeFolder } from '../library/folder';
import { writeError } from '../library/storageError';
import { asId } from './fields';
import type { RunRecord } from './record';
import { recordBytes, RECORD } from './recordFile';
import { writeFrom } from './runFiles';
import { runsFolder, storingRun } from './runFolder';
import { holding, taken } from './runLock';
import { emptyLengths, StoredWriter, type RunWriter } from './runWriter';

async function startRun(root: FileSystemDirectoryHandle, record: RunRecord): Promise<RunWriter> {
  const storing = storingRun(record);
  if (await folderIn(root, record.id)) throw taken(record);
  const folder = await root.getDirectoryHandle(record.id, { create: true }).catch(async (cause: unknown) => {
    throw await writeError(cause, storing, 0, 0);
  });
  await writeFrom(folder, RECORD, 0, [recordBytes(record)], storing).catch(async (error: unknown) => {
    // What cannot be removed now is swept at the next start; the first error is the one to tell.
    await removeFolder(root, record.id, RECORD).catch(() => undefined);
    throw error;
  });
  return new StoredWriter(folder, record, emptyLengths, null, []);
}

/** Throws BundleError where there are no private files, no room, or the id is taken. */
export async function createRun(record: RunRecord): Promise<RunWriter> {
  const task = `Storing ${record.name}`;
  asId(record.id, task);
  const root = await runsFolder(task);
  const writer = await holding(record.id, () => startRun(root, record));
  if (!writer) throw taken(record);
  return writer;
}
