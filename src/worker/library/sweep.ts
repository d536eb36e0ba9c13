/** Clears what imports that never finished have left. */
import { reasonOf, BundleError } from '../../bundle/problem';
import type { LibraryEntry } from './entry';
import { datasetsFolder, foldersIn, readMarker, removeFolder, MARKER } from './folder';
import { ifIdle } from './importLock';

/** A whole dataset; `entry` is null where another version of the page wrote it. */
export interface StoredFolder {
  id: string;
  entry: LibraryEntry | null;
}

async function sweepFolder(root: FileSystemDirectoryHandle, id: string): Promise<StoredFolder[]> {
  const marker = await readMarker(await root.getDirectoryHandle(id));
  if (marker) return [{ id, entry: marker.entry }];
  await ifIdle(id, async () => {
    // An import may have ended between the look and the lock.
    const folder = await root.getDirectoryHandle(id);
    if (!(await readMarker(folder))) await removeFolder(root, id, MARKER);
  });
  return [];
}

/**
 * Removes folders that have no entry and that no tab imports now; answers with the whole ones.
 * Throws BundleError where the browser does not open its private files.
 */
export async function sweepLeftovers(): Promise<StoredFolder[]> {
  const root = await datasetsFolder('Listing stored datasets');
  try {
    const found: StoredFolder[] = [];
    for (const id of await foldersIn(root)) found.push(...(await sweepFolder(root, id)));
    return found;
  } catch (cause) {
    if (cause instanceof BundleError) throw cause;
    throw new BundleError(`Listing stored datasets: expected their folders, got ${reasonOf(cause)}`, 'Reload the page.', { cause });
  }
}
