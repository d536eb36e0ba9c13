/** A bundle inside a zip file. Nothing is inflated before it is asked for. */
import { byPath, missingFile } from './path';
import type { BundleSource } from './source';
import { listZip, unpackBytes, type ZipCaps } from './zipEntries';

const caps: ZipCaps = {
  entries: 10_000,
  bytes: 4 * 2 ** 30,
  withStored: true,
  advice: { entries: 'Use sprite sheets instead of single pictures.', bytes: 'Store features as float16 or int8.' },
};

/**
 * The files of a zip; one leading folder that all of them share is left out.
 * Throws BundleError for what is no whole zip, for absolute, ".." and repeated names, and above the caps.
 */
export async function zipSource(blob: Blob, name: string): Promise<BundleSource> {
  const found = byPath(await listZip(blob, name, caps), name);
  return {
    name,
    paths: async () => [...found.keys()],
    async read(path) {
      const entry = found.get(path);
      if (!entry) throw missingFile(path, name, found.keys());
      return unpackBytes(entry, path, name);
    },
  };
}
