/** Sparse matrices of MATLAB 7.3: a group with the rows of the entries (ir), the starts of the columns (jc), and the entries. */
import { BundleError } from '../problem';
import type { NumberColumn } from './column';
import { numbersFor } from './guarded';
import { checkClaim, product } from './hdf5Numbers';
import { readAttribute, readBytes, type Hdf5File } from './hdf5Read';
import { dtypeOf, toNumbers } from './hdf5Types';
import { checkRange } from './rowRange';

type Floats = Float32Array | Float64Array;

interface Entries {
  /** Entries of row i are starts[i] to starts[i + 1]. */
  starts: Float64Array;
  columns: Float64Array;
  values: Floats;
}

function damaged(where: string, expected: string, got: string): BundleError {
  return new BundleError(`${where}: expected ${expected}, got ${got}.`, 'The file is damaged: save it again, or save full(…) of the matrix.');
}

function vector(file: Hdf5File, at: string, where: string): { dtype: string; read: () => Floats; length: number } {
  const metadata = file.hdf5.module.get_dataset_metadata(file.id, at);
  const place = { file, at, metadata, where };
  const dtype = dtypeOf(metadata);
  if (!dtype || metadata.shape?.length !== 1) throw damaged(where, `a vector of numbers at ${at}`, `sizes ${metadata.shape?.join(' × ')}`);
  checkClaim(place, metadata.shape);
  const length = product(metadata.shape);
  return { dtype, length, read: () => toNumbers(readBytes(place, 0, 0, length), dtype, where) };
}

/** Throws BundleError unless the starts ascend to the count of the entries, and their rows lie in the matrix. */
function checkEntries(places: Floats, starts: Floats, rows: number, where: string): void {
  const wrong = starts.findIndex((start, j) => (j === 0 ? start !== 0 : start < starts[j - 1]!));
  if (wrong >= 0 || starts.at(-1) !== places.length) throw damaged(where, `starts of columns that ascend from 0 to ${places.length}`, `${starts.at(wrong)}`);
  const outside = places.find((row) => !(row >= 0 && row < rows));
  if (outside !== undefined) throw damaged(where, `rows below ${rows}`, `${outside}`);
}

/** Entries column after column become entries row after row. */
function byRows(places: Floats, starts: Floats, values: Floats, rows: number): Entries {
  const rowStarts = new Float64Array(rows + 1);
  for (const row of places) rowStarts[row + 1]!++;
  for (let row = 0; row < rows; row++) rowStarts[row + 1]! += rowStarts[row]!;
  const next = rowStarts.slice();
  const columns = new Float64Array(places.length);
  const sorted = values.slice();
  for (let j = 0; j + 1 < starts.length; j++) {
    for (let entry = starts[j]!; entry < starts[j + 1]!; entry++) {
      const to = next[places[entry]!]!++;
      columns[to] = j;
      sorted[to] = values[entry]!;
    }
  }
  return { starts: rowStarts, columns, values: sorted };
}

const MOST_ROWS = 2 ** 28;

function rowsOf(file: Hdf5File, at: string, where: string): number {
  const { metadata, bytes } = readAttribute(file, at, 'MATLAB_sparse');
  const [rows] = toNumbers(bytes, dtypeOf(metadata) ?? 'u1', where);
  if (rows !== undefined && Number.isInteger(rows) && rows >= 0 && rows <= MOST_ROWS) return rows;
  throw damaged(where, `0 to ${MOST_ROWS} rows`, `${rows}`);
}

/** The matrix with its zeros filled in row by row as they are read. Throws BundleError where its parts do not fit each other. */
export function sparseColumn(file: Hdf5File, at: string, isLogical: boolean): NumberColumn {
  const where = `${file.path}, ${at.slice(1)}`;
  const rows = rowsOf(file, at, where);
  const starts = vector(file, `${at}/jc`, where);
  const dims = starts.length - 1;
  const parts = file.hdf5.module.get_names(file.id, at, false);
  const hasEntries = parts.includes('data') && parts.includes('ir');
  const values = hasEntries ? vector(file, `${at}/data`, where) : null;
  const places = hasEntries ? vector(file, `${at}/ir`, where) : null;
  if (dims < 0 || values?.length !== places?.length) throw damaged(where, 'as many rows as entries', `${places?.length} and ${values?.length}`);
  const dtype = isLogical ? 'b1' : (values?.dtype ?? 'f8');
  let entries: Entries | null = null;
  const open = (): Entries => {
    const [rowOf, startOf] = [places?.read() ?? new Float64Array(0), starts.read()];
    checkEntries(rowOf, startOf, rows, where);
    return byRows(rowOf, startOf, values?.read() ?? new Float64Array(0), rows);
  };
  return {
    kind: 'numbers', path: file.path, name: at.slice(1), rows, dims, shape: [rows, dims], dtype,
    async readRows(start, end) {
      checkRange(where, rows, start, end);
      const target = numbersFor(where, dtype, (end - start) * dims);
      entries ??= open();
      for (let row = start; row < end; row++) {
        for (let entry = entries.starts[row]!; entry < entries.starts[row + 1]!; entry++) target[(row - start) * dims + entries.columns[entry]!] = entries.values[entry]!;
      }
      return target;
    },
  };
}
