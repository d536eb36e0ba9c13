/** Pictures of a drop, by the names that tables give them. */
import type { OpenedFile, TextColumn } from '../columns/column';
import { baseName, folderOf, nameWords, withoutEnding } from './columnNames';

const PICTURE = /\.(jpe?g|png|webp|gif|bmp|avif)$/i;
const MADE_BY_SYSTEMS = /(^|\/)(__MACOSX\/|\.)/;

export const isPicture = (path: string): boolean => PICTURE.test(path) && !MADE_BY_SYSTEMS.test(path);

/** The path of the picture that a cell names; null where none or several fit. */
export type PictureFinder = (cell: string) => string | null;

function collect(paths: string[], key: (path: string) => string): Map<string, string[]> {
  const found = new Map<string, string[]>();
  for (const path of paths) {
    const same = found.get(key(path));
    if (same) same.push(path);
    else found.set(key(path), [path]);
  }
  return found;
}

const only = (paths: string[]): string | null => (paths.length === 1 ? paths[0]! : null);

/** "a.jpg#0" names caption 0 of a.jpg, as in Flickr8k. */
const cleaned = (cell: string): string => cell.trim().replaceAll('\\', '/').replace(/^(\.?\/)+/, '').replace(/#\d+$/, '');

/** Cells may hold the path, its end, more than it, or the base name with or without ending. */
export function pictureFinder(paths: string[]): PictureFinder {
  const exact = new Set(paths);
  const byBase = collect(paths, baseName);
  const byStem = collect(paths, (path) => withoutEnding(baseName(path)));
  return (cell) => {
    const name = cleaned(cell);
    if (name === '') return null;
    if (exact.has(name)) return name;
    const same = byBase.get(baseName(name)) ?? byStem.get(baseName(name)) ?? [];
    const nested = same.filter((path) => `/${path}`.endsWith(`/${name}`) || `/${name}`.endsWith(`/${path}`) || `/${withoutEnding(path)}`.endsWith(`/${name}`));
    return only(nested) ?? only(same);
  };
}

function textColumn(name: string, values: string[]): TextColumn {
  return { kind: 'texts', path: PICTURE_LIST, name, rows: values.length, readRows: async (start, end) => values.slice(start, end) };
}

/** Path of the list of pictures among the opened files; no file has it. */
export const PICTURE_LIST = '';

/**
 * The pictures among the paths of a drop as a table, in the order of their names: "picture" (path), "folder" (the
 * nearest one's name) and "file name" (its words, for captions). It goes among the opened files; null where there are no pictures.
 */
export function openPictureList(paths: string[]): OpenedFile | null {
  const pictures = paths.filter(isPicture).sort();
  if (pictures.length === 0) return null;
  const columns = [
    textColumn('picture', pictures),
    textColumn('folder', pictures.map((path) => baseName(folderOf(path).slice(0, -1)))),
    textColumn('file name', pictures.map((path) => nameWords(withoutEnding(baseName(path))).join(' '))),
  ];
  return { path: PICTURE_LIST, format: 'pictures', columns, notes: [], close: () => undefined };
}
