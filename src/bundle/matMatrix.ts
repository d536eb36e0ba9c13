/** Full and sparse matrices of a MATLAB file, which hold column after column, as rows. */
import { damagedMat } from './matElements';
import { numbersAt, type MatNumbers } from './matNumbers';
import { BundleError } from './problem';

export type Floats = Float32Array | Float64Array;
export type FloatsOf<T extends Floats> = (length: number) => T;

export interface MatrixPlace {
  /** A matrix element without its tag. */
  content: Uint8Array<ArrayBuffer>;
  /** Where its numbers begin. */
  dataAt: number;
  rows: number;
  columns: number;
  littleEndian: boolean;
  where: string;
}

/** Numbers of a sparse matrix once its zeros are filled in: 512 MiB as float32. */
const MOST_FILLED = 2 ** 27;

function allocate<T extends Floats>(length: number, create: FloatsOf<T>, where: string): T {
  try {
    return create(length);
  } catch (cause) {
    throw new BundleError(`${where}: expected memory for ${length} numbers, got none.`, 'Close other pages, or save fewer rows or columns.', { cause });
  }
}

/** `data`, row-major: entry (i, j) is number j·rows + i of the file. Throws BundleError unless the file holds rows × columns numbers. */
export function readFull<T extends Floats>({ content, dataAt, rows, columns, littleEndian, where }: MatrixPlace, create: FloatsOf<T>): T {
  const numbers = numbersAt(content, dataAt, littleEndian, where);
  if (numbers.length !== rows * columns) throw damagedMat(where, `${rows}×${columns} numbers`, `${numbers.length}`);
  const data = allocate(numbers.length, create, where);
  const target: Floats = data;
  for (let j = 0; j < columns; j++) {
    for (let i = 0; i < rows; i++) target[i * columns + j] = numbers.at(j * rows + i);
  }
  return data;
}

/** starts[j] is the first entry of column j; the last start is their count. */
function startsOf(starts: MatNumbers, columns: number, where: string): number[] {
  if (starts.length !== columns + 1) throw damagedMat(where, `${columns + 1} starts of columns`, `${starts.length}`);
  const all = Array.from({ length: columns + 1 }, (_, j) => starts.at(j));
  const wrong = all.findIndex((start, j) => !Number.isInteger(start) || (j === 0 ? start !== 0 : start < all[j - 1]!));
  if (wrong >= 0) throw damagedMat(where, 'starts of columns that ascend from 0', `${all[wrong]} at column ${wrong + 1}`);
  return all;
}

function fillSparse(target: Floats, { rows, columns, where }: MatrixPlace, starts: number[], places: MatNumbers, numbers: MatNumbers): void {
  for (let j = 0; j < columns; j++) {
    let before = -1;
    for (let entry = starts[j]!; entry < starts[j + 1]!; entry++) {
      const i = places.at(entry);
      if (!(Number.isInteger(i) && i > before && i < rows)) throw damagedMat(where, `ascending rows below ${rows} in column ${j + 1}`, `${i} after ${before}`);
      target[i * columns + j] = numbers.at(entry);
      before = i;
    }
  }
}

/**
 * `data`, row-major, zeros filled in: the file holds the row of each entry, the starts of the columns, and the entries.
 * Throws BundleError where these do not fit each other, and above 2^27 numbers.
 */
export function readSparse<T extends Floats>(place: MatrixPlace & { logical: boolean }, create: FloatsOf<T>): T {
  const { content, dataAt, rows, columns, littleEndian, where } = place;
  const places = numbersAt(content, dataAt, littleEndian, where);
  const startNumbers = numbersAt(content, places.end, littleEndian, where);
  const starts = startsOf(startNumbers, columns, where);
  const entries = starts[columns]!;
  const numbers = numbersAt(content, startNumbers.end, littleEndian, where, place.logical ? entries : undefined);
  if (entries > Math.min(places.length, numbers.length)) throw damagedMat(where, `${entries} entries`, `${Math.min(places.length, numbers.length)}`);
  if (rows * columns > MOST_FILLED) throw new BundleError(`${where}: expected at most ${MOST_FILLED} numbers with the zeros filled in, got ${rows}×${columns}.`, 'Save fewer rows or columns.');
  const data = allocate(rows * columns, create, where);
  fillSparse(data, place, starts, places, numbers);
  return data;
}
