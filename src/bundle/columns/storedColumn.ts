/** A column of numbers that lie in a file as they are. */
import { UnsupportedArray } from '../npyHeader';
import type { ByteFile } from './byteFile';
import type { NumberColumn } from './column';
import { fortranRows, type ReadRowBytes } from './fortranRows';
import { checkRows, placeOf } from './rowRange';
import { columnType, itemBytes, storedNumbers, type StoredType } from './storedNumbers';

export interface StoredArray {
  path: string;
  name: string;
  /** At least 1-D; shape × item size are in the file from `start` on. */
  shape: number[];
  type: StoredType;
  bigEndian: boolean;
  fortranOrder: boolean;
  /** Byte of the first item in the file. */
  start: number;
}

function checkedDims(array: StoredArray): number {
  const dims = array.shape.slice(1).reduce((product, size) => product * size, 1);
  if (array.shape.length > 0 && dims > 0 && Number.isSafeInteger(dims)) return dims;
  const advice = 'Save an array with rows of at least one number each: rows are items, all further sizes features.';
  throw new UnsupportedArray(`${placeOf(array)}: expected a vector or matrix, got shape (${array.shape.join(', ')}).`, advice);
}

/** Only the rows that are asked for are read. Throws UnsupportedArray for a single number and for rows of no numbers. */
export function storedColumn(file: ByteFile, array: StoredArray): NumberColumn {
  const { path, name, shape, type, start } = array;
  const dims = checkedDims(array);
  const rowBytes = dims * itemBytes(type);
  const inRowOrder: ReadRowBytes = (from, to) => file.read(start + from * rowBytes, start + to * rowBytes);
  const readBytes = array.fortranOrder && shape.length > 1 ? fortranRows(file, start, shape, itemBytes(type)) : inRowOrder;
  const column: NumberColumn = {
    kind: 'numbers',
    path,
    name,
    rows: shape[0]!,
    dims,
    shape,
    dtype: columnType(type),
    async readRows(from, to) {
      checkRows(column, from, to);
      return storedNumbers(await readBytes(from, to), type, array.bigEndian, placeOf(column));
    },
  };
  return column;
}
