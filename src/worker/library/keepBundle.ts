/** Copies a dataset that is open into the library. */
import type { BundleSink } from '../../bundle/convert/sink';
import { bytesOf } from '../../bundle/blobBytes';
import { BundleError } from '../../bundle/problem';
import type { BundleSource } from '../../bundle/source';
import type { LibraryEntry } from './entry';
import { createOpfsSink, discardDataset, finishDataset } from './opfsSink';

export type Kept = Pick<LibraryEntry, 'id' | 'name' | 'bytes' | 'pairs' | 'classes' | 'sourceFiles' | 'report'>;

const BLOCK_BYTES = 8 * 2 ** 20;

async function copy(source: BundleSource, paths: string[], sink: BundleSink, onProgress: (done: number, total: number) => void): Promise<number> {
  let bytes = 0;
  for (const [done, path] of paths.entries()) {
    onProgress(done, paths.length);
    const content = source.file ? await source.file(path) : new Blob([await source.read(path)]);
    const file = await sink.create(path);
    for (let at = 0; at < content.size; at += BLOCK_BYTES) await file.append(await bytesOf(content.slice(at, at + BLOCK_BYTES), path));
    await file.close();
    bytes += content.size;
  }
  return bytes;
}

/**
 * The entry of the stored copy, whose files are those of the source as they are.
 * @param kept its `bytes` are what the dataset is expected to need
 * Throws BundleError, with nothing left behind, where a file cannot be read or stored.
 */
export async function keepBundle(source: BundleSource, kept: Kept, onProgress: (done: number, total: number) => void): Promise<LibraryEntry> {
  const paths = await source.paths();
  if (!paths) throw new BundleError(`Keeping ${kept.name}: expected dropped files, got an address.`, 'Download the dataset and drop it on the page.');
  const sink = await createOpfsSink(kept.id, { name: kept.name, bytes: kept.bytes });
  try {
    const bytes = await copy(source, paths, sink, onProgress);
    const entry = { ...kept, bytes, created: Date.now(), layout: 'bundle' };
    await finishDataset(entry);
    return entry;
  } catch (error) {
    // What cannot be removed now is swept at the next start; the first error is the one to tell.
    await discardDataset(kept.id).catch(() => undefined);
    throw error;
  }
}
