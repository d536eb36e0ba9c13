/** The place of every item in the common space, as files that numpy, pandas and this page read. */
import { parquetWriteBuffer } from 'hyparquet-writer';
import type { Dataset } from '../../bundle/dataset';
import { encodeNpy } from '../../bundle/npy';
import { classesOf } from '../../retrieval/labels';
import type { Embedding } from '../../retrieval/scores';
import type { SearchModel } from '../search/searchModel';
import type { Files } from './zip';

/** What there is of it: the label of a model and the places of its items. */
export type Placed = Pick<SearchModel, 'info' | 'space'>;

const latentOf = ({ latent, rows, k }: Embedding): Uint8Array => encodeNpy(latent, [rows, k]);

/** Class names of a row, one a line; empty where it has none. */
function classesInWords({ labels }: Dataset, row: number): string {
  return labels.names.length === 0 ? '' : classesOf(labels.values, row).map((label) => labels.names[label]!).join('\n');
}

function itemLines(dataset: Dataset): string {
  const lines = dataset.items.map(({ id, split, caption }, row) => JSON.stringify({ row, id, split, caption, class: classesInWords(dataset, row) }));
  return `${lines.join('\n')}\n`;
}

function npyReadme({ info, space }: Placed, { name, count, labels }: Dataset): string {
  const { k, posterior } = space.image;
  return `Embeddings of "${name}" by ${info.label}

Row i of every file is the same image-text pair; line i of items.jsonl says which.

  image_embeddings.npy   float32 (${count}, ${k})   images in the common space, rows of length 1
  text_embeddings.npy    float32 (${count}, ${k})   texts in the common space, rows of length 1
${posterior ? `  image_posteriors.npy   float32 (${count}, ${labels.names.length})   probability of each class of classes.json
  text_posteriors.npy    float32 (${count}, ${labels.names.length})   the same of the texts
` : ''}
  import numpy as np
  image, text = np.load("image_embeddings.npy"), np.load("text_embeddings.npy")
  canonical = image @ text.T
${posterior ? '  semantic = np.load("image_posteriors.npy") @ np.load("text_posteriors.npy").T\n' : ''}`;
}

/** .npy files of both modalities' embeddings and class probabilities, with their items beside them. */
export function npyFiles(placed: Placed, dataset: Dataset): Files {
  const { image, text } = placed.space;
  const posteriors = ([['image', image], ['text', text]] as const).flatMap(([modality, { posterior, rows, classes }]): Files => (posterior ? [[`${modality}_posteriors.npy`, encodeNpy(posterior, [rows, classes])]] : []));
  return [
    ['README.txt', npyReadme(placed, dataset)],
    ['image_embeddings.npy', latentOf(image)],
    ['text_embeddings.npy', latentOf(text)],
    ...posteriors,
    ['items.jsonl', itemLines(dataset)],
    ['classes.json', JSON.stringify(dataset.labels.names)],
  ];
}

/** The first pair of each pair's image. */
function firstPairs({ images, count }: Dataset): Int32Array {
  const first = new Map<number, number>();
  return Int32Array.from({ length: count }, (_, row) => {
    const image = images ? images[row]! : row;
    if (!first.has(image)) first.set(image, row);
    return first.get(image)!;
  });
}

function metadataOf(dataset: Dataset): Uint8Array {
  const { items, images } = dataset;
  const firsts = firstPairs(dataset);
  const text = (name: string, data: string[]) => ({ name, data, type: 'STRING' as const, nullable: false });
  const columns = [
    text('image_path', items.map(({ url }, row) => url ?? items[firsts[row]!]!.id)),
    text('caption', items.map(({ caption }) => caption)),
    text('id', items.map(({ id }) => id)),
    text('split', items.map(({ split }) => split)),
    ...(dataset.labels.names.length > 0 ? [text('class', items.map((_, row) => classesInWords(dataset, row)))] : []),
    ...(items.some(({ url }) => url) ? [text('url', items.map(({ url }) => url ?? ''))] : []),
  ];
  const imageIds = images ? [{ name: 'image_id', data: images, type: 'INT32' as const, nullable: false }] : [];
  return new Uint8Array(parquetWriteBuffer({ columnData: [...columns, ...imageIds] }));
}

/**
 * The layout of clip-retrieval (https://github.com/rom1504/clip-retrieval), in one shard; this page takes it in, too.
 * Several classes of an item stand on a line each.
 */
export function clipRetrievalFiles({ space }: Placed, dataset: Dataset): Files {
  return [
    ['img_emb/img_emb_0.npy', latentOf(space.image)],
    ['text_emb/text_emb_0.npy', latentOf(space.text)],
    ['metadata/metadata_0.parquet', metadataOf(dataset)],
  ];
}
