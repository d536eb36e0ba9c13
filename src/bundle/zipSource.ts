/** A bundle inside a zip file. Nothing is inflated before it is asked for. */
import { zippedFile } from './columns/zippedFiles';
import { byPath, missingFile } from './path';
import type { BundleSource } from './source';
import { listZip, unpackBytes, type ZipCaps, type ZippedFile } from './zipEntries';

const caps: ZipCaps = {
  entries: 10_000,
  bytes: 4 * 2 ** 30,
  withStored: false,
  advice: { entries: 'Use sprite sheets instead of single pictures.', bytes: 'Store features as float16 or int8.' },
};

/**
 * The files of a zip; one leading folder that all of them share is left out.
 * Throws BundleError for what is no whole zip, for absolute, ".." and repeated names, and above the caps; stored entries may be of any size.
 */
export async function zipSource(blob: Blob, name: string): Promise<BundleSource> {
  const found = byPath(await listZip(blob, name, caps), name);
  const entryOf = (path: string): ZippedFile => {
    const entry = found.get(path);
    if (!entry) throw missingFile(path, name, found.keys());
    return entry;
  };
  return {
    name,
    paths: async () => [...found.keys()],
    file: async (path) => zippedFile(blob, name, entryOf(path), path).blob(),
    read: async (path) => unpackBytes(entryOf(path), path, name),
  };
}
