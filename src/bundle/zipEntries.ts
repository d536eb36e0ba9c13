/** The entries of a zip file and their bytes. Nothing is unpacked before it is asked for. */
import { BlobReader, ZipReader, type Entry, type FileEntry } from '@zip.js/zip.js';
import { BundleError, reasonOf } from './problem';

export type ZippedFile = FileEntry & { path: string };

export interface ZipCaps {
  entries: number;
  /** Of what is unpacked into memory. */
  bytes: number;
  /** Whether stored entries count too: they do where they are read whole, not where they are slices of the zip. */
  withStored: boolean;
  /** What to do about too many entries, and about too many bytes. */
  advice: { entries: string; bytes: string };
}

/** One entry in memory. */
export const MOST_UNPACKED = 2 ** 31;

const STORED = 0;
export const REPACK = 'Pack the files again, or download them again.';

export const isStored = (entry: ZippedFile): boolean => entry.compressionMethod === STORED;
const isFile = (entry: Entry): entry is FileEntry => !entry.directory;

function checkCaps(entries: number, bytes: number, caps: ZipCaps, name: string): void {
  if (entries > caps.entries) throw new BundleError(`${name}: expected at most ${caps.entries} entries, got more.`, caps.advice.entries);
  if (bytes > caps.bytes) throw new BundleError(`${name}: expected at most ${caps.bytes} bytes unpacked, got more.`, caps.advice.bytes);
}

async function entriesOf(blob: Blob, name: string, caps: ZipCaps): Promise<ZippedFile[]> {
  const reader = new ZipReader(new BlobReader(blob), { useWebWorkers: false, filenameValidation: 'strict', checkCrc32: true });
  const entries: ZippedFile[] = [];
  let bytes = 0;
  let packed = 0;
  for await (const entry of reader.getEntriesGenerator()) {
    if (!isFile(entry)) continue;
    const file = Object.assign(entry, { path: entry.filename });
    entries.push(file);
    if (caps.withStored || !isStored(file)) bytes += entry.uncompressedSize;
    packed += entry.compressedSize;
    checkCaps(entries.length, bytes, caps, name);
  }
  if (packed > blob.size) throw new BundleError(`${name}: expected entries that lie beside each other in ${blob.size} bytes, got ${packed} bytes of them.`, REPACK);
  return entries;
}

/** zip.js names the entry that it refuses in a property of the error. */
function asBundleError(cause: unknown, task: string): BundleError {
  if (cause instanceof BundleError) return cause;
  const named = cause instanceof Error && 'filename' in cause ? ` ${JSON.stringify(cause.filename)}` : '';
  return new BundleError(`${task}: ${reasonOf(cause)}${named}.`, REPACK, { cause });
}

/**
 * The files in a zip, in its order, folders left out. Throws BundleError for what is no whole zip, for absolute and ".."
 * names, above the caps, and where entries share bytes.
 */
export async function listZip(blob: Blob, name: string, caps: ZipCaps): Promise<ZippedFile[]> {
  try {
    return await entriesOf(blob, name, caps);
  } catch (cause) {
    throw asBundleError(cause, `Opening ${name}: expected a zip file`);
  }
}

/** Deflate packs at most 1032 bytes into one, so that a larger claim is a lie and takes no memory. */
function checkEntry({ uncompressedSize, compressedSize, encrypted }: ZippedFile, path: string): void {
  if (encrypted) throw new BundleError(`${path}: expected a plain entry, got an encrypted one.`, 'Pack the files without a password.');
  const most = 1032 * compressedSize + 64;
  if (uncompressedSize > most) throw new BundleError(`${path}: expected at most ${most} bytes in ${compressedSize} packed ones, got a claim of ${uncompressedSize}.`, REPACK);
}

/** Gives each piece of the entry to `take`. Throws BundleError for damaged, encrypted and lying entries, and as `take` does. */
async function unpack(entry: ZippedFile, where: string, take: (chunk: Uint8Array) => void): Promise<void> {
  try {
    await entry.getData(new WritableStream<Uint8Array>({ write: take }));
  } catch (cause) {
    throw asBundleError(cause, `Unpacking ${where}`);
  }
}

/** Stops as soon as more comes out than the entry declares. */
export async function unpackBytes(entry: ZippedFile, path: string, name: string): Promise<Uint8Array<ArrayBuffer>> {
  checkEntry(entry, path);
  const bytes = new Uint8Array(entry.uncompressedSize);
  let at = 0;
  await unpack(entry, `${path} of ${name}`, (chunk) => {
    if (at + chunk.length > bytes.length) throw new Error(`it is longer than the ${bytes.length} bytes it declares`);
    bytes.set(chunk, at);
    at += chunk.length;
  });
  return bytes;
}

/** The first `most` bytes of an entry, all where it has fewer; only a whole entry's checksum is checked. */
export async function unpackStart(entry: ZippedFile, most: number, path: string, name: string): Promise<Uint8Array<ArrayBuffer>> {
  checkEntry(entry, path);
  const bytes = new Uint8Array(Math.min(most, entry.uncompressedSize));
  const enough = new Error('enough');
  let at = 0;
  const take = (chunk: Uint8Array): void => {
    const taken = chunk.subarray(0, bytes.length - at);
    bytes.set(taken, at);
    at += taken.length;
    if (taken.length < chunk.length) throw enough;
  };
  await unpack(entry, `${path} of ${name}`, take).catch((problem: unknown) => {
    if (!(problem instanceof BundleError && problem.cause === enough)) throw problem;
  });
  return bytes.subarray(0, at);
}

/** The whole entry as a blob, which a browser may keep on disk. Throws BundleError above 2 GiB. */
export async function unpackBlob(entry: ZippedFile, path: string, name: string): Promise<Blob> {
  checkEntry(entry, path);
  const size = entry.uncompressedSize;
  if (size > MOST_UNPACKED) throw new BundleError(`${path} of ${name}: expected at most ${MOST_UNPACKED} bytes unpacked, got ${size}.`, 'Unpack the zip and choose its files, or pack it without compression (zip -0).');
  let got = 0;
  const { readable, writable } = new TransformStream<Uint8Array<ArrayBuffer>, Uint8Array<ArrayBuffer>>({
    transform(chunk, controller) {
      got += chunk.length;
      if (got > size) throw new Error(`it is longer than the ${size} bytes it declares`);
      controller.enqueue(chunk);
    },
  });
  try {
    const [blob] = await Promise.all([new Response(readable).blob(), entry.getData(writable)]);
    return blob;
  } catch (cause) {
    throw asBundleError(cause, `Unpacking ${path} of ${name}`);
  }
}
