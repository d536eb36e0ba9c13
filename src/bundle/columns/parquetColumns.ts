/** Parquet files, as pandas, pyarrow and Hugging Face write them, read by row groups. */
import { BundleError } from '../problem';
import type { ByteFile } from './byteFile';
import type { Column, OpenedFile, OpenFile } from './column';
import { guarded, numbersFor } from './guarded';
import { readFooter, type Footer, type RowGroup } from './parquetFooter';
import { loadParquet, type ParquetLibrary } from './parquetLibrary';
import { pagesOf, type Page } from './parquetPages';
import { numberRows, rowLengths, textRows } from './parquetRows';
import { readingOf, type Reading } from './parquetTypes';
import { checkRange } from './rowRange';

interface Parquet {
  file: ByteFile;
  library: ParquetLibrary;
  footer: Footer;
}

/** A field by its number, with its reading. */
interface Source<R extends Reading> {
  parquet: Parquet;
  field: number;
  reading: R;
  where: string;
}

async function pagesIn({ parquet: { file, library, footer }, field, reading }: Source<Reading>, { chunks }: RowGroup, mostBytes = Infinity): Promise<Iterable<Page>> {
  const { start, end, codec, entries } = chunks[field]!;
  const bytes = await file.read(start, Math.min(end, start + mostBytes));
  return pagesOf(bytes, { field: footer.fields[field]!, reading, codec, entries }, library);
}

/** Decodes one row group after the other and keeps the last one: `copy` takes rows [from, to) of it. */
function byGroups<T>(source: Source<Reading>, decode: (group: RowGroup) => Promise<T>) {
  let kept: { group: RowGroup; rows: Promise<T> } | null = null;
  return async (start: number, end: number, copy: (rows: T, from: number, to: number) => void): Promise<void> => {
    for (const group of source.parquet.footer.groups) {
      const [from, to] = [Math.max(start - group.start, 0), Math.min(end - group.start, group.rows)];
      if (from >= to) continue;
      if (kept?.group !== group) kept = { group, rows: guarded(source.where, () => decode(group)) };
      copy(await kept.rows, from, to);
    }
  };
}

function numberColumn(source: Source<Reading & { kind: 'numbers' }>, dims: number): Column {
  const { parquet: { file, footer }, field, reading, where } = source;
  const [{ name, maxRepetition }, { rows }] = [footer.fields[field]!, footer];
  const visit = byGroups(source, async (group) => numberRows(await pagesIn(source, group), footer.fields[field]!, reading, { where, ...group }, dims));
  return {
    kind: 'numbers', path: file.path, name, rows, dims, shape: maxRepetition === 0 ? [rows] : [rows, dims], dtype: reading.dtype,
    async readRows(start, end) {
      checkRange(where, rows, start, end);
      const target = numbersFor(where, reading.dtype, (end - start) * dims);
      let at = 0;
      await visit(start, end, (numbers, from, to) => {
        target.set(numbers.subarray(from * dims, to * dims), at);
        at += (to - from) * dims;
      });
      return target;
    },
  };
}

function textColumn(source: Source<Reading & { kind: 'texts' }>): Column {
  const { parquet: { file, footer }, field, reading, where } = source;
  const { rows } = footer;
  const visit = byGroups(source, async (group) => textRows(await pagesIn(source, group), footer.fields[field]!, reading, { where, ...group }));
  return {
    kind: 'texts', path: file.path, name: footer.fields[field]!.name, rows,
    async readRows(start, end) {
      checkRange(where, rows, start, end);
      const parts: string[][] = [];
      await visit(start, end, (texts, from, to) => parts.push(texts.slice(from, to)));
      return parts.flat();
    },
  };
}

/** Rows whose lists tell the length of all. */
const ENOUGH_ROWS = 8;
const PROBED_BYTES = 2 ** 24;

/** The lengths of the first lists; the chunk is read as a whole only where its first pages are larger than 16 MiB. */
async function firstLengths(source: Source<Reading>, group: RowGroup): Promise<(number | null)[]> {
  const field = source.parquet.footer.fields[source.field]!;
  const { start, end } = group.chunks[source.field]!;
  const probe = async (bytes: number) => rowLengths(await pagesIn(source, group, bytes), field, ENOUGH_ROWS);
  if (end - start <= PROBED_BYTES) return probe(Infinity);
  return probe(PROBED_BYTES).catch(() => probe(Infinity));
}

/** Numbers in a row, or why it is no matrix. */
async function dimsOf(source: Source<Reading>): Promise<number | string> {
  const { fields, groups } = source.parquet.footer;
  if (fields[source.field]!.maxRepetition === 0) return 1;
  const group = groups.find(({ rows }) => rows > 0);
  const lengths = group ? await guarded(source.where, () => firstLengths(source, group)) : [];
  const [first, ...more] = lengths.filter((length) => length !== null);
  if (first === undefined) return 'its first lists are empty';
  const other = more.find((length) => length !== first);
  return other === undefined ? first : `its lists differ in length (${first}, ${other}): pad them to one length to use it`;
}

async function columnOf(parquet: Parquet, field: number): Promise<Column | string> {
  const { name, element } = parquet.footer.fields[field]!;
  const reading = readingOf(element);
  const where = `${parquet.file.path}, ${name}`;
  if (reading === null) return 'it holds bytes, no numbers and no texts';
  if (reading.kind === 'texts') return textColumn({ parquet, field, reading, where });
  const source = { parquet, field, reading, where };
  const dims = await dimsOf(source);
  return typeof dims === 'string' ? dims : numberColumn(source, dims);
}

async function open(file: ByteFile): Promise<OpenedFile> {
  const library = await loadParquet();
  const footer = await readFooter(file, library);
  const columns = new Map<string, Column>();
  const notes: string[] = [];
  for (const [field, { name }] of footer.fields.entries()) {
    const column = await columnOf({ file, library, footer }, field);
    if (columns.has(name)) throw new BundleError(`${file.path}: expected every column once, got "${name}" twice.`, 'Rename one of them.');
    if (typeof column === 'string') notes.push(`"${name}" was left out: ${column}.`);
    else columns.set(name, column);
  }
  return { path: file.path, format: 'Parquet', columns: [...columns.values()], notes, close: () => undefined };
}

/**
 * Fields as columns, those of groups named by their path ("image.path"); lists of one length are matrices. Missing
 * numbers are NaN; dates and times are texts as in ISO 8601. Throws BundleError.
 */
export const openParquet: OpenFile = (file) => guarded(file.path, () => open(file));
