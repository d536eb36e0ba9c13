/** Files in a zip, without unpacking it: stored entries are slices of it, packed ones are unpacked when they are first read. */
import { byPath } from '../path';
import { BundleError } from '../problem';
import { bytesOf } from '../blobBytes';
import { isStored, listZip, REPACK, unpackBlob, unpackStart, type ZipCaps, type ZippedFile } from '../zipEntries';
import { blobFile, type ByteFile } from './byteFile';

const LOCAL_HEADER_BYTES = 30;
const LOCAL_HEADER = 0x04034b50;
/** Reads of no more than this from the start of a packed entry, as headers are, do not unpack the rest. */
const START_BYTES = 65_536;

const caps: ZipCaps = {
  entries: 100_000,
  bytes: 4 * 2 ** 30,
  withStored: false,
  advice: { entries: 'Unpack the zip and choose its folder.', bytes: 'Unpack the zip and choose its folder, or pack it without compression (zip -0).' },
};

/** The part of the zip that holds a stored entry; its checksum is not checked. Throws BundleError where the part is not whole. */
async function storedSlice(zip: Blob, entry: ZippedFile, where: string): Promise<Blob> {
  const damaged = (expected: string, got: string): BundleError => new BundleError(`${where}: expected ${expected}, got ${got}.`, REPACK);
  const { offset, compressedSize: size } = entry;
  const header = await bytesOf(zip.slice(offset, offset + LOCAL_HEADER_BYTES), where);
  const view = new DataView(header.buffer);
  if (header.length < LOCAL_HEADER_BYTES || view.getUint32(0, true) !== LOCAL_HEADER) throw damaged(`its header at byte ${offset} of the zip`, 'something else');
  if (view.getUint16(8, true) !== entry.compressionMethod) throw damaged('a stored entry', `one packed by method ${view.getUint16(8, true)}`);
  const start = offset + LOCAL_HEADER_BYTES + view.getUint16(26, true) + view.getUint16(28, true);
  if (start + size > zip.size) throw damaged(`${size} bytes from byte ${start} on`, `a zip of ${zip.size}`);
  return zip.slice(start, start + size);
}

function checkStored({ encrypted, compressedSize, uncompressedSize }: ZippedFile, where: string): void {
  if (encrypted) throw new BundleError(`${where}: expected a plain entry, got an encrypted one.`, 'Pack the files without a password.');
  if (compressedSize === uncompressedSize) return;
  throw new BundleError(`${where}: expected a stored entry of one size, got ${compressedSize} and ${uncompressedSize} bytes.`, REPACK);
}

async function storedBlob(zip: Blob, entry: ZippedFile, where: string): Promise<Blob> {
  checkStored(entry, where);
  return storedSlice(zip, entry, where);
}

/** One entry under `path`. Its bytes are found, or unpacked, once, when they are first asked for. */
export function zippedFile(zip: Blob, name: string, entry: ZippedFile, path: string): ByteFile {
  const stored = isStored(entry);
  const size = entry.uncompressedSize;
  let whole: Promise<Blob> | undefined;
  const blob = (): Promise<Blob> => (whole ??= stored ? storedBlob(zip, entry, `${path} of ${name}`) : unpackBlob(entry, path, name));
  return {
    path,
    size,
    blob,
    async read(start, end) {
      const fromStart = !stored && !whole && start === 0 && end <= Math.min(START_BYTES, size - 1);
      return fromStart ? unpackStart(entry, end, path, name) : blobFile({ path, file: await blob() }).read(start, end);
    },
  };
}

/** As a zip lists them, with their names. Throws BundleError as `zipFiles` does, but for repeated names. */
export const listZipped = (blob: Blob, name: string): Promise<ZippedFile[]> => listZip(blob, name, caps);

/**
 * The files of a zip as files of a folder; one leading folder that all of them share is left out. The zip is not loaded:
 * it may be of any size where its entries are stored. A packed entry is refused, when it is read, above 2 GiB.
 * Throws BundleError for what is no whole zip, for absolute, ".." and repeated names, and above 100,000 entries or 4 GiB
 * that are packed.
 */
export async function zipFiles(blob: Blob, name: string): Promise<ByteFile[]> {
  const found = byPath(await listZipped(blob, name), name);
  return [...found].map(([path, entry]) => zippedFile(blob, name, entry, path));
}
