/** What names of files and variables are made of, and the splits that they name. */
import type { Column } from '../columns/column';
import type { Split } from '../manifest';

/** Lower-case words of a name: "trImgCat_50" has tr, img, cat and 50. */
export function nameWords(name: string): string[] {
  return (name.match(/\p{Lu}+(?!\p{Ll})|\p{Lu}?\p{Ll}+|\p{Lo}+|\p{N}+/gu) ?? []).map((word) => word.toLowerCase());
}

export const baseName = (path: string): string => path.slice(path.lastIndexOf('/') + 1);

/** The folder that a file lies in, with its slash; '' at the top. */
export const folderOf = (path: string): string => path.slice(0, path.lastIndexOf('/') + 1);

export const withoutEnding = (name: string): string => name.replace(/(?<=.)\.[^./]*$/, '');

const splitWords = new Map<string, Split>([
  ...['train', 'training', 'trainset', 'tr', 'restval'].map((word) => [word, 'train'] as const),
  ...['val', 'valid', 'validation', 'valset', 'dev'].map((word) => [word, 'val'] as const),
  ...['test', 'testing', 'testset', 'te'].map((word) => [word, 'test'] as const),
]);

/** Of a cell of a split column: a word, or 0, 1, 2; null where it is none. */
export function splitOfCell(cell: string): Split | null {
  const word = cell.trim().toLowerCase();
  return splitWords.get(word) ?? splitWords.get(['train', 'val', 'test'][Number(word === '' ? NaN : word)] ?? '') ?? null;
}

/** The one split that the words of a name tell; null where there is none, or several. */
export function splitInName(name: string): Split | null {
  const splits = new Set(nameWords(name).flatMap((word) => splitWords.get(word) ?? []));
  const [split] = splits;
  return splits.size === 1 && split ? split : null;
}

/** From the column's name, else the file's, else the nearest folder's. */
export function splitOfColumn({ name, path }: Column): Split | null {
  for (const part of [name, ...path.split('/').reverse()]) {
    const split = splitInName(part);
    if (split) return split;
  }
  return null;
}
