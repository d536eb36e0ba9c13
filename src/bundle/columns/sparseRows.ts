/** Rows of a sparse matrix in compressed rows (CSR), filled in densely on reading. */
import { BundleError } from '../problem';
import type { NumberColumn } from './column';
import { checkRows, placeOf } from './rowRange';
import type { Numbers } from './storedNumbers';

export interface CompressedRows {
  rows: number;
  dims: number;
  /** dtype of the values. */
  dtype: string;
  /** Row r has the entries starts[r] to starts[r + 1]; rows + 1 numbers. */
  starts: Numbers;
  entries(from: number, to: number): Promise<{ columns: Numbers; values: Numbers }>;
}

/** A row of more is no feature vector: it would take memory that the file has no bytes for. */
export const MOST_SPARSE_DIMS = 2 ** 20;

const RESAVE = 'Save it again with scipy.sparse.save_npz(path, matrix.tocsr()).';

export function damagedSparse(where: string, expected: string, got: string): BundleError {
  return new BundleError(`${where}: reading a sparse matrix: expected ${expected}, got ${got}.`, RESAVE);
}

function checkStarts({ starts, rows }: CompressedRows, entries: number, where: string): void {
  if (starts.length !== rows + 1) throw damagedSparse(where, `${rows + 1} starts of rows`, `${starts.length}`);
  if (starts[0] !== 0 || starts[rows] !== entries) throw damagedSparse(where, `rows from entry 0 to ${entries}`, `${starts[0]} to ${starts[rows]}`);
  const back = starts.findIndex((start, row) => row > 0 && !(Number.isInteger(start) && start >= starts[row - 1]!));
  if (back !== -1) throw damagedSparse(where, 'starts of rows that ascend', `${starts[back - 1]} before ${starts[back]}`);
}

/**
 * The matrix as a column; values at the same place are added, as scipy does. `entries` is their number.
 * Throws BundleError where the starts do not fit the rows and entries, and above 2^20 columns.
 */
export function sparseColumn(path: string, name: string, matrix: CompressedRows, entries: number): NumberColumn {
  const { rows, dims, dtype, starts } = matrix;
  const where = placeOf({ path, name });
  if (!(dims >= 1 && dims <= MOST_SPARSE_DIMS)) throw damagedSparse(where, `1 to ${MOST_SPARSE_DIMS} columns`, `${dims}`);
  checkStarts(matrix, entries, where);
  const column: NumberColumn = {
    kind: 'numbers',
    path,
    name,
    rows,
    dims,
    shape: [rows, dims],
    dtype,
    async readRows(start, end) {
      checkRows(column, start, end);
      const first = starts[start]!;
      const { columns, values } = await matrix.entries(first, starts[end]!);
      const length = (end - start) * dims;
      const dense = values instanceof Float32Array ? new Float32Array(length) : new Float64Array(length);
      for (let row = start; row < end; row++) {
        for (let i = starts[row]! - first; i < starts[row + 1]! - first; i++) {
          const place = columns[i]!;
          if (!(place >= 0 && place < dims)) throw damagedSparse(where, `columns from 0 to ${dims - 1}`, `${place}`);
          dense[(row - start) * dims + place]! += values[i]!;
        }
      }
      return dense;
    },
  };
  return column;
}
