/** A bundle as one zip. */
import { BlobReader, BlobWriter, Uint8ArrayReader, ZipWriter, type ZipWriterConstructorOptions } from '@zip.js/zip.js';
import { BundleError } from './problem';
import { MANIFEST_PATH, parseManifest } from './parseManifest';
import type { BundleSource } from './source';

/** Stored without compression and without dates: rows can be read in place, and the same files give the same bytes. */
export const stored: ZipWriterConstructorOptions = { level: 0, useWebWorkers: false, extendedTimestamp: false, lastModDate: new Date(2000, 0, 1) };

async function pathsOf(source: BundleSource): Promise<string[]> {
  const listed = await source.paths();
  if (listed) return [MANIFEST_PATH, ...listed.filter((path) => path !== MANIFEST_PATH)];
  const { files } = parseManifest(await source.read(MANIFEST_PATH));
  if (!files) throw new BundleError(`Packing ${source.name}: expected its files to be listed in manifest.json, got no list.`, 'Drop the files of the bundle on the page.');
  return [MANIFEST_PATH, ...Object.keys(files)];
}

/**
 * All files of a bundle, manifest.json first. Those that can be read in parts are never loaded whole.
 * Throws BundleError where one cannot be read.
 */
export async function packBundle(source: BundleSource, onProgress: (done: number, total: number) => void): Promise<Blob> {
  const paths = await pathsOf(source);
  const writer = new ZipWriter(new BlobWriter('application/zip'), stored);
  for (const [done, path] of paths.entries()) {
    onProgress(done, paths.length);
    await writer.add(path, source.file ? new BlobReader(await source.file(path)) : new Uint8ArrayReader(await source.read(path)));
  }
  onProgress(paths.length, paths.length);
  return writer.close();
}
