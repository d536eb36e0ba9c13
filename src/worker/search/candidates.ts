/** Which items of the dataset a request searches. */
import type { Dataset } from '../../bundle/dataset';
import { hasClass } from '../../retrieval/labels';
import { firstOfImage } from '../../retrieval/metrics';
import type { Modality } from '../../retrieval/scores';
import { rowsOfSplit } from '../pairs';
import type { SearchRequest } from './types';

export const modalitiesOf = ({ target }: Pick<SearchRequest, 'target'>): Modality[] => (target === 'both' ? ['image', 'text'] : [target]);

function galleryRows({ items, count }: Dataset, gallery: SearchRequest['gallery']): Int32Array {
  if (gallery === 'own') return new Int32Array();
  return gallery === 'all' ? new Int32Array(count).map((_, row) => row) : rowsOfSplit(items, gallery);
}

/** Rising rows, each image once; an item does not find itself in its own modality, nor an image another row of its own. */
export function candidateRows(dataset: Dataset, { gallery, classes, among, query }: SearchRequest, modality: Modality): Int32Array {
  const { images, labels } = dataset;
  const chosen = among && new Set(among);
  const kept = (row: number) => (!chosen || chosen.has(row)) && (classes.length === 0 || classes.some((label) => hasClass(labels.values, row, label)));
  const rows = galleryRows(dataset, gallery);
  const all = chosen || classes.length > 0 ? rows.filter(kept) : rows;
  const shared = modality === 'image' ? images : undefined;
  const first = shared && firstOfImage(all.map((row) => shared[row]!));
  const imageOf = (row: number): number => (shared ? shared[row]! : row);
  const asking = new Set(query.flatMap((part) => (part.kind === 'item' && part.modality === modality ? [imageOf(part.row)] : [])));
  return !first && asking.size === 0 ? all : all.filter((row, i) => (!first || first[i] === 1) && !asking.has(imageOf(row)));
}
