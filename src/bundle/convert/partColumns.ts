/** The columns that a mapping's parts name, found in the opened files. */
import type { Column, NumberColumn, OpenedFile, TextColumn } from '../columns/column';
import { findColumn } from '../layouts/findColumn';
import type { ColumnRef, Mapping, Part, Role } from '../layouts/mapping';
import type { Split } from '../manifest';
import { BundleError } from '../problem';

/** Rows that are read together: all columns have `rows`, but the image features may have a row an image. */
export interface PartColumns {
  split: Split | null;
  /** null: made of pictures. */
  image: NumberColumn | null;
  /** null: made of captions. */
  text: NumberColumn | null;
  caption: TextColumn | null;
  labels: Column | null;
  id: Column | null;
  splitNames: Column | null;
  imageId: Column | null;
  imageName: Column | null;
  url: Column | null;
  /** Rows of the texts: as many pairs, if none is left out. */
  rows: number;
}

const MAP_AGAIN = 'Choose the columns again.';

export const placeOf = ({ path, name }: ColumnRef): string => (name === '' ? path : `${path}, ${name}`);

function columnOf(opened: OpenedFile[], part: Part, role: Role): Column | null {
  const ref = part.roles[role];
  if (!ref) return null;
  const column = findColumn(opened, ref);
  if (!column) throw new BundleError(`${placeOf(ref)}: expected a column for ${role}, got none of this name.`, MAP_AGAIN);
  return column;
}

function numbersOf(opened: OpenedFile[], part: Part, role: Role): NumberColumn | null {
  const column = columnOf(opened, part, role);
  if (column?.kind === 'texts') throw new BundleError(`${placeOf(column)}: expected numbers for ${role}, got texts.`, MAP_AGAIN);
  return column;
}

function textsOf(opened: OpenedFile[], part: Part, role: Role): TextColumn | null {
  const column = columnOf(opened, part, role);
  if (column?.kind === 'numbers') throw new BundleError(`${placeOf(column)}: expected texts for ${role}, got numbers.`, MAP_AGAIN);
  return column;
}

/** Throws BundleError for a column that is not there, or of the wrong kind. */
export function partColumns(opened: OpenedFile[], { parts }: Mapping): PartColumns[] {
  return parts.map((part) => {
    const columns = {
      split: part.split,
      image: numbersOf(opened, part, 'image'),
      text: numbersOf(opened, part, 'text'),
      caption: textsOf(opened, part, 'caption'),
      labels: columnOf(opened, part, 'labels'),
      id: columnOf(opened, part, 'id'),
      splitNames: columnOf(opened, part, 'split'),
      imageId: columnOf(opened, part, 'imageId'),
      imageName: columnOf(opened, part, 'imageName'),
      url: columnOf(opened, part, 'url'),
    };
    return { ...columns, rows: (columns.text ?? columns.caption ?? columns.imageName ?? columns.image)?.rows ?? 0 };
  });
}

/** Rows of a column as texts; a number by its digits, NaN as ''. Throws BundleError for several numbers a row. */
export async function readTexts(column: Column, start: number, end: number): Promise<string[]> {
  if (column.kind === 'texts') return column.readRows(start, end);
  if (column.dims !== 1) throw new BundleError(`${placeOf(column)}: expected one value a row, got ${column.dims}.`, MAP_AGAIN);
  return Array.from(await column.readRows(start, end), (value) => (Number.isNaN(value) ? '' : `${value}`));
}
