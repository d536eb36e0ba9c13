/** A bundle inside a zip file. Nothing is inflated before it is asked for. */
import { BlobReader, ZipReader, type Entry, type FileEntry } from '@zip.js/zip.js';
import { byPath, missingFile } from './path';
import { BundleError, reasonOf } from './problem';
import type { BundleSource } from './source';

const MOST_ENTRIES = 10_000;
const MOST_BYTES = 4 * 2 ** 30;
const REPACK = 'Pack the bundle again, or download it again.';

type Zipped = FileEntry & { path: string };

async function listEntries(blob: Blob, name: string): Promise<Zipped[]> {
  const reader = new ZipReader(new BlobReader(blob), { useWebWorkers: false, filenameValidation: 'strict', checkCrc32: true });
  const entries: Zipped[] = [];
  let bytes = 0;
  for await (const entry of reader.getEntriesGenerator()) {
    if (!isFile(entry)) continue;
    bytes += entry.uncompressedSize;
    entries.push(Object.assign(entry, { path: entry.filename }));
    checkCaps(entries.length, bytes, name);
  }
  return entries;
}

const isFile = (entry: Entry): entry is FileEntry => !entry.directory;

function checkCaps(entries: number, bytes: number, name: string): void {
  if (entries > MOST_ENTRIES) throw new BundleError(`${name}: expected at most ${MOST_ENTRIES} entries, got more.`, 'Use sprite sheets instead of single pictures.');
  if (bytes > MOST_BYTES) throw new BundleError(`${name}: expected at most ${MOST_BYTES} bytes unpacked, got more.`, 'Store features as float16 or int8.');
}

/** Stops as soon as more comes out than the entry declares: its checked size bounds the memory. */
async function inflate(entry: Zipped, path: string): Promise<Uint8Array<ArrayBuffer>> {
  if (entry.encrypted) throw new BundleError(`${path}: expected a plain entry, got an encrypted one.`, 'Pack the bundle without a password.');
  const chunks: BlobPart[] = [];
  let bytes = 0;
  const writable = new WritableStream<Uint8Array<ArrayBuffer>>({
    write(chunk) {
      bytes += chunk.length;
      if (bytes > entry.uncompressedSize) throw new Error(`it is longer than the ${entry.uncompressedSize} bytes it declares`);
      chunks.push(chunk.slice());
    },
  });
  await entry.getData(writable);
  return new Uint8Array(await new Blob(chunks).arrayBuffer());
}

function asBundleError(cause: unknown, task: string): BundleError {
  return cause instanceof BundleError ? cause : new BundleError(`${task}: ${reasonOf(cause)}`, REPACK, { cause });
}

/**
 * The files of a zip; one leading folder that all of them share is left out.
 * Throws BundleError for what is no whole zip, for absolute, ".." and repeated names, and above the caps.
 */
export async function zipSource(blob: Blob, name: string): Promise<BundleSource> {
  const entries = await listEntries(blob, name).catch((cause: unknown) => {
    throw asBundleError(cause, `Opening ${name}: expected a zip file`);
  });
  const found = byPath(entries, name);
  return {
    name,
    async read(path) {
      const entry = found.get(path);
      if (!entry) throw missingFile(path, name, found.keys());
      return inflate(entry, path).catch((cause: unknown) => {
        throw asBundleError(cause, `Unpacking ${path} of ${name}`);
      });
    },
  };
}
