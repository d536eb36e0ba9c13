/** Files that are read in parts, so that one of any size takes little memory. */
import type { PathedFile } from '../source';
import { bytesOf } from '../blobBytes';
import { BundleError } from '../problem';

export interface ByteFile {
  path: string;
  size: number;
  /** Bytes from `start` to `end`, which must lie in the file; the caller owns them. Throws BundleError where they cannot be read. */
  read(start: number, end: number): Promise<Uint8Array<ArrayBuffer>>;
  /** The file itself, for libraries that read blobs; nothing is loaded, but a packed entry of a zip is unpacked once. Throws BundleError where it cannot be. */
  blob(): Promise<Blob>;
}

/** A part of the file in memory at a time; more is read by several reads. */
export const MOST_READ = 2 ** 30;

export function blobFile({ path, file }: PathedFile): ByteFile {
  return {
    path,
    size: file.size,
    blob: async () => file,
    async read(start, end) {
      if (!(start >= 0 && start <= end && end <= file.size)) throw new BundleError(`${path}: expected bytes ${start} to ${end}, got a file of ${file.size}.`, 'The file is cut off: copy or download it again.');
      if (end - start > MOST_READ) throw new BundleError(`${path}: expected at most ${MOST_READ} bytes at a time, got ${end - start}.`, 'Split the file.');
      return bytesOf(file.slice(start, end), path);
    },
  };
}
