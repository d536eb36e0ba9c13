/** Which image each text belongs to, where images have several captions. */
import type { BundleFiles } from './bundleFiles';
import { BundleError } from './problem';
import { checkShape } from './readFeatures';

const SHAPE = 'Write one whole number a text row: the row of its image, counted from 0.';

/** The rows of image.npy without gaps: the last image has a text. int32 [count]. Throws BundleError for another shape, for floats, and for rows below 0 or left out. */
export async function readPairs(files: BundleFiles, path: string): Promise<Int32Array> {
  const array = await files.readArray(path);
  const { count } = files.manifest;
  checkShape(array, [count], path, SHAPE);
  if (!/^[iu]/.test(array.dtype)) throw new BundleError(`${path}: expected integers, got ${array.dtype}.`, SHAPE);
  const rows = Array.from(array.data, Number);
  const wrong = rows.findIndex((row) => !(row >= 0 && row < count));
  if (wrong >= 0) throw new BundleError(`${path}: expected rows of images from 0 to ${count - 1}, got ${rows[wrong]} at row ${wrong} (counted from 0).`, SHAPE);
  const used = new Set(rows);
  let missing = 0;
  while (used.has(missing)) missing++;
  if (missing < used.size) throw new BundleError(`${path}: expected a text for every image, got none for image ${missing} (counted from 0).`, 'Leave out images without a text.');
  return Int32Array.from(rows);
}
