/** A data set of texts as a column. */
import type { TextColumn } from './column';
import { checkClaim, product } from './hdf5Numbers';
import { readTexts, type DatasetPlace } from './hdf5Read';
import { checkRange } from './rowRange';

/** Texts of further sizes are joined with line breaks. Throws BundleError where the file cannot hold them. */
export function textColumn(place: DatasetPlace): TextColumn {
  const shape = place.metadata.shape ?? [];
  checkClaim(place, shape);
  const rows = shape[0] ?? 1;
  const perRow = product(shape.slice(1));
  return {
    kind: 'texts',
    path: place.file.path,
    name: place.at.slice(1),
    rows,
    async readRows(start, end) {
      checkRange(place.where, rows, start, end);
      const texts = readTexts(place, start, end);
      if (perRow === 1) return texts;
      return Array.from({ length: end - start }, (_, i) => texts.slice(i * perRow, (i + 1) * perRow).join('\n'));
    },
  };
}
