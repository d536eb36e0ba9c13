/** Whether two columns of classes tell the same classes, as they must where row i of both is one pair. */
import type { Column } from '../columns/column';
import { nameOf } from './guess';
import { readSample } from './sample';

/** A doubt where the first rows, or the numbers of rows, differ; none where they agree. */
export async function differingClasses(image: Column, text: Column): Promise<string[]> {
  if (image.rows !== text.rows) return [`${nameOf(image)} has ${image.rows} rows, ${nameOf(text)} ${text.rows}: row i of both must be the same pair.`];
  const [own, other] = [await readSample(image), await readSample(text)];
  if (own.length !== other.length) return [];
  const dims = image.kind === 'texts' ? 1 : image.dims;
  const at = own.findIndex((value, i) => value !== other[i] && !(Number.isNaN(value) && Number.isNaN(other[i])));
  if (at < 0) return [];
  return [`${nameOf(image)} and ${nameOf(text)} differ in row ${Math.floor(at / dims) + 1}: row i of both must be the same pair. The classes of the images were taken.`];
}
