/** Entries of a column's pages put together as rows. */
import { BundleError } from '../problem';
import { numbersFor } from './guarded';
import type { Page } from './parquetPages';
import { PageDamage } from './parquetRuns';
import type { ParquetField } from './parquetSchema';
import type { Reading, Stored } from './parquetTypes';

interface Rows {
  startRow(): void;
  /** null: an item that is missing. */
  item(value: Stored | null): void;
  /** The row is missing, or an empty list. */
  noItems(): void;
}

/** Tells the entries of a page to `rows`: repetition 0 starts a row, and only the highest definition has a value. */
function visitPage({ entries, repetitions, definitions, values }: Page, { maxDefinition, itemDefinition }: ParquetField, rows: Rows): void {
  let next = 0;
  for (let i = 0; i < entries; i++) {
    if (!repetitions || repetitions[i] === 0) rows.startRow();
    const definition = definitions ? definitions[i]! : maxDefinition;
    if (definition === maxDefinition) rows.item(values[next++]!);
    else if (definition >= itemDefinition) rows.item(null);
    else rows.noItems();
  }
}

/** Rows' counts of items as far as the pages tell; null for rows without any. The last row may go on where `isAll` is false. */
export function rowLengths(pages: Iterable<Page>, field: ParquetField, enough: number): (number | null)[] {
  const lengths: (number | null)[] = [];
  const count: Rows = {
    startRow: () => lengths.push(0),
    item: () => (lengths[lengths.length - 1] = (lengths.at(-1) ?? 0) + 1),
    noItems: () => (lengths[lengths.length - 1] = null),
  };
  for (const page of pages) {
    visitPage(page, field, count);
    if (lengths.slice(0, -1).filter((length) => length !== null).length >= enough) return lengths.slice(0, -1);
  }
  return lengths;
}

function differing(where: string, row: number, dims: number, got: number): BundleError {
  return new BundleError(`${where}, row ${row + 1}: expected a list of ${dims} numbers as in the first row, got ${got}.`, 'Pad the lists to one length, or save an array of fixed size.');
}

export interface GroupPlace {
  where: string;
  /** First row of the row group, and how many it has. */
  start: number;
  rows: number;
}

function checkRows(found: number, { rows }: GroupPlace): void {
  if (found !== rows) throw new PageDamage(`pages of ${found} rows in a group of ${rows}`);
}

/** 1 GiB as float32. */
const MOST_NUMBERS = 2 ** 28;

/** [rows, dims], row-major; missing numbers are NaN. Throws BundleError where a list has another length, PageDamage where rows are missing. */
export function numberRows(pages: Iterable<Page>, field: ParquetField, reading: Reading & { kind: 'numbers' }, place: GroupPlace, dims: number): Float32Array | Float64Array {
  if (place.rows * dims > MOST_NUMBERS) throw new BundleError(`${place.where}: expected at most ${MOST_NUMBERS} numbers in a row group, got ${place.rows} × ${dims}.`, 'Save smaller row groups (row_group_size=10000).');
  const target = numbersFor(place.where, reading.dtype, place.rows * dims);
  let [row, filled] = [-1, dims];
  const finishRow = () => {
    if (filled !== dims) throw differing(place.where, place.start + row, dims, filled);
  };
  const put = (number: number) => {
    if (filled >= dims) throw differing(place.where, place.start + row, dims, filled + 1);
    target[row * dims + filled++] = number;
  };
  const startRow = () => {
    finishRow();
    if (++row >= place.rows) checkRows(row + 1, place);
    filled = 0;
  };
  const noItems = () => {
    while (filled < dims) put(NaN);
  };
  for (const page of pages) visitPage(page, field, { startRow, item: (value) => put(value === null ? NaN : reading.read(value, place.where)), noItems });
  finishRow();
  checkRows(row + 1, place);
  return target;
}

/** One text a row, '' where it is missing; texts of a list are joined with line breaks. Throws PageDamage where rows are missing. */
export function textRows(pages: Iterable<Page>, field: ParquetField, reading: Reading & { kind: 'texts' }, place: GroupPlace): string[] {
  const texts: string[] = [];
  let isFirst = true;
  const item = (value: Stored | null) => {
    const text = typeof value === 'string' ? value : value === null ? '' : reading.read(value);
    if (texts.length === 0) throw new PageDamage('a list that goes on before the first row');
    texts[texts.length - 1] = isFirst ? text : `${texts.at(-1)}\n${text}`;
    isFirst = false;
  };
  const startRow = () => {
    isFirst = true;
    if (texts.push('') > place.rows) checkRows(texts.length, place);
  };
  for (const page of pages) visitPage(page, field, { startRow, item, noItems: () => undefined });
  checkRows(texts.length, place);
  return texts;
}
