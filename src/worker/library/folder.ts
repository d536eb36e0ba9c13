/**
 * Where stored datasets lie in the browser's private files: datasets/<id>/files/… and, written last, datasets/<id>/entry.json.
 * A folder without a readable entry.json is one whose import was cut off.
 */
import { BundleError } from '../../bundle/problem';
import { isDatasetId, isLibraryEntry, type LibraryEntry } from './entry';
import { isNamed, unavailable } from './storageError';

export const MARKER = 'entry.json';
export const FILES = 'files';

/** A folder of the browser's private files. Throws BundleError where there are none, or they do not open. @param advice what to try then */
export async function privateFolder(name: string, task: string, advice?: string): Promise<FileSystemDirectoryHandle> {
  const storage: Partial<StorageManager> | undefined = globalThis.navigator?.storage;
  if (!storage?.getDirectory) throw unavailable(task, undefined, advice);
  try {
    const root = await storage.getDirectory();
    return await root.getDirectoryHandle(name, { create: true });
  } catch (cause) {
    throw unavailable(task, cause, advice);
  }
}

/** The folder of all datasets. Throws BundleError where the browser has no private files or does not open them. */
export const datasetsFolder = (task: string): Promise<FileSystemDirectoryHandle> => privateFolder('datasets', task);

export function checkId(id: string): string {
  if (isDatasetId(id)) return id;
  throw new BundleError(`Stored dataset ${JSON.stringify(id.slice(0, 80))}: expected an id of letters, digits, "_" and "-".`, 'Open it from the library.');
}

async function unlessMissing<T>(opening: Promise<T>): Promise<T | null> {
  try {
    return await opening;
  } catch (cause) {
    if (isNamed(cause, 'NotFoundError')) return null;
    throw cause;
  }
}

/** null where there is none. */
export function folderIn(parent: FileSystemDirectoryHandle, name: string): Promise<FileSystemDirectoryHandle | null> {
  return unlessMissing(parent.getDirectoryHandle(name));
}

/** null where there is none. */
export function fileIn(parent: FileSystemDirectoryHandle, name: string): Promise<FileSystemFileHandle | null> {
  return unlessMissing(parent.getFileHandle(name));
}

/** Of a whole dataset; its `entry` is null where another version of the page wrote it. null where the import was cut off. */
export async function readMarker(folder: FileSystemDirectoryHandle): Promise<{ entry: LibraryEntry | null } | null> {
  const handle = await fileIn(folder, MARKER);
  if (!handle) return null;
  const text = await (await handle.getFile()).text();
  try {
    const value: unknown = JSON.parse(text);
    return { entry: isLibraryEntry(value) ? value : null };
  } catch {
    return null;
  }
}

/** One that is not there is no fault. */
export async function removeEntry(folder: FileSystemDirectoryHandle, name: string): Promise<void> {
  await folder.removeEntry(name, { recursive: true }).catch((cause: unknown) => {
    if (!isNamed(cause, 'NotFoundError')) throw cause;
  });
}

/** The marker goes first: where the rest is cut off, it is a leftover. */
export async function removeFolder(root: FileSystemDirectoryHandle, id: string, marker: string): Promise<void> {
  const folder = await folderIn(root, id);
  if (!folder) return;
  await removeEntry(folder, marker);
  await removeEntry(root, id);
}

export async function foldersIn(root: FileSystemDirectoryHandle): Promise<string[]> {
  const names: string[] = [];
  for await (const [name, { kind }] of root) if (kind === 'directory') names.push(name);
  return names;
}
