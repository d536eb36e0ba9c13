/** Class of each item, and what training and evaluation need of classes and splits. */
import type { BundleFiles } from './bundleFiles';
import type { Labels } from './dataset';
import type { Item, LabelFile } from './manifest';
import { BundleError } from './problem';
import { checkShape } from './readFeatures';

/** Throws BundleError for another shape, for floats, and for a class that has no name. */
export async function readLabels(files: BundleFiles, { path, names }: LabelFile): Promise<Labels> {
  const array = await files.readArray(path);
  checkShape(array, [files.manifest.count], path);
  if (!/^[iu]/.test(array.dtype)) throw new BundleError(`${path}: expected integers, got ${array.dtype}.`, 'Save it with .astype("int32").');
  const values = Int32Array.from(array.data, (value: number | bigint, row: number) => {
    const label = Number(value);
    if (label >= 0 && label < names.length) return label;
    throw new BundleError(`${path}: expected classes 0 to ${names.length - 1}, got ${label} at row ${row} (counted from 0).`, 'Count classes from 0, and name each in manifest.json.');
  });
  return { names, values };
}

/** Throws BundleError where there is nothing to train or to test on, or a class has no training item. */
export function checkSplits(items: Item[], { names, values }: Labels, path: string): void {
  for (const split of ['train', 'test'] as const) {
    if (items.some((item) => item.split === split)) continue;
    throw new BundleError(`${path}: expected items of split "${split}", got none.`, `Set "split" of some items to "${split}".`);
  }
  const trained = new Set(items.flatMap(({ split }, i) => (split === 'train' ? [values[i]] : [])));
  const untrained = names.filter((_, label) => !trained.has(label));
  if (untrained.length === 0) return;
  const some = untrained.slice(0, 5).join(', ') + (untrained.length > 5 ? ', …' : '');
  throw new BundleError(`${path}: expected training items of every class, got none of ${some}.`, 'Move some of their items to "train", or take the class out.');
}
