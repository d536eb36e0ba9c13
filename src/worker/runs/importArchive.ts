/** Stores a run out of a file. Runs in a worker. */
import { folderIn, privateFolder, removeFolder } from '../library/folder';
import { checkRoom, writeError } from '../library/storageError';
import type { RunArchive } from './readArchive';
import type { RunRecord, StoredRun } from './record';
import { recordBytes, RECORD } from './recordFile';
import { writeFrom } from './runFiles';
import { storingRun } from './runFolder';
import { storedRun } from './sweepRuns';

async function isInLibrary(id: string): Promise<boolean> {
  return (await folderIn(await privateFolder('datasets', 'Storing a run'), id)) !== null;
}

/** The run's dataset is in this browser's library only where it was saved from here. */
async function hereAs(id: string, record: RunRecord): Promise<RunRecord> {
  const { stored } = record.dataset;
  const known = stored !== null && (await isInLibrary(stored));
  return { ...record, id, dataset: { ...record.dataset, stored: known ? stored : null } };
}

async function copy(folder: FileSystemDirectoryHandle, { paths, read }: RunArchive, record: RunRecord): Promise<void> {
  for (const path of paths) {
    const [name = '', ...parents] = path.split('/').reverse();
    let parent = folder;
    for (const part of parents.reverse()) parent = await parent.getDirectoryHandle(part, { create: true });
    await writeFrom(parent, name, 0, [await read(path)], storingRun(record));
  }
}

/**
 * Under a new id, whose lock must be held. The record is written last: where the rest is cut off, it is a leftover.
 * Throws BundleError, with nothing left behind, where there is no room.
 */
export async function importArchive(root: FileSystemDirectoryHandle, archive: RunArchive, id: string): Promise<StoredRun> {
  const record = await hereAs(id, archive.record);
  const storing = { ...storingRun(record), bytes: archive.bytes };
  await checkRoom(storing);
  const folder = await root.getDirectoryHandle(id, { create: true }).catch(async (cause: unknown) => {
    throw await writeError(cause, storing, 0, 0);
  });
  try {
    await copy(folder, archive, record);
    await writeFrom(folder, RECORD, 0, [recordBytes(record)], storing);
    return await storedRun(folder, record, false);
  } catch (error) {
    // What cannot be removed now is swept at the next start; the first error is the one to tell.
    await removeFolder(root, id, RECORD).catch(() => undefined);
    throw error;
  }
}
