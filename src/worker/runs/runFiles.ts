/** Reading and writing the files of a run's folder. Runs in a worker. */
import { BundleError, reasonOf } from '../../bundle/problem';
import { fileIn } from '../library/folder';
import { type SyncAccess } from '../library/opfsFile';
import { isNamed, unavailable, writeError, type Storing } from '../library/storageError';

/** A file that is written while it is read is read again, so often. */
const ATTEMPTS = 50;
const WAIT_MS = 5;

/** What is read of a file; null where there is none. Throws BundleError where it cannot be read. */
export async function readWith<T>(folder: FileSystemDirectoryHandle, name: string, read: (file: File) => Promise<T>): Promise<T | null> {
  for (let attempt = 1; ; attempt++) {
    try {
      const handle = await fileIn(folder, name);
      return handle && (await read(await handle.getFile()));
    } catch (cause) {
      if (attempt === ATTEMPTS || !isNamed(cause, 'NotReadableError')) throw new BundleError(`Reading ${name}: expected the file, got ${reasonOf(cause)}`, 'Try again.', { cause });
      await new Promise((resolve) => setTimeout(resolve, WAIT_MS));
    }
  }
}

/** Null where there is none. Throws BundleError where it cannot be read. */
export function readFile(folder: FileSystemDirectoryHandle, name: string): Promise<Uint8Array<ArrayBuffer> | null> {
  return readWith(folder, name, async (file) => new Uint8Array(await file.arrayBuffer()));
}

async function openAccess(folder: FileSystemDirectoryHandle, name: string): Promise<SyncAccess> {
  const handle = await folder.getFileHandle(name, { create: true });
  if (!handle.createSyncAccessHandle) throw unavailable(`Writing ${name}`);
  return handle.createSyncAccessHandle();
}

/** Throws where bytes are refused; the file is as long as before then, or can be cut later. */
function writeParts(access: SyncAccess, at: number, parts: readonly Uint8Array[]): number {
  let end = at;
  try {
    access.truncate(at);
    for (const part of parts) {
      const taken = access.write(part, { at: end });
      if (taken < part.length) throw new DOMException(`Only ${taken} of ${part.length} bytes were taken.`, 'QuotaExceededError');
      end += part.length;
    }
    access.flush();
    return end;
  } catch (cause) {
    access.truncate(at);
    throw cause;
  } finally {
    access.close();
  }
}

/**
 * Writes parts from byte `at` on, where the file ends afterwards; it is open no longer than that, so that others can read it.
 * @returns the file's length
 * Throws BundleError where the browser does not take them; what lay before `at` stays.
 */
export async function writeFrom(folder: FileSystemDirectoryHandle, name: string, at: number, parts: readonly Uint8Array[], storing: Storing): Promise<number> {
  try {
    return writeParts(await openAccess(folder, name), at, parts);
  } catch (cause) {
    const bytes = parts.reduce((sum, part) => sum + part.length, 0);
    throw cause instanceof BundleError ? cause : await writeError(cause, storing, 0, bytes);
  }
}
