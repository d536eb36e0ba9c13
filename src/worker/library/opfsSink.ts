/** Stores a dataset in the browser's private files. Runs in a worker. */
import type { BundleSink } from '../../bundle/convert/sink';
import { checkedPath } from '../../bundle/path';
import { BundleError, reasonOf } from '../../bundle/problem';
import type { LibraryEntry } from './entry';
import { checkId, datasetsFolder, folderIn, removeFolder, FILES, MARKER } from './folder';
import { hold, letGo, whenIdle } from './importLock';
import { openAccess, sinkFile, type SyncAccess, type Tally } from './opfsFile';
import { checkRoom, writeError, type Storing } from './storageError';

/** What this worker writes. */
interface Import {
  tally: Tally;
  open: Set<SyncAccess>;
}

const imports = new Map<string, Import>();

function closeAll(id: string): void {
  for (const access of imports.get(id)?.open ?? []) access.close();
  imports.delete(id);
}

async function folderOf(root: FileSystemDirectoryHandle, path: string): Promise<FileSystemDirectoryHandle> {
  let folder = root;
  for (const part of path.split('/').slice(0, -1)) folder = await folder.getDirectoryHandle(part, { create: true });
  return folder;
}

const lastPart = (path: string): string => path.slice(path.lastIndexOf('/') + 1);

function sinkInto(files: FileSystemDirectoryHandle, { tally, open }: Import): BundleSink {
  const made = new Set<string>();
  return {
    async create(path) {
      checkedPath(path, tally.storing.name);
      if (made.has(path)) throw new BundleError(`Storing ${path}: expected each path once, got it twice.`, 'Report this as a fault of the page.');
      made.add(path);
      const opening = folderOf(files, path).then((folder) => openAccess(folder, lastPart(path)));
      const access = await opening.catch(async (cause: unknown) => {
        throw cause instanceof BundleError ? cause : await writeError(cause, tally.storing, tally.written, 0);
      });
      open.add(access);
      const file = sinkFile(path, access, tally);
      return { ...file, close: () => file.close().finally(() => open.delete(access)) };
    },
  };
}

const taken = (id: string, { name }: Storing): BundleError => new BundleError(`Storing ${name}: expected a new id, got ${id}, which is there.`, 'Try again.');

async function startImport(id: string, storing: Storing): Promise<BundleSink> {
  const root = await datasetsFolder(`Storing ${storing.name}`);
  if (await folderIn(root, id)) throw taken(id, storing);
  await checkRoom(storing);
  const folder = await root.getDirectoryHandle(id, { create: true });
  const files = await folder.getDirectoryHandle(FILES, { create: true });
  const present: Import = { tally: { storing, written: 0 }, open: new Set() };
  imports.set(id, present);
  return sinkInto(files, present);
}

/**
 * A sink into a new folder of the library, which other tabs leave alone while this worker lives.
 * End it by `finishDataset` or `discardDataset`; one that is cut off is swept at the next start.
 * @param storing told in errors; with its bytes known, a lack of room is told before anything is written
 * Throws BundleError where there are no private files, or too little room.
 */
export async function createOpfsSink(id: string, storing: Storing = { name: 'the dataset', bytes: null }): Promise<BundleSink> {
  checkId(id);
  await datasetsFolder(`Storing ${storing.name}`);
  if (!(await hold(id))) throw taken(id, storing);
  try {
    return await startImport(id, storing);
  } catch (error) {
    letGo(id);
    throw error;
  }
}

/** Declares the dataset whole. Throws BundleError where the browser takes no more; discard it then. */
export async function finishDataset(entry: LibraryEntry): Promise<void> {
  const id = checkId(entry.id);
  const task = `Storing ${entry.name}`;
  const tally = imports.get(id)?.tally ?? { storing: { name: entry.name, bytes: null }, written: 0 };
  closeAll(id);
  const folder = await folderIn(await datasetsFolder(task), id);
  if (!folder) throw new BundleError(`${task}: expected its folder ${id}, found none.`, 'The browser has cleared it meanwhile: try again.');
  const access = await openAccess(folder, MARKER);
  try {
    await sinkFile(MARKER, access, tally).append(new TextEncoder().encode(JSON.stringify(entry)));
    access.flush();
  } finally {
    access.close();
  }
  letGo(id);
}

/** Removes a dataset, whole or not; one that is not there is no fault. Waits for an import of it in another worker. */
export async function discardDataset(id: string): Promise<void> {
  checkId(id);
  const root = await datasetsFolder('Deleting a stored dataset');
  closeAll(id);
  letGo(id);
  await whenIdle(id, () => removeFolder(root, id, MARKER)).catch((cause: unknown) => {
    throw new BundleError(`Deleting a stored dataset: expected to remove its folder, got ${reasonOf(cause)}`, 'Reload the page: it is tried again then.', { cause });
  });
}
