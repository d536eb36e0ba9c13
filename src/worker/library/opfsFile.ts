/** One file of the browser's private files, written in a worker. */
import type { SinkFile } from '../../bundle/convert/sink';
import { BundleError } from '../../bundle/problem';
import { unavailable, writeError, type Storing } from './storageError';

/** What is used of FileSystemSyncAccessHandle, which only workers have. */
export interface SyncAccess {
  write(bytes: Uint8Array, options: { at: number }): number;
  truncate(bytes: number): void;
  flush(): void;
  close(): void;
}

declare global {
  interface FileSystemFileHandle {
    createSyncAccessHandle?(): Promise<SyncAccess>;
  }
}

/** Bytes written so far, in all files of the dataset. */
export interface Tally {
  storing: Storing;
  written: number;
}

/** An empty file for reading and writing. Throws BundleError outside of workers. */
export async function openAccess(folder: FileSystemDirectoryHandle, name: string): Promise<SyncAccess> {
  const handle = await folder.getFileHandle(name, { create: true });
  if (!handle.createSyncAccessHandle) throw unavailable(`Writing ${name}`);
  const access = await handle.createSyncAccessHandle();
  access.truncate(0);
  return access;
}

/** Throws BundleError where bytes are refused; a part that was taken counts as refused, and the dataset must be discarded. */
export function sinkFile(path: string, access: SyncAccess, tally: Tally): SinkFile {
  let size = 0;
  async function write(bytes: Uint8Array, at: number): Promise<void> {
    try {
      const taken = access.write(bytes, { at });
      if (taken < bytes.length) throw new DOMException(`Only ${taken} of ${bytes.length} bytes were taken.`, 'QuotaExceededError');
    } catch (cause) {
      throw await writeError(cause, tally.storing, tally.written, bytes.length);
    }
  }
  return {
    async append(bytes) {
      await write(bytes, size);
      size += bytes.length;
      tally.written += bytes.length;
    },
    async patch(at, bytes) {
      if (!(at >= 0 && at + bytes.length <= size)) throw new BundleError(`${path}: expected to write over bytes 0 to ${size}, got ${at} to ${at + bytes.length}.`, 'Report this as a fault of the page.');
      await write(bytes, at);
    },
    async close() {
      access.flush();
      access.close();
    },
  };
}
