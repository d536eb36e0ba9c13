/** Columns of files that are read whole. */
import type { NumberColumn, TextColumn } from './column';
import type { GrowingNumbers } from './growingNumbers';
import { checkRows } from './rowRange';

/** A vector where `dims` is 1. `numbers` holds rows × dims of them. */
export function numbersInMemory(path: string, name: string, numbers: GrowingNumbers, dims: number): NumberColumn {
  const rows = numbers.length / dims;
  const column: NumberColumn = {
    kind: 'numbers',
    path,
    name,
    rows,
    dims,
    shape: dims === 1 ? [rows] : [rows, dims],
    dtype: numbers.kind,
    async readRows(start, end) {
      checkRows(column, start, end);
      return numbers.slice(start * dims, end * dims);
    },
  };
  return column;
}

export function textsInMemory(path: string, name: string, texts: string[]): TextColumn {
  const column: TextColumn = {
    kind: 'texts',
    path,
    name,
    rows: texts.length,
    async readRows(start, end) {
      checkRows(column, start, end);
      return texts.slice(start, end);
    },
  };
  return column;
}
