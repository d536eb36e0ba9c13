import { BundleError } from '../problem';

/** At a time: a gigabyte of doubles. */
export const MOST_NUMBERS = 2 ** 27;

/** How errors name a column. */
export const placeOf = ({ path, name }: { path: string; name: string }): string => (name === '' ? path : `${path}, ${name}`);

/** Throws BundleError unless rows [start, end) lie in a column of `rows`. */
export function checkRange(where: string, rows: number, start: number, end: number): void {
  if (Number.isSafeInteger(start) && Number.isSafeInteger(end) && start >= 0 && start <= end && end <= rows) return;
  throw new BundleError(`${where}: expected rows between 0 and ${rows}, got ${start} to ${end}.`, 'The file has changed, or is not the one that was opened: choose it again.');
}

/** Throws BundleError unless [start, end) are rows of the column and few enough to be held at once. */
export function checkRows(column: { path: string; name: string; rows: number; dims?: number }, start: number, end: number): void {
  const { rows, dims = 1 } = column;
  checkRange(placeOf(column), rows, start, end);
  if ((end - start) * dims > MOST_NUMBERS) throw new BundleError(`${placeOf(column)}: expected at most ${MOST_NUMBERS} numbers at a time, got ${end - start} rows of ${dims}.`, 'Rows of so many numbers are no features: check the shape of the array.');
}
