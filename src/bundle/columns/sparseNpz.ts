/** Matrices of scipy.sparse.save_npz. */
import { headerSpan } from '../npyHeader';
import type { ByteFile } from './byteFile';
import type { NumberColumn } from './column';
import { npyColumn } from './npyColumns';
import { columnsOfEntries, inRows } from './sparseOrder';
import { damagedSparse, sparseColumn, type CompressedRows } from './sparseRows';
import { MOST_NUMBERS } from './rowRange';
import type { Numbers } from './storedNumbers';

/** The arrays of an archive by their names. */
export type NpzArrays = Map<string, ByteFile>;

const LONGEST_FORMAT = 4096;

export const isSparse = (arrays: NpzArrays): boolean => ['format', 'shape', 'data'].every((name) => arrays.has(name));

async function formatOf(file: ByteFile, path: string): Promise<string> {
  const bytes = await file.read(0, Math.min(LONGEST_FORMAT, file.size));
  const { to } = headerSpan(bytes, `${path}, format`);
  return String.fromCharCode(...bytes.subarray(to)).replaceAll('\0', '');
}

async function vector(arrays: NpzArrays, path: string, name: string): Promise<NumberColumn> {
  const file = arrays.get(name);
  if (!file) throw damagedSparse(path, `an array ${name}`, `only ${[...arrays.keys()].join(', ')}`);
  const column = await npyColumn(file, path, name);
  if (column.dims !== 1 || column.rows > MOST_NUMBERS) throw damagedSparse(`${path}, ${name}`, `a vector of at most ${MOST_NUMBERS} numbers`, `shape (${column.shape.join(', ')})`);
  return column;
}

async function numbers(arrays: NpzArrays, path: string, name: string, length?: number): Promise<Numbers> {
  const column = await vector(arrays, path, name);
  if (length !== undefined && column.rows !== length) throw damagedSparse(`${path}, ${name}`, `${length} numbers`, `${column.rows}`);
  return column.readRows(0, column.rows);
}

async function shapeOf(arrays: NpzArrays, path: string): Promise<{ rows: number; dims: number }> {
  const [rows, dims] = await numbers(arrays, path, 'shape', 2);
  if (Number.isSafeInteger(rows) && Number.isSafeInteger(dims) && rows! >= 0) return { rows: rows!, dims: dims! };
  throw damagedSparse(`${path}, shape`, 'two whole numbers', `${rows}, ${dims}`);
}

/** The entries stay in the file; only the starts of the rows are read. */
async function fromCsr(arrays: NpzArrays, path: string, data: NumberColumn): Promise<CompressedRows> {
  const shape = await shapeOf(arrays, path);
  const indices = await vector(arrays, path, 'indices');
  if (indices.rows !== data.rows) throw damagedSparse(`${path}, indices`, `${data.rows} numbers`, `${indices.rows}`);
  const starts = await numbers(arrays, path, 'indptr', shape.rows + 1);
  const entries: CompressedRows['entries'] = async (from, to) => ({ columns: await indices.readRows(from, to), values: await data.readRows(from, to) });
  return { ...shape, dtype: data.dtype, starts, entries };
}

/** Everything is read and sorted by rows. */
async function fromUnordered(arrays: NpzArrays, path: string, data: NumberColumn, byColumns: boolean): Promise<CompressedRows> {
  const shape = await shapeOf(arrays, path);
  const values = await data.readRows(0, data.rows);
  const count = values.length;
  const rowOf = await numbers(arrays, path, byColumns ? 'indices' : 'row', count);
  const columnOf = byColumns ? columnsOfEntries(await numbers(arrays, path, 'indptr', shape.dims + 1), count, path) : await numbers(arrays, path, 'col', count);
  const ordered = inRows({ rowOf, columnOf, values }, shape.rows, path);
  const entries: CompressedRows['entries'] = async (from, to) => ({ columns: ordered.columns.subarray(from, to), values: ordered.values.subarray(from, to) });
  return { ...shape, dtype: data.dtype, starts: ordered.starts, entries };
}

/** One column. Throws BundleError for other formats than csr, csc and coo, and where the arrays do not fit each other. */
export async function sparseNpzColumn(arrays: NpzArrays, path: string): Promise<NumberColumn> {
  const format = await formatOf(arrays.get('format')!, path);
  if (!['csr', 'csc', 'coo'].includes(format)) throw damagedSparse(path, 'format csr, csc or coo', JSON.stringify(format.slice(0, 20)));
  const data = await vector(arrays, path, 'data');
  const matrix = format === 'csr' ? await fromCsr(arrays, path, data) : await fromUnordered(arrays, path, data, format === 'csc');
  return sparseColumn(path, '', matrix, data.rows);
}
