/** Reads a stored dataset. */
import { missingFile } from '../../bundle/path';
import { BundleError, reasonOf } from '../../bundle/problem';
import { bytesOf } from '../../bundle/blobBytes';
import { type BundleSource } from '../../bundle/source';
import { checkId, datasetsFolder, folderIn, FILES, readMarker } from './folder';

type Found = Map<string, FileSystemFileHandle>;

async function walk(folder: FileSystemDirectoryHandle, prefix: string, found: Found): Promise<Found> {
  for await (const [name, handle] of folder) {
    const path = prefix + name;
    if (handle instanceof FileSystemFileHandle) found.set(path, handle);
    else if (handle instanceof FileSystemDirectoryHandle) await walk(handle, `${path}/`, found);
  }
  return found;
}

const GONE = 'It was deleted, or the browser has cleared it: drop its files again.';

async function openStored(id: string, task: string): Promise<{ name: string; found: Found }> {
  const folder = await folderIn(await datasetsFolder(task), id);
  const marker = folder && (await readMarker(folder));
  const files = folder && marker && (await folderIn(folder, FILES));
  if (!files) throw new BundleError(`${task}: expected it in the library of this browser, found ${folder ? 'a part of it' : 'none'}.`, GONE);
  return { name: marker.entry?.name ?? id, found: await walk(files, '', new Map()) };
}

/**
 * The files of a stored dataset; each is read when it is asked for.
 * Throws BundleError where the dataset is not there, not whole, or the browser does not open it.
 */
export async function opfsSource(id: string): Promise<BundleSource> {
  const task = `Opening the stored dataset ${checkId(id)}`;
  const { name, found } = await openStored(id, task).catch((cause: unknown) => {
    if (cause instanceof BundleError) throw cause;
    throw new BundleError(`${task}: expected its files, got ${reasonOf(cause)}`, GONE, { cause });
  });
  const file = async (path: string): Promise<Blob> => {
    const handle = found.get(path);
    if (!handle) throw missingFile(path, name, found.keys());
    return handle.getFile().catch((cause: unknown) => {
      throw new BundleError(`Reading ${path} of ${name}: expected the stored file, got ${reasonOf(cause)}`, GONE, { cause });
    });
  };
  return { name, paths: async () => [...found.keys()].sort(), file, read: async (path) => bytesOf(await file(path), path) };
}
