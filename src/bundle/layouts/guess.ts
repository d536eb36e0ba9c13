/** What the detectors of layouts share: the drop, the words for columns, and the guess that is made of roles. */
import type { Column, OpenedFile } from '../columns/column';
import type { Split } from '../manifest';
import { baseName } from './columnNames';
import { refOf } from './findColumn';
import { defaultSplits, type ColumnRef, type Guess, type LayoutName, type Part, type Role } from './mapping';
import { PICTURE_LIST } from './pictureNames';

/** What was dropped: `columns` are those of `opened` in the order of paths; `paths` are of all files, pictures too. */
export interface Drop {
  opened: OpenedFile[];
  columns: Column[];
  paths: string[];
  name: string;
}

/** Takes the drop for its layout, or does not: null. */
export type Detector = (drop: Drop) => Guess | null | Promise<Guess | null>;

export function nameOf({ path, name }: ColumnRef): string {
  if (path === PICTURE_LIST) return `"${name}" of the pictures`;
  return name === '' ? path : `${name} of ${baseName(path)}`;
}

/** "2173 × 128", "2173 texts". */
export function sizeOf(column: Column): string {
  if (column.kind === 'texts') return `${column.rows} texts`;
  return column.dims === 1 ? `${column.rows} numbers` : `${column.rows} × ${column.dims}`;
}

export const allRoles: readonly Role[] = ['image', 'text', 'labels', 'caption', 'id', 'split', 'imageId', 'imageName', 'url'];

export type PartColumns = Partial<Record<Role, Column | ColumnRef>>;

const isColumn = (ref: Column | ColumnRef): ref is Column => 'rows' in ref;

export function partOf(split: Split | null, columns: PartColumns): Part {
  const roles: Part['roles'] = {};
  for (const role of allRoles) {
    const ref = columns[role];
    if (ref) roles[role] = isColumn(ref) ? refOf(ref) : ref;
  }
  return { split, roles };
}

export interface Understood {
  parts: Part[];
  reasons: string[];
  doubts?: string[];
  labels?: Guess['mapping']['labels'];
  classNames?: string[] | null;
  captionsPerImage?: number;
}

/** Certain where there are no doubts. */
export function guessOf(layout: LayoutName, name: string, { parts, reasons, doubts = [], labels = null, classNames = null, captionsPerImage = 1 }: Understood): Guess {
  return { mapping: { layout, name, parts, labels, classNames, captionsPerImage, splits: { ...defaultSplits } }, certain: doubts.length === 0, reasons, doubts };
}

const order: Split[] = ['train', 'val', 'test'];

export const bySplit = (a: { split: Split | null }, b: { split: Split | null }): number => (a.split ? order.indexOf(a.split) : 3) - (b.split ? order.indexOf(b.split) : 3);

/** "train, val and test". */
export function listed(words: string[]): string {
  return words.length < 2 ? (words[0] ?? 'none') : `${words.slice(0, -1).join(', ')} and ${words.at(-1)}`;
}

/** The first five, and how many there are. */
export const some = (words: string[]): string => (words.length > 5 ? `${words.slice(0, 5).join(', ')}, … (${words.length})` : listed(words));
