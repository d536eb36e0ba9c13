/** Rows that are zero almost everywhere, e.g. counts of words: compressed sparse rows. */
export interface SparseRows {
  /** float64: the values of row r from starts[r] to starts[r + 1]. */
  values: Float64Array;
  /** int32, the column of each value. */
  columns: Int32Array;
  /** int32 [rows + 1] */
  starts: Int32Array;
  rows: number;
  dims: number;
}

/** AᵀA·B, float64 [dims, k], of sparse A [rows, dims] and B [dims, k], row-major: row by row, so A·B is never held. */
export function gramTimes({ values, columns, starts, rows, dims }: SparseRows, B: Float64Array, k: number): Float64Array {
  const product = new Float64Array(dims * k);
  const projected = new Float64Array(k);
  for (let r = 0; r < rows; r++) {
    projected.fill(0);
    for (let at = starts[r]!; at < starts[r + 1]!; at++) {
      const from = columns[at]! * k;
      for (let c = 0; c < k; c++) projected[c]! += values[at]! * B[from + c]!;
    }
    for (let at = starts[r]!; at < starts[r + 1]!; at++) {
      const to = columns[at]! * k;
      for (let c = 0; c < k; c++) product[to + c]! += values[at]! * projected[c]!;
    }
  }
  return product;
}
