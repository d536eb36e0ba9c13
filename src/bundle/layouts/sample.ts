/** The first rows of a column, few enough to be read at once. */
import type { Column, NumberColumn, TextColumn } from '../columns/column';

const MOST_ROWS = 256;
export const MOST_NUMBERS = 2 ** 20;

/** None of a column with more than MOST_NUMBERS in a row. */
function sampled(column: Column): number {
  const fitting = column.kind === 'texts' || column.dims === 0 ? MOST_ROWS : Math.floor(MOST_NUMBERS / column.dims);
  return Math.min(column.rows, MOST_ROWS, fitting);
}

export const readTexts = (column: TextColumn): Promise<string[]> => column.readRows(0, sampled(column));

/** [rows, dims], row-major. */
export const readNumbers = async (column: NumberColumn): Promise<number[]> => Array.from(await column.readRows(0, sampled(column)));

export const readSample = async (column: Column): Promise<(string | number)[]> => (column.kind === 'texts' ? readTexts(column) : readNumbers(column));
