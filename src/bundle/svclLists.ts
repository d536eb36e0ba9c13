/** Lists beside the features of the Wikipedia benchmark: the pairs of each split in the order of the rows, and the classes. */
import { decodeText } from './json';
import { besideOf } from './path';
import { BundleError } from './problem';

export type ReadFile = (path: string) => Promise<Uint8Array<ArrayBuffer>>;

/** Rows of the training and of the test features. */
export interface SplitRows {
  train: number;
  test: number;
}

export interface ListedPair {
  textId: string;
  imageId: string;
  /** 0-based; the file counts from 1. */
  label: number;
  /** File and line, for messages. */
  place: string;
}

const IN_ORDER = 'Write one line a pair, in the order of the rows.';

/** Those in the folder of `beside` whose names match. */
function filesBeside(beside: string, paths: string[], pattern: RegExp): string[] {
  const folder = besideOf(beside, '');
  return paths.filter((path) => path.startsWith(folder) && pattern.test(path.slice(folder.length)));
}

function linesOf(bytes: Uint8Array, path: string): string[] {
  const lines = decodeText(bytes, path).split(/\r?\n/);
  while (lines.at(-1)?.trim() === '') lines.pop();
  return lines;
}

function parsePair(line: string, place: string): ListedPair {
  const [textId = '', imageId = '', number = '', ...rest] = line.split('\t').map((part) => part.trim());
  if (textId !== '' && imageId !== '' && rest.length === 0 && /^[1-9]\d{0,5}$/.test(number)) return { textId, imageId, label: Number(number) - 1, place };
  throw new BundleError(`${place}: expected text id, image id and class from 1, with tabs between, got ${JSON.stringify(line.slice(0, 80))}.`, IN_ORDER);
}

async function readPairs(read: ReadFile, path: string, rows: number, variable: string): Promise<ListedPair[]> {
  const lines = linesOf(await read(path), path);
  if (lines.length !== rows) throw new BundleError(`${path}: expected ${rows} lines, one for each row of ${variable}, got ${lines.length}.`, IN_ORDER);
  return lines.map((line, i) => parsePair(line, `${path}, line ${i + 1}`));
}

/**
 * The pairs of `*train*_txt_img_cat.list` and then `*test*_txt_img_cat.list` beside a .mat file; undefined where there
 * is neither. Throws BundleError where one is missing or comes twice, and naming the line that is no pair.
 */
export async function readLists(read: ReadFile, matPath: string, paths: string[], rows: SplitRows): Promise<ListedPair[] | undefined> {
  const trains = filesBeside(matPath, paths, /^[^/]*train[^/]*_txt_img_cat\.list$/i);
  const tests = filesBeside(matPath, paths, /^[^/]*test[^/]*_txt_img_cat\.list$/i);
  const found = [...trains, ...tests];
  const [train, test, ...more] = found;
  if (train === undefined) return undefined;
  if (test === undefined || more.length > 0 || trains.length !== 1) {
    throw new BundleError(`Classes for ${matPath}: expected one *train*_txt_img_cat.list and one *test*_txt_img_cat.list beside it, got ${found.slice(0, 5).join(', ')}.`, 'Keep the two lists of this file beside it, and no others.');
  }
  return [...(await readPairs(read, train, rows.train, 'I_tr')), ...(await readPairs(read, test, rows.test, 'I_te'))];
}

/** Class names in their order from `categories.list`, one a line; undefined where there is none. Throws BundleError for an empty or repeated one. */
export async function readCategories(read: ReadFile, matPath: string, paths: string[]): Promise<{ path: string; names: string[] } | undefined> {
  const [path] = filesBeside(matPath, paths, /^categories\.list$/i);
  if (path === undefined) return undefined;
  const names = linesOf(await read(path), path).map((line) => line.trim());
  const seen = new Set<string>();
  names.forEach((name, i) => {
    if (name === '' || seen.has(name)) throw new BundleError(`${path}, line ${i + 1}: expected a class name of its own, got ${JSON.stringify(name)}.`, 'Write every name once, one a line.');
    seen.add(name);
  });
  return { path, names };
}
