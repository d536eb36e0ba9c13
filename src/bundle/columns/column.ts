import type { ByteFile } from './byteFile';

/**
 * What every file format is opened as: columns of numbers or texts that are read by rows. A matrix is one column with
 * several numbers in a row.
 */
export interface NumberColumn {
  kind: 'numbers';
  /** Of the file in the drop, and the variable, dataset, tensor or field in it; '' where the file is one array. */
  path: string;
  name: string;
  rows: number;
  /** Numbers in a row, the product of all further sizes; 1 for a vector. */
  dims: number;
  /** As stored. */
  shape: number[];
  /** Kind and item size as in numpy without byte order: b1, i1…i8, u1…u8, f2, f4, f8. */
  dtype: string;
  /**
   * Rows [start, end), row-major, (end − start) × dims numbers. Float32Array where the stored type fits into it (f2, f4,
   * b1, i1, u1, i2, u2), else Float64Array; 64-bit integers beyond 2^53 throw. The caller owns them.
   */
  readRows(start: number, end: number): Promise<Float32Array | Float64Array>;
}

export interface TextColumn {
  kind: 'texts';
  path: string;
  name: string;
  rows: number;
  /** Rows [start, end); a missing value is ''. A list of texts in a row (Parquet, JSON) is joined with line breaks. */
  readRows(start: number, end: number): Promise<string[]>;
}

export type Column = NumberColumn | TextColumn;

export interface OpenedFile {
  path: string;
  /** For people: "numpy array", "MATLAB 7.3 file", "Parquet", … */
  format: string;
  /** In the order of the file. */
  columns: Column[];
  /** Said in the check report, e.g. "2 variables that are no matrices were left out: meta, info". */
  notes: string[];
  /** Frees what the reader holds; columns cannot be read afterwards. */
  close(): void;
}

/** Opens one file. Throws BundleError only: what was expected, what came, what to try. */
export type OpenFile = (file: ByteFile) => Promise<OpenedFile>;
