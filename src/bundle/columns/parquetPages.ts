/** The pages of a column chunk: levels and values, unpacked one after the other. */
import type { CompressionCodec, PageHeader } from 'hyparquet';
import type { ParquetLibrary } from './parquetLibrary';
import { PageDamage, decodeRuns } from './parquetRuns';
import type { ParquetField } from './parquetSchema';
import type { Reading } from './parquetTypes';
import { valuesOf, type Packed, type Values } from './parquetValues';
import { checkZstd } from './zstdBlocks';

export interface Page {
  entries: number;
  /** Levels of each entry; null where they are all 0. */
  repetitions: Uint8Array | null;
  definitions: Uint8Array | null;
  /** Of the entries whose definition is the field's highest. */
  values: Values;
}

export interface Chunk {
  field: ParquetField;
  reading: Reading;
  codec: CompressionCodec;
  /** Of all of its pages. */
  entries: number;
}

/** Unpacked bytes of a page; writers make them of 1 MiB. */
const MOST_PAGE_BYTES = 2 ** 28;
/** Of all pages of a chunk together. */
const MOST_CHUNK_BYTES = 2 ** 31;
/** Headers hold the least and the greatest value. */
const MOST_HEADER_BYTES = 2 ** 16;
const MOST_LEVEL = 255;

const bitWidth = (level: number): number => 32 - Math.clz32(level);
const isCount = (value: unknown, most: number): value is number => typeof value === 'number' && Number.isInteger(value) && value >= 0 && value <= most;

function checkHeader(header: PageHeader, left: number): void {
  const { compressed_page_size: packed, uncompressed_page_size: unpacked } = header;
  if (!isCount(packed, left)) throw new PageDamage(`a page of ${packed} bytes where ${left} are left`);
  if (!isCount(unpacked, MOST_PAGE_BYTES)) throw new PageDamage(`a page of ${unpacked} bytes, ${MOST_PAGE_BYTES} at most are read`);
}

function unpack(bytes: Uint8Array, length: number, { codec }: Chunk, { unpackPage, compressors }: ParquetLibrary): Uint8Array {
  if (codec === 'ZSTD') checkZstd(bytes, length);
  return unpackPage(bytes, length, codec, compressors);
}

function levels(bytes: Uint8Array, at: number, end: number, most: number, entries: number): Uint8Array | null {
  if (most > MOST_LEVEL) throw new PageDamage(`lists and groups ${most} deep`);
  return most === 0 ? null : decodeRuns(bytes, at, end, bitWidth(most), new Uint8Array(entries));
}

function countValues(definitions: Uint8Array | null, entries: number, most: number): number {
  if (!definitions) return entries;
  let count = 0;
  for (const level of definitions) if (level === most) count++;
  return count;
}

type Body = Pick<Packed, 'bytes' | 'at' | 'encoding' | 'dictionary'> & Pick<Page, 'entries' | 'repetitions' | 'definitions'>;

function pageOf({ entries, repetitions, definitions, ...body }: Body, { field }: Chunk, library: ParquetLibrary): Page {
  const { type, type_length: typeLength } = field.element;
  if (!type) throw new PageDamage('a field without a type');
  const count = countValues(definitions, entries, field.maxDefinition);
  return { entries, repetitions, definitions, values: valuesOf({ ...body, count, type, typeLength }, library) };
}

/** Levels come first, each behind its length in bytes. */
function readPage1(packed: Uint8Array, header: PageHeader, chunk: Chunk, dictionary: Values | null, library: ParquetLibrary): Page {
  const { num_values: entries, encoding } = header.data_page_header!;
  const bytes = unpack(packed, header.uncompressed_page_size, chunk, library);
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  let at = 0;
  const nextLevels = (most: number) => {
    if (most === 0) return null;
    const start = at + 4;
    at = start + view.getUint32(at, true);
    return levels(bytes, start, at, most, entries);
  };
  const repetitions = nextLevels(chunk.field.maxRepetition);
  const definitions = nextLevels(chunk.field.maxDefinition);
  return pageOf({ bytes, at, encoding, dictionary, entries, repetitions, definitions }, chunk, library);
}

/** Levels come first and are not packed; the header has their lengths. */
function readPage2(packed: Uint8Array, header: PageHeader, chunk: Chunk, dictionary: Values | null, library: ParquetLibrary): Page {
  const { num_values: entries, encoding, repetition_levels_byte_length: first, definition_levels_byte_length: second, is_compressed: isPacked } = header.data_page_header_v2!;
  if (!isCount(first, packed.length) || !isCount(second, packed.length - first)) throw new PageDamage(`levels of ${first} and ${second} bytes in a page of ${packed.length}`);
  const repetitions = levels(packed, 0, first, chunk.field.maxRepetition, entries);
  const definitions = levels(packed, first, first + second, chunk.field.maxDefinition, entries);
  const rest = packed.subarray(first + second);
  const bytes = isPacked === false || rest.length === 0 ? rest : unpack(rest, Math.max(0, header.uncompressed_page_size - first - second), chunk, library);
  return pageOf({ bytes, at: 0, encoding, dictionary, entries, repetitions, definitions }, chunk, library);
}

function readDictionary(packed: Uint8Array, header: PageHeader, chunk: Chunk, library: ParquetLibrary): Values {
  const { num_values: entries } = header.dictionary_page_header!;
  const bytes = unpack(packed, header.uncompressed_page_size, chunk, library);
  // Booleans have none, all other values take a byte or more.
  if (!isCount(entries, bytes.length)) throw new PageDamage(`a dictionary of ${entries} values in ${bytes.length} bytes`);
  const { values } = pageOf({ bytes, at: 0, encoding: 'PLAIN', dictionary: null, entries, repetitions: null, definitions: null }, chunk, library);
  // Each text is made once: millions of rows may share a long one.
  const { reading } = chunk;
  return reading.kind === 'texts' ? Array.from(values, (value) => reading.read(value)) : values;
}

function headerAt(bytes: Uint8Array, at: number, { readPageHeader }: ParquetLibrary): { header: PageHeader; bodyAt: number } {
  const reader = { view: new DataView(bytes.buffer, bytes.byteOffset + at, Math.min(bytes.length - at, MOST_HEADER_BYTES)), offset: 0 };
  const header = readPageHeader(reader);
  const bodyAt = at + reader.offset;
  checkHeader(header, bytes.length - bodyAt);
  return { header, bodyAt };
}

/**
 * The data pages of a chunk, whose bytes may go on after them. Memory is taken only for what the page can hold, and for
 * as many entries as the chunk has. Throws PageDamage, or what the library throws, where a page is not whole.
 */
export function* pagesOf(bytes: Uint8Array, chunk: Chunk, library: ParquetLibrary): Generator<Page> {
  let dictionary: Values | null = null;
  let left = chunk.entries;
  let unpacked = 0;
  for (let at = 0; left > 0; ) {
    const { header, bodyAt } = headerAt(bytes, at, library);
    const end = bodyAt + header.compressed_page_size;
    unpacked += header.uncompressed_page_size;
    if (unpacked > MOST_CHUNK_BYTES) throw new PageDamage(`pages of more than ${MOST_CHUNK_BYTES} bytes`);
    const packed = bytes.subarray(bodyAt, end);
    const data = header.data_page_header ?? header.data_page_header_v2;
    if (data && !isCount(data.num_values, left)) throw new PageDamage(`a page of ${data.num_values} entries where ${left} are left`);
    if (header.data_page_header) yield readPage1(packed, header, chunk, dictionary, library);
    else if (header.data_page_header_v2) yield readPage2(packed, header, chunk, dictionary, library);
    else if (header.dictionary_page_header) dictionary = readDictionary(packed, header, chunk, library);
    left -= data?.num_values ?? 0;
    at = end;
  }
}
