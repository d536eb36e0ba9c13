/** Columns of classes as they were read, and what counts as a missing class. */
import { BundleError } from '../problem';

/** One part's column: [rows] texts with dims 1, or numbers [rows, dims], row-major. */
export interface LabelColumn {
  values: Float64Array | Float32Array | string[];
  dims: number;
}

export const MOST_CLASSES = 100_000;

const ADVICE = 'Give each row the number or the name of its class, or a matrix with one column a class and 1 where a row has it.';

export const unfit = (expected: string, got: string, advice = ADVICE): BundleError => new BundleError(`Classes: expected ${expected}, got ${got}.`, advice);

export const rowsOf = (columns: LabelColumn[]): number => columns.reduce((rows, { values, dims }) => rows + values.length / dims, 0);

/** Throws BundleError where the parts differ. */
export function commonDims(columns: LabelColumn[]): number {
  const dims = columns[0]?.dims ?? 1;
  const other = columns.find((column) => column.dims !== dims);
  if (other) throw unfit(`${dims} numbers a row in every part`, `${other.dims}`, 'Save the classes of all parts in the same way.');
  return dims;
}

const WHOLE = /^\s*[+-]?\d{1,15}(\.0*)?\s*$/;

const isMissingText = (text: string): boolean => /^\s*(nan|none|null|n\/a)?\s*$/i.test(text);

function wholeNumbers(values: LabelColumn['values']): Float64Array | Float32Array | null {
  if (!Array.isArray(values)) return values;
  if (!values.every((text) => WHOLE.test(text) || isMissingText(text))) return null;
  return Float64Array.from(values, (text) => (isMissingText(text) ? NaN : Number(text)));
}

/** The numbers of vectors, texts of whole numbers included; null where there are other texts. */
export function numbersOf(columns: LabelColumn[]): (Float64Array | Float32Array)[] | null {
  const numbers: (Float64Array | Float32Array)[] = [];
  for (const { values } of columns) {
    const own = wholeNumbers(values);
    if (!own) return null;
    numbers.push(own);
  }
  return numbers;
}

/** Numbers by their digits; a missing one is ''. */
export function textsOf(columns: LabelColumn[]): string[][] {
  return columns.map(({ values }) => Array.from<number | string, string>(values, (value) => (typeof value === 'string' ? (isMissingText(value) ? '' : value.trim()) : isMissing(value) ? '' : `${value}`)));
}

export const isMissing = (value: number): boolean => Number.isNaN(value) || value === -1;

/** Ascending, without the missing ones. Throws BundleError for fractions and for more than MOST_CLASSES. */
export function distinctNumbers(parts: (Float64Array | Float32Array)[]): number[] {
  const distinct = new Set<number>();
  for (const values of parts) {
    values.forEach((value, row) => {
      if (isMissing(value) || distinct.has(value)) return;
      if (!Number.isSafeInteger(value)) throw unfit('whole numbers', `${value} at row ${row + 1}`);
      distinct.add(value);
      if (distinct.size > MOST_CLASSES) throw unfit(`at most ${MOST_CLASSES} of them`, 'more', 'Choose another column: this one may count the rows.');
    });
  }
  return [...distinct].sort((a, b) => a - b);
}
