/** How much there is to do, and whether it is too much. */
import { BundleError } from '../problem';
import type { ConvertLimits } from './convertOptions';
import type { PartColumns } from './partColumns';

const itemSize = (dtype: string): number => (dtype === 'f2' ? 2 : 4);

/** Rows over all passes, for progress. */
export function rowsToRead(parts: PartColumns[], captionsPerImage: number, thumbnails: boolean): number {
  return parts.reduce((sum, { image, imageId, imageName, text, labels, splitNames, split, rows }) => {
    const shares = imageId !== null || captionsPerImage > 1;
    const ids = imageId !== null || image === null ? rows : 0;
    const features = (image?.rows ?? rows) + rows * (text && shares ? 2 : 1);
    const columns = (labels ? rows : 0) + (splitNames && !split ? rows : 0);
    return sum + ids + features + columns + rows + (thumbnails && imageName ? rows : 0);
  }, 0);
}

/** Throws BundleError where there is more than the limits allow. */
export function checkLimits(parts: PartColumns[], limits: ConvertLimits): void {
  const pairs = parts.reduce((sum, { rows }) => sum + rows, 0);
  if (pairs > limits.pairs) throw new BundleError(`Taking in ${pairs} pairs: expected at most ${limits.pairs}.`, 'Take fewer files, or a part of the rows.');
  const bytes = parts.flatMap(({ image, text }) => [image, text]).reduce((sum, column) => sum + (column ? column.rows * column.dims * itemSize(column.dtype) : 0), 0);
  if (bytes > limits.bytes) throw new BundleError(`Taking in features of ${bytes} bytes: expected at most ${limits.bytes}.`, 'Save them as float16, or take fewer rows.');
}
