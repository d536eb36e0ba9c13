/** Columns by the names that a mapping gives, those that are taken from another column's texts included. */
import type { Column, OpenedFile, TextColumn } from '../columns/column';
import { baseName, folderOf, splitInName } from './columnNames';
import type { ColumnRef } from './mapping';
import { PICTURE_LIST, pictureFinder, type PictureFinder } from './pictureNames';

/**
 * What is taken from a cell: a tab-separated field, counted from 1; the path of the picture of the drop that it names, itself where none;
 * the nearest folder, or the split that the folders name, of that picture, or else of the cell's own path.
 */
export type Taken = `field ${number}` | 'picture' | 'folder' | 'split';

export const refOf = ({ path, name }: Column): ColumnRef => ({ path, name });

export const takenRef = ({ path, name }: ColumnRef, taken: Taken): ColumnRef => ({ path, name: name === '' ? taken : `${name}, ${taken}` });

/** A column of as many rows as `base`, each text changed by `take`. */
export function derivedColumn(base: TextColumn, name: string, take: (cell: string) => string | Promise<string>): TextColumn {
  return { ...base, name, readRows: async (start, end) => Promise.all((await base.readRows(start, end)).map(take)) };
}

const finders = new WeakMap<Column, Promise<PictureFinder>>();

function finderOf(opened: OpenedFile[]): Promise<PictureFinder> {
  const pictures = opened.find(({ path }) => path === PICTURE_LIST)?.columns[0];
  if (pictures?.kind !== 'texts') return Promise.resolve(pictureFinder([]));
  const known = finders.get(pictures) ?? pictures.readRows(0, pictures.rows).then(pictureFinder);
  finders.set(pictures, known);
  return known;
}

const splitOfFolders = (path: string): string => folderOf(path).split('/').reverse().map(splitInName).find((split) => split !== null) ?? '';

function take(opened: OpenedFile[], base: TextColumn, name: string, taken: string): TextColumn {
  const pathOf = async (cell: string): Promise<string | null> => (await finderOf(opened))(cell);
  if (taken === 'picture') return derivedColumn(base, name, async (cell) => (await pathOf(cell)) ?? cell);
  if (taken === 'folder') return derivedColumn(base, name, async (cell) => baseName(folderOf((await pathOf(cell)) ?? cell).slice(0, -1)));
  if (taken === 'split') return derivedColumn(base, name, async (cell) => splitOfFolders((await pathOf(cell)) ?? cell));
  const field = Number(taken.slice('field '.length)) - 1;
  return derivedColumn(base, name, (cell) => cell.split('\t')[field]?.trim() ?? '');
}

/** The column of a mapping; undefined where the files do not have it. Several things may be taken in turn: "image, field 1, picture". */
export function findColumn(opened: OpenedFile[], { path, name }: ColumnRef): Column | undefined {
  const own = opened.filter((file) => file.path === path).flatMap(({ columns }) => columns).find((column) => column.name === name);
  const [, before = '', taken] = /^(?:(.*), )?(picture|folder|split|field [1-9]\d{0,3})$/s.exec(name) ?? [];
  if (own || taken === undefined) return own;
  const base = findColumn(opened, { path, name: before });
  return base?.kind === 'texts' ? take(opened, base, name, taken) : undefined;
}
