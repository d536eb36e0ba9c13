/** The columns of a drop by what they hold, and those that stand beside features. */
import type { Column, NumberColumn, OpenedFile, TextColumn } from '../../bundle/columns/column';
import { placeOf } from '../../bundle/columns/rowRange';
import type { OpenedDrop } from '../../bundle/dropped';
import { PICTURE_LIST } from '../../bundle/layouts/pictureNames';
import { roleOfColumn } from '../../bundle/layouts/roleNames';
import { BundleError } from '../../bundle/problem';
import type { Beside } from './numberInput';

export interface Found {
  column: Column;
  file: OpenedFile;
}

export type FoundNumbers = Found & { column: NumberColumn };
export type FoundTexts = Found & { column: TextColumn };

/** Of all files but the list of pictures. */
export const columnsOf = ({ opened }: OpenedDrop): Found[] => opened.filter(({ path }) => path !== PICTURE_LIST).flatMap((file) => file.columns.map((column) => ({ column, file })));

export const isTexts = (found: Found): found is FoundTexts => found.column.kind === 'texts';
const isNumbers = (found: Found): found is FoundNumbers => found.column.kind === 'numbers';
export const isWide = (found: Found): found is FoundNumbers => isNumbers(found) && found.column.dims > 1;

export const roleOf = ({ column, file }: Found) => roleOfColumn(column, file);
const isEncoder = ({ column }: Found): boolean => column.kind === 'texts' && /^(image|text)?_?encoder$/i.test(column.name);

/** Columns beside features of so many rows; those of the same file come first. */
export function besideOf(all: Found[], { column, file }: FoundNumbers): Beside {
  const same = all.filter((other) => other.column !== column && other.column.rows === column.rows).sort((a, b) => Number(b.file === file) - Number(a.file === file));
  const texts = same.filter(isTexts).filter((other) => !isEncoder(other));
  const ids = [...texts, ...same.filter(isNumbers).filter((other) => other.column.dims === 1)];
  const id = ids.find((other) => roleOf(other) === 'id') ?? texts.find((other) => roleOf(other) === 'imageName');
  const caption = texts.find((other) => roleOf(other) === 'caption') ?? texts.find((other) => other !== id && roleOf(other) === null);
  return { id: id?.column ?? null, caption: caption?.column ?? null, encoder: same.filter(isTexts).find(isEncoder)?.column ?? null };
}

/** Throws BundleError where a file of texts has other rows than the features beside it: it belongs to something else. */
export function checkBeside(all: Found[], features: NumberColumn[]): void {
  const [first] = features;
  const strange = all.filter(isTexts).find(({ column }) => !features.some(({ rows }) => rows === column.rows));
  if (!first || !strange) return;
  const { column } = strange;
  throw new BundleError(`${placeOf(column)}: expected ${first.rows} rows, as ${placeOf(first)} has, got ${column.rows}.`, 'Add texts that belong to other items on their own.');
}
