/** The first rows of a column, few enough to be read at once. */
import type { Column, NumberColumn, TextColumn } from '../columns/column';

const MOST_ROWS = 256;
const MOST_NUMBERS = 2 ** 20;

const sampled = (column: Column): number => Math.min(column.rows, MOST_ROWS, column.kind === 'texts' ? MOST_ROWS : Math.max(1, Math.floor(MOST_NUMBERS / Math.max(1, column.dims))));

export const readTexts = (column: TextColumn): Promise<string[]> => column.readRows(0, sampled(column));

/** [rows, dims], row-major. */
export const readNumbers = async (column: NumberColumn): Promise<number[]> => Array.from(await column.readRows(0, sampled(column)));

export const readSample = async (column: Column): Promise<(string | number)[]> => (column.kind === 'texts' ? readTexts(column) : readNumbers(column));
