/** Cells of a CSV table, numbers packed. */
import { BundleError } from '../problem';
import type { ByteFile } from './byteFile';
import type { Column } from './column';
import { csvRecords } from './csvRecords';
import { GrowingNumbers } from './growingNumbers';
import { numbersInMemory, textsInMemory } from './memoryColumns';
import { numberOf } from './numberText';
import { columnNames, isHeader, runsOf, uniqueNames, type ColumnRun } from './tableHeader';
import { checkTexts, ownText } from './textChunks';

const MOST_COLUMNS = 65_536;

/** What has been seen in a column. */
type Kind = 'empty' | 'number' | 'text';

export interface Table {
  columns: Column[];
  /** null: the first record is an item already. */
  header: string[] | null;
}

interface Store extends ColumnRun {
  /** Null for texts. */
  numbers: GrowingNumbers | null;
  texts: string[];
}

const isEmpty = (cell: string): boolean => cell.trim() === '';

function seen(kind: Kind, cell: string): Kind {
  if (kind === 'text' || isEmpty(cell)) return kind;
  return numberOf(cell) === undefined ? 'text' : 'number';
}

const noteKinds = (kinds: Kind[], record: string[]): void => record.forEach((cell, i) => (kinds[i] = seen(kinds[i]!, cell)));

/** A run of columns is a matrix where all are numbers; so is a whole table without header. */
function runsOfKinds(header: string[] | null, kinds: Kind[]): ColumnRun[] {
  const isNumeric = ({ first, count }: ColumnRun): boolean => !kinds.slice(first, first + count).includes('text');
  const all: ColumnRun = { name: '', first: 0, count: kinds.length };
  if (!header && isNumeric(all)) return [all];
  const names = columnNames(header, kinds.length);
  const single = (run: ColumnRun): ColumnRun[] => Array.from({ length: run.count }, (_, i) => ({ name: names[run.first + i]!, first: run.first + i, count: 1 }));
  return (header ? runsOf(names) : single(all)).flatMap((run) => (run.count > 1 && isNumeric(run) ? [run] : single(run)));
}

/** Columns of no cells at all are texts, but in a matrix missing numbers. */
function newStore(run: ColumnRun, kinds: Kind[]): Store {
  const isText = kinds[run.first] === 'text' && run.count === 1;
  return { ...run, numbers: isText ? null : new GrowingNumbers(run.count > 1 ? 'f4' : 'f8'), texts: [] };
}

/** False where a text stands in a column of numbers: its kind is then corrected. */
function keepNumbers({ first, count }: ColumnRun, numbers: GrowingNumbers, record: string[], kinds: Kind[]): boolean {
  for (let column = first; column < first + count; column++) {
    const cell = record[column]!;
    const value = numberOf(cell);
    if (value === undefined && !isEmpty(cell)) return false;
    if (value !== undefined && kinds[column] === 'empty') kinds[column] = 'number';
    numbers.push(value ?? NaN);
  }
  return true;
}

function keep(stores: Store[], record: string[], kinds: Kind[]): boolean {
  return stores.every((store) => {
    if (store.numbers) return keepNumbers(store, store.numbers, record, kinds);
    store.texts.push(ownText(record[store.first]!));
    return true;
  });
}

function columnOf(store: Store, kinds: Kind[], path: string, name: string): Column {
  if (!store.numbers) return textsInMemory(path, name, store.texts);
  const empty = store.count === 1 && kinds[store.first] === 'empty';
  return empty ? textsInMemory(path, name, Array.from({ length: store.numbers.length }, () => '')) : numbersInMemory(path, name, store.numbers, store.count);
}

/** Records of as many cells as the table has columns, without its header. A blank line is an item only in a table of one column. */
async function* items(file: ByteFile): AsyncGenerator<{ records: string[][]; header: string[] | null; width: number }, void> {
  let header: string[] | null | undefined;
  let width = 0;
  let count = 0;
  for await (const batch of csvRecords(file)) {
    const records: string[][] = [];
    for (const record of batch) {
      count++;
      const isBlank = record.length === 1 && isEmpty(record[0]!);
      if (isBlank && width !== 1) continue;
      width ||= record.length;
      if (record.length !== width || width > MOST_COLUMNS) throw unevenRecord(file.path, count, width, record.length);
      if (header === undefined && isHeader(record)) header = record;
      else records.push(record);
      header ??= null;
    }
    if (header !== undefined) yield { records, header, width };
  }
}

function unevenRecord(path: string, record: number, width: number, got: number): BundleError {
  const expected = width > MOST_COLUMNS ? `at most ${MOST_COLUMNS}` : `${width}`;
  return new BundleError(`${path}, record ${record}: expected ${expected} cells, got ${got}.`, 'Give every record a cell a column, and put cells that hold the delimiter in quotes.');
}

/** Null where a column of numbers turns out to hold texts: `kinds` then holds what all columns are, for another pass. */
async function readPass(file: ByteFile, kinds: Kind[]): Promise<Table | null> {
  let stores: Store[] | undefined;
  let header: string[] | null = null;
  let isRight = true;
  for await (const batch of items(file)) {
    ({ header } = batch);
    if (kinds.length === 0) kinds.push(...Array.from({ length: batch.width }, (): Kind => 'empty'));
    if (!stores) for (const record of batch.records) noteKinds(kinds, record);
    stores ??= runsOfKinds(header, kinds).map((run) => newStore(run, kinds));
    for (const record of batch.records) {
      isRight &&= keep(stores, record, kinds);
      if (!isRight) noteKinds(kinds, record);
    }
    checkTexts(stores.reduce((sum, { texts }) => sum + texts.length, 0), file.path);
  }
  if (!isRight) return null;
  const names = uniqueNames((stores ?? []).map(({ name }) => name));
  return { header, columns: (stores ?? []).map((store, i) => columnOf(store, kinds, file.path, names[i]!)) };
}

/** The table, with kinds guessed from its first megabyte, and read once more where they were wrong. Throws BundleError for uneven records. */
export async function readCsv(file: ByteFile): Promise<Table> {
  const kinds: Kind[] = [];
  return (await readPass(file, kinds)) ?? (await readPass(file, kinds)) ?? { header: null, columns: [] };
}
