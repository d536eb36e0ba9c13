/** Sparse matrices that lie by columns (CSC) or without order (COO), brought into rows. */
import { damagedSparse } from './sparseRows';
import type { Numbers } from './storedNumbers';

export interface Triplets {
  /** Of each entry. */
  rowOf: Numbers;
  columnOf: Numbers;
  values: Numbers;
}

/** More rows than these beyond 16 an entry would take memory that the file has no bytes for. */
const EMPTY_ROWS = 1_000_000;

/** The column of each entry, from where each column's entries start. Throws BundleError where the starts do not ascend to the entries. */
export function columnsOfEntries(starts: Numbers, entries: number, where: string): Numbers {
  const columnOf = new Float64Array(entries);
  let at = 0;
  for (let column = 0; column + 1 < starts.length; column++) {
    const [start, end] = [starts[column]!, starts[column + 1]!];
    if (start !== at || !(end >= start && end <= entries)) throw damagedSparse(where, `starts of columns that ascend to ${entries}`, `${start} before ${end}`);
    columnOf.fill(column, at, end);
    at = end;
  }
  if (at !== entries) throw damagedSparse(where, `columns of ${entries} entries`, `${at}`);
  return columnOf;
}

function startsOfRows(rowOf: Numbers, rows: number, where: string): Float64Array {
  const starts = new Float64Array(rows + 1);
  for (const row of rowOf) {
    if (!(row >= 0 && row < rows)) throw damagedSparse(where, `rows from 0 to ${rows - 1}`, `${row}`);
    starts[row + 1]!++;
  }
  for (let row = 0; row < rows; row++) starts[row + 1]! += starts[row]!;
  return starts;
}

/** Entries sorted by row, in their order within a row. Throws BundleError for entries outside of the rows, and for far more rows than entries. */
export function inRows({ rowOf, columnOf, values }: Triplets, rows: number, where: string): { starts: Numbers; columns: Numbers; values: Numbers } {
  const count = values.length;
  if (rows > 16 * count + EMPTY_ROWS) throw damagedSparse(where, `at most ${16 * count + EMPTY_ROWS} rows of ${count} entries`, `${rows}`);
  const starts = startsOfRows(rowOf, rows, where);
  const next = starts.slice();
  const columns = new Float64Array(count);
  const sorted = values.slice();
  for (let i = 0; i < count; i++) {
    const at = next[rowOf[i]!]!++;
    columns[at] = columnOf[i]!;
    sorted[at] = values[i]!;
  }
  return { starts, columns, values: sorted };
}
