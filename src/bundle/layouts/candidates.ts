/** Columns with the roles that their names, and then their first rows, tell. */
import type { Column, NumberColumn, OpenedFile, TextColumn } from '../columns/column';
import type { Split } from '../manifest';
import { baseName, splitOfCell, splitOfColumn, withoutEnding } from './columnNames';
import type { Drop } from './guess';
import { refOf, takenRef } from './findColumn';
import type { ColumnRef, Role } from './mapping';
import { pictureFinder, isPicture, PICTURE_LIST, type PictureFinder } from './pictureNames';
import { roleOfColumn } from './roleNames';
import { readNumbers, readTexts } from './sample';

export interface Candidate {
  column: Column;
  /** The column, or the paths of the pictures that it names. */
  ref: ColumnRef;
  /** null: a matrix that may be features of either side, or a column of no use. */
  role: Role | null;
  /** Whether a name told the role, and not the values. */
  named: boolean;
  split: Split | null;
  /** The number at the end of the file's name, e.g. of a shard. */
  shard: number | null;
}

/** Features have several numbers a row. */
export const isMatrix = (column: Column): boolean => column.kind === 'numbers' && column.dims > 1;

const isWhole = (value: number): boolean => Number.isInteger(value) || Number.isNaN(value);

function oneMarkEach(values: number[], dims: number): boolean {
  if (values.length === 0 || !values.every((value) => value === 0 || value === 1)) return false;
  for (let start = 0; start < values.length; start += dims) {
    if (values.slice(start, start + dims).reduce<number>((sum, mark) => sum + mark, 0) !== 1) return false;
  }
  return true;
}

function fewDistinct(values: (number | string)[]): boolean {
  return values.length >= 4 && new Set(values).size <= Math.max(2, values.length / 4);
}

async function numbersRole(column: NumberColumn, named: Role | null): Promise<Role | null> {
  if (named === 'image' || named === 'text') return named;
  const values = await readNumbers(column);
  if (column.dims > 1) {
    const marks = named === 'labels' ? values.length > 0 && values.every((value) => value === 0 || value === 1 || value === -1 || Number.isNaN(value)) : oneMarkEach(values, column.dims);
    return marks ? 'labels' : null;
  }
  if (named === 'labels') return values.every(isWhole) ? 'labels' : null;
  if (named === 'split') return values.every((value) => value === 0 || value === 1 || value === 2) ? 'split' : null;
  if (named !== null) return named;
  return values.every(Number.isInteger) && fewDistinct(values) ? 'labels' : null;
}

const namesPictures = (texts: string[], find: PictureFinder): boolean => texts.length > 0 && texts.filter((text) => find(text) !== null).length >= 0.9 * texts.length;

/** Whether its cells are paths of pictures, or none's at all. */
async function namesPaths(column: Column, find: PictureFinder): Promise<boolean> {
  return column.kind !== 'texts' || (await readTexts(column)).every((text) => (find(text) ?? text) === text);
}

const wordsIn = (texts: string[]): number => texts.reduce((sum, text) => sum + text.trim().split(/\s+/).length, 0) / Math.max(1, texts.length);

async function textsRole(column: TextColumn, named: Role | null, find: PictureFinder): Promise<Role | null> {
  const texts = await readTexts(column);
  if (namesPictures(texts, find)) return 'imageName';
  if (named === 'split') return texts.length > 0 && texts.every((text) => splitOfCell(text) !== null) ? 'split' : null;
  if (named === 'imageName') return texts.some((text) => isPicture(text)) ? 'imageName' : 'id';
  if (named !== null) return named;
  if (wordsIn(texts) >= 3) return 'caption';
  return fewDistinct(texts) ? 'labels' : null;
}

const shardOf = ({ path }: Column): number | null => {
  const digits = /(\d{1,9})$/.exec(withoutEnding(baseName(path)))?.[1];
  return digits === undefined ? null : Number(digits);
};

async function candidateOf(column: Column, file: OpenedFile, find: PictureFinder): Promise<Candidate> {
  const named = roleOfColumn(column, file);
  const role = await (column.kind === 'texts' ? textsRole(column, named, find) : numbersRole(column, named));
  const ref = role === 'imageName' && !(await namesPaths(column, find)) ? takenRef(column, 'picture') : refOf(column);
  return { column, ref, role, named: role !== null && role === named, split: splitOfColumn(column), shard: shardOf(column) };
}

/** Lines that are numbers come as texts, too: those do, as they keep leading zeros. */
const isTwin = (column: Column, { columns }: OpenedFile): boolean => column.kind === 'numbers' && column.name === 'numbers' && columns[0]?.kind === 'texts' && columns[0].name === '';

/** Of all columns with rows, but those of the list of pictures, in the order of paths and names. Only first rows are read. */
export async function candidatesOf({ opened, paths }: Drop): Promise<Candidate[]> {
  const find = pictureFinder(paths.filter(isPicture));
  const columns = opened.filter(({ path }) => path !== PICTURE_LIST).flatMap((file) => file.columns.map((column) => ({ column, file })));
  const used = columns.filter(({ column, file }) => column.rows > 0 && !isTwin(column, file) && (column.kind === 'texts' || column.dims > 0));
  used.sort((a, b) => compare(a.column.path, b.column.path) || compare(a.column.name, b.column.name));
  const candidates: Candidate[] = [];
  for (const { column, file } of used) candidates.push(await candidateOf(column, file, find));
  return candidates;
}

export const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);
