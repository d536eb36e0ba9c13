/** What a Parquet file's footer says, checked before anything is unpacked. */
import type { ColumnMetaData, CompressionCodec, FileMetaData } from 'hyparquet';
import { BundleError } from '../problem';
import type { ByteFile } from './byteFile';
import { DAMAGED } from './guarded';
import type { ParquetLibrary } from './parquetLibrary';
import { fieldsOf, type ParquetField } from './parquetSchema';

export interface ChunkPlace {
  start: number;
  end: number;
  codec: CompressionCodec;
  entries: number;
}

export interface RowGroup {
  /** First row, and how many there are. */
  start: number;
  rows: number;
  /** A chunk a field. */
  chunks: ChunkPlace[];
}

export interface Footer {
  rows: number;
  fields: ParquetField[];
  groups: RowGroup[];
}

const MOST_ROWS = 20_000_000;
const MOST_FOOTER_BYTES = 2 ** 26;
/** Numbers of a list column in one row group: 512 MiB as float32. */
const MOST_ENTRIES = 2 ** 27;
/** Texts do not have so many bytes above 0x7f in a row; a number with them would take the library minutes. */
const LONGEST_NUMBER = 4096;

function count(value: unknown, where: string, what: string, most: number): number {
  const number = typeof value === 'bigint' ? Number(value) : value;
  if (typeof number === 'number' && Number.isSafeInteger(number) && number >= 0 && number <= most) return number;
  const advice = typeof number === 'number' && number > most ? 'Save fewer rows, or smaller row groups (row_group_size=10000), in several files.' : DAMAGED;
  throw new BundleError(`${where}: expected at most ${most} ${what}, got ${String(value)}.`, advice);
}

function checkNumbers(footer: Uint8Array, where: string): void {
  let run = 0;
  for (const byte of footer) {
    run = byte < 0x80 ? 0 : run + 1;
    if (run > LONGEST_NUMBER) throw new BundleError(`${where}: expected numbers of at most 10 bytes in the footer, got one of more than ${LONGEST_NUMBER}.`, DAMAGED);
  }
}

/** Length and "PAR1", behind the footer. */
const TAIL_BYTES = 8;

/** Reads the footer alone: the library would ask for the last half MiB too. */
async function readMetadata(file: ByteFile, { readFooter }: ParquetLibrary): Promise<FileMetaData> {
  const most = Math.max(0, file.size - TAIL_BYTES);
  const tail = await file.read(most, file.size);
  if (tail.length < TAIL_BYTES) throw new BundleError(`${file.path}: expected a Parquet file, got ${file.size} bytes.`, DAMAGED);
  const length = count(new DataView(tail.buffer).getUint32(0, true), file.path, 'bytes of a footer', Math.min(most, MOST_FOOTER_BYTES));
  const bytes = await file.read(most - length, file.size);
  checkNumbers(bytes, file.path);
  return readFooter({ byteLength: bytes.length, slice: (start, end) => bytes.slice(start, end).buffer }, { geoparquet: false, initialFetchSize: bytes.length });
}

function chunkPlace(meta: ColumnMetaData | undefined, field: ParquetField, rows: number, file: ByteFile): ChunkPlace {
  const where = `${file.path}, ${field.name}`;
  if (!meta || meta.path_in_schema.join('\n') !== field.pathInSchema.join('\n')) {
    throw new BundleError(`${where}: expected its place in the file, got ${meta ? `that of ${meta.path_in_schema.join('.')}` : 'none'}.`, 'Save it without encryption, in one file.');
  }
  const entries = count(meta.num_values, where, 'values in a row group', MOST_ENTRIES);
  if (field.maxRepetition === 0 && entries !== rows) throw new BundleError(`${where}: expected ${rows} values in a group of as many rows, got ${entries}.`, DAMAGED);
  const data = count(meta.data_page_offset, where, 'bytes before its pages', file.size);
  // Some writers leave a 0 where there is no dictionary.
  const dictionary = meta.dictionary_page_offset ? count(meta.dictionary_page_offset, where, 'bytes before its dictionary', file.size) : data;
  const start = Math.min(data, dictionary);
  return { start, end: start + count(meta.total_compressed_size, where, 'bytes after its start', file.size - start), codec: meta.codec, entries };
}

function groupsOf(metadata: FileMetaData, fields: ParquetField[], file: ByteFile): RowGroup[] {
  let start = 0;
  return metadata.row_groups.map(({ columns, num_rows: groupRows }) => {
    const rows = count(groupRows, file.path, 'rows', MOST_ROWS);
    const apart = columns.find((column) => column.file_path);
    if (apart) throw new BundleError(`${file.path}: expected all columns in this file, got one in ${apart.file_path}.`, 'Save one file with all of its columns.');
    const group = { start, rows, chunks: fields.map((field, i) => chunkPlace(columns[i]?.meta_data, field, rows, file)) };
    start += rows;
    return group;
  });
}

/** Fields and row groups. Throws BundleError above 20 million rows, and where parts of the footer do not fit each other or the file. */
export async function readFooter(file: ByteFile, library: ParquetLibrary): Promise<Footer> {
  const metadata = await readMetadata(file, library);
  const rows = count(metadata.num_rows, file.path, 'rows', MOST_ROWS);
  const fields = fieldsOf(library.schemaOf(metadata));
  const groups = groupsOf(metadata, fields, file);
  const held = groups.reduce((sum, group) => sum + group.rows, 0);
  if (held !== rows) throw new BundleError(`${file.path}: expected ${rows} rows in its groups, got ${held}.`, DAMAGED);
  return { rows, fields, groups };
}
