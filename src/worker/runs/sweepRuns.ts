/** The runs that are stored, and what is left of others. */
import { decodeText, parseJson } from '../../bundle/json';
import { BundleError, reasonOf } from '../../bundle/problem';
import { folderIn, foldersIn, removeFolder } from '../library/folder';
import { isNamed } from '../library/storageError';
import type { RunRecord, StoredRun } from './record';
import { readRecord, RECORD } from './recordFile';
import { readFile } from './runFiles';
import { endedIn, runsFolder } from './runFolder';
import { runLocks } from './runLock';
import { stateEntries, storedStates } from './stateSlots';

/** "cut off": none that was written whole. "other": of another version of the page. */
async function lookAt(folder: FileSystemDirectoryHandle): Promise<RunRecord | 'cut off' | 'other'> {
  const bytes = await readFile(folder, RECORD);
  let whole = false;
  try {
    if (!bytes) return 'cut off';
    parseJson(decodeText(bytes, RECORD), RECORD);
    whole = true;
    return readRecord(bytes, RECORD);
  } catch (problem) {
    if (!(problem instanceof BundleError)) throw problem;
    return whole ? 'other' : 'cut off';
  }
}

async function bytesIn(folder: FileSystemDirectoryHandle): Promise<number> {
  let bytes = 0;
  for await (const [name, { kind }] of folder) {
    bytes += kind === 'directory' ? await bytesIn(await folder.getDirectoryHandle(name)) : (await (await folder.getFileHandle(name)).getFile()).size;
  }
  return bytes;
}

/** Throws BundleError where its record is not there whole. */
export async function storedRun(folder: FileSystemDirectoryHandle, record: RunRecord, live: boolean): Promise<StoredRun> {
  return { record, states: storedStates(await stateEntries(folder)), bytes: await bytesIn(folder), ended: await endedIn(folder), live };
}

async function sweepFolder(root: FileSystemDirectoryHandle, id: string, live: boolean): Promise<StoredRun[]> {
  const folder = await folderIn(root, id);
  const found = folder && (await lookAt(folder));
  if (!folder || !found || found === 'other') return [];
  if (found !== 'cut off') return [await storedRun(folder, found, live)];
  await runLocks.ifIdle(id, async () => {
    // A run may have started between the look and the lock.
    if ((await lookAt(folder)) === 'cut off') await removeFolder(root, id, RECORD);
  });
  return [];
}

async function unlessGone(sweeping: Promise<StoredRun[]>): Promise<StoredRun[]> {
  try {
    return await sweeping;
  } catch (cause) {
    if (isNamed(cause, 'NotFoundError')) return [];
    throw cause;
  }
}

/**
 * Removes folders that have no record and that no tab writes now; answers with the runs that are whole, oldest first.
 * Throws BundleError where the browser does not open its private files.
 */
export async function sweepRuns(): Promise<StoredRun[]> {
  const root = await runsFolder('Listing stored runs');
  try {
    const held = await runLocks.held();
    const runs: StoredRun[] = [];
    for (const id of await foldersIn(root)) runs.push(...(await unlessGone(sweepFolder(root, id, held.has(id)))));
    return runs.sort((a, b) => a.record.created - b.record.created);
  } catch (cause) {
    if (cause instanceof BundleError) throw cause;
    throw new BundleError(`Listing stored runs: expected their folders, got ${reasonOf(cause)}`, 'Reload the page.', { cause });
  }
}
