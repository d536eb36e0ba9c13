/** Slices of HDF5 data sets and attributes, as bytes or texts. */
import { BundleError } from '../problem';
import { DAMAGED } from './guarded';
import type { Hdf5, Hdf5Metadata } from './hdf5Module';
import { fixedText } from './hdf5Types';

export interface Hdf5File {
  hdf5: Hdf5;
  /** The library's number of the open file. */
  id: bigint;
  path: string;
  /** Bytes of the file. */
  size: number;
}

export interface DatasetPlace {
  file: Hdf5File;
  /** From the root, with a leading slash. */
  at: string;
  metadata: Hdf5Metadata;
  where: string;
}

/** Of one read, in the library's memory. */
const MOST_BYTES = 2 ** 29;

export function unreadable({ hdf5 }: Hdf5File, where: string): BundleError {
  const reason = hdf5.complaints().replace(/'/g, '"') || 'nothing';
  return new BundleError(`${where}: expected data that the HDF5 library can read, got: ${reason}.`, DAMAGED);
}

/** Runs `read` on memory of the library and frees it. */
function withMemory<T>(file: Hdf5File, bytes: number, where: string, read: (at: number) => T): T {
  const { module } = file.hdf5;
  if (bytes > MOST_BYTES) throw new BundleError(`${where}: expected at most ${MOST_BYTES} bytes at a time, got ${bytes}.`, 'Save it with fewer numbers a row.');
  const at = module._malloc(Math.max(bytes, 1));
  if (at === 0) throw new BundleError(`${where}: expected memory for ${bytes} bytes, got none.`, 'Close other pages, or save a smaller file.');
  try {
    return read(at);
  } finally {
    module._free(at);
  }
}

const product = (sizes: number[]): number => sizes.reduce((all, size) => all * size, 1);

/** The item counts of a slice: rows [start, end) of one axis, all of the others. */
function sliceOf({ metadata }: DatasetPlace, axis: number, start: number, end: number) {
  const shape = metadata.shape ?? [];
  const count = shape.map((size, i) => (i === axis ? end - start : size));
  return { count: count.map(BigInt), offset: shape.map((_, i) => BigInt(i === axis ? start : 0)), strides: shape.map(() => 1n), items: product(count) };
}

/** Numbers of the filters that the library has: deflate, shuffle, Fletcher's checksum, szip, nbit, scale and offset. */
const KNOWN_FILTERS = [1, 2, 3, 4, 5, 6];

/** Why rows cannot be read. */
function failedRead({ file, at, where }: DatasetPlace): BundleError {
  const failure = unreadable(file, where);
  const unknown = file.hdf5.module.get_dataset_filters(file.id, at).find(({ id }) => !KNOWN_FILTERS.includes(id));
  if (!unknown) return failure;
  return new BundleError(`${where}: expected numbers packed with gzip, szip or not at all, got filter ${unknown.id} (${unknown.name || 'without a name'}).`, 'Save it again with compression="gzip", or without compression.', { cause: failure });
}

function readInto(place: DatasetPlace, slice: ReturnType<typeof sliceOf>, at: number): void {
  const { file } = place;
  const { count, offset, strides } = slice;
  file.hdf5.complaints();
  if (file.hdf5.module.get_dataset_data(file.id, place.at, count, offset, strides, BigInt(at)) < 0) throw failedRead(place);
}

/** Items [start, end) of one axis, all of the other axes, in the order of the file, little endian. Throws BundleError. */
export function readBytes(place: DatasetPlace, axis: number, start: number, end: number): ArrayBuffer {
  const slice = sliceOf(place, axis, start, end);
  const bytes = slice.items * place.metadata.size;
  return withMemory(place.file, bytes, place.where, (at) => {
    if (bytes > 0) readInto(place, slice, at);
    return place.file.hdf5.module.HEAPU8.slice(at, at + bytes).buffer;
  });
}

/** Texts of items [start, end) of the first axis, in the order of the file. Throws BundleError. */
export function readTexts(place: DatasetPlace, start: number, end: number): string[] {
  const { metadata } = place;
  if (metadata.vlen) return readPointedTexts(place, start, end);
  const bytes = new Uint8Array(readBytes(place, 0, start, end));
  return Array.from({ length: bytes.length / metadata.size }, (_, i) => fixedText(bytes.subarray(i * metadata.size, (i + 1) * metadata.size), metadata.strpad));
}

/** Addresses of texts, 4 bytes each, which the library has taken memory for. */
function readPointedTexts(place: DatasetPlace, start: number, end: number): string[] {
  const { module } = place.file.hdf5;
  const slice = sliceOf(place, 0, start, end);
  if (slice.items === 0) return [];
  return withMemory(place.file, 4 * slice.items, place.where, (at) => {
    readInto(place, slice, at);
    const pointers = new Uint32Array(module.HEAPU8.slice(at, at + 4 * slice.items).buffer);
    const texts = Array.from(pointers, (pointer) => (pointer === 0 ? '' : module.UTF8ToString(pointer)));
    module.reclaim_vlen_memory_count(place.file.id, place.at, '', BigInt(at), slice.count);
    return texts;
  });
}

/** Bytes of an attribute of numbers or of a text of fixed length. Throws BundleError. */
export function readAttribute(file: Hdf5File, at: string, name: string): { metadata: Hdf5Metadata; bytes: ArrayBuffer } {
  const where = `${file.path}, attribute ${name} of ${at}`;
  const metadata = file.hdf5.module.get_attribute_metadata(file.id, at, name);
  const bytes = product(metadata.shape ?? [0]) * metadata.size;
  return withMemory(file, bytes, where, (memory) => {
    if (bytes > 0 && file.hdf5.module.get_attribute_data(file.id, at, name, BigInt(memory)) < 0) throw unreadable(file, where);
    return { metadata, bytes: file.hdf5.module.HEAPU8.slice(memory, memory + bytes).buffer };
  });
}
