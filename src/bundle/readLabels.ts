/** Classes of each item, and what training and evaluation need of classes and splits. */
import { classesOf, type ItemLabels } from '../retrieval/labels';
import type { BundleFiles } from './bundleFiles';
import type { Labels } from './dataset';
import type { Item, LabelFile } from './manifest';
import type { NpyArray } from './npy';
import { BundleError } from './problem';
import { checkShape } from './readFeatures';

const SHAPES = 'Labels of kind "index" have one class number an item, those of kind "multihot" a row an item with a column for each name in manifest.json.';

function checkType({ dtype }: NpyArray, kinds: RegExp, expected: string, path: string): void {
  if (!kinds.test(dtype)) throw new BundleError(`${path}: expected ${expected}, got ${dtype}.`, 'Save it with .astype("int32").');
}

function oneClass(array: NpyArray, names: string[], path: string): Int32Array {
  checkType(array, /^[iu]/, 'integers', path);
  return Int32Array.from(array.data, (value: number | bigint, row: number) => {
    const label = Number(value);
    if (label >= 0 && label < names.length) return label;
    throw new BundleError(`${path}: expected classes 0 to ${names.length - 1}, got ${label} at row ${row} (counted from 0).`, 'Count classes from 0, and name each in manifest.json.');
  });
}

function severalClasses(array: NpyArray, names: string[], path: string): ItemLabels {
  checkType(array, /^[iub]/, 'integers or bools', path);
  const classes = names.length;
  const values = Uint8Array.from(array.data, (value: number | bigint, at: number) => {
    const mark = Number(value);
    if (mark === 0 || mark === 1) return mark;
    const place = `row ${Math.floor(at / classes)}, column ${at % classes}`;
    throw new BundleError(`${path}: expected only 0 and 1, got ${mark} at ${place} (counted from 0).`, 'Write 1 where the item has the class, else 0.');
  });
  return { values, classes };
}

/** Throws BundleError for another shape, for floats, for a class that has no name, and for marks other than 0 and 1. */
export async function readLabels(files: BundleFiles, { path, kind, names }: LabelFile): Promise<Labels> {
  const array = await files.readArray(path);
  const { count } = files.manifest;
  checkShape(array, kind === 'index' ? [count] : [count, names.length], path, SHAPES);
  return { names, values: (kind === 'index' ? oneClass : severalClasses)(array, names, path) };
}

/** In place of classes that are not given: each image is one of its own. */
export function labelsOfImages(count: number, images: Int32Array | undefined): Labels {
  return { names: [], values: images ?? Int32Array.from({ length: count }, (_, row) => row) };
}

/** Throws BundleError where there is nothing to train, choose or test by, or a class has no training item. */
export function checkSplits(items: Item[], { names, values }: Labels, path: string): void {
  const trained = new Set<number>();
  const judged = new Set<Item['split']>();
  items.forEach(({ split }, row) => {
    const own = classesOf(values, row);
    if (own.length > 0) judged.add(split);
    if (split === 'train') own.forEach((label) => trained.add(label));
  });
  for (const split of ['train', 'val', 'test'] as const) {
    if (judged.has(split)) continue;
    if (items.some((item) => item.split === split)) throw new BundleError(`${path}: expected items of split "${split}" with a class, got none with any.`, 'Give some of them a class.');
    if (split !== 'val') throw new BundleError(`${path}: expected items of split "${split}", got none.`, `Set "split" of some items to "${split}".`);
  }
  const untrained = names.filter((_, label) => !trained.has(label));
  if (untrained.length === 0) return;
  const some = untrained.slice(0, 5).join(', ') + (untrained.length > 5 ? ', …' : '');
  throw new BundleError(`${path}: expected training items of every class, got none of ${some}.`, 'Move some of their items to "train", or take the class out.');
}
