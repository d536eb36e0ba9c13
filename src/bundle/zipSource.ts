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

/** Deflate packs at most 1032 bytes into one, so that a larger claim is a lie and takes no memory. */
function checkClaim({ uncompressedSize, compressedSize }: Zipped, path: string): void {
  if (uncompressedSize <= 1032 * compressedSize + 64) return;
  throw new BundleError(`${path}: expected at most ${1032 * compressedSize + 64} bytes in ${compressedSize} packed ones, got a claim of ${uncompressedSize}.`, REPACK);
}

/** Stops as soon as more comes out than the entry declares. */
async function inflate(entry: Zipped, path: string): Promise<Uint8Array<ArrayBuffer>> {
  if (entry.encrypted) throw new BundleError(`${path}: expected a plain entry, got an encrypted one.`, 'Pack the bundle without a password.');
  checkClaim(entry, path);
  const bytes = new Uint8Array(entry.uncompressedSize);
  let at = 0;
  const writable = new WritableStream<Uint8Array>({
    write(chunk) {
      if (at + chunk.length > bytes.length) throw new Error(`it is longer than the ${bytes.length} bytes it declares`);
      bytes.set(chunk, at);
      at += chunk.length;
    },
  });
  await entry.getData(writable);
  return bytes;
}

/** zip.js names the entry that it refuses in a property of the error. */
function asBundleError(cause: unknown, task: string): BundleError {
  if (cause instanceof BundleError) return cause;
  const named = cause instanceof Error && 'filename' in cause ? ` ${JSON.stringify(cause.filename)}` : '';
  return new BundleError(`${task}: ${reasonOf(cause)}${named}.`, REPACK, { cause });
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
    paths: async () => [...found.keys()],
    async read(path) {
      const entry = found.get(path);
      if (!entry) throw missingFile(path, name, found.keys());
      return inflate(entry, path).catch((cause: unknown) => {
        throw asBundleError(cause, `Unpacking ${path} of ${name}`);
      });
    },
  };
}
