import type { Dataset } from '../bundle/dataset';
import { pictureType } from '../bundle/readPictures';
import type { DatasetSummary } from './protocol';

/** What the page shows of a dataset. @param loadMs that reading it took */
export function datasetSummary(dataset: Dataset, loadMs: number): DatasetSummary {
  const { name, description, license, citation, count, image, text, labels, images, items, thumbnails, vocab, encoder, sampledFrom, bytes } = dataset;
  return {
    name, description, license, citation, count, items, sampledFrom, bytes, loadMs,
    dims: { image: image.dims, text: text.dims },
    views: image.views,
    encoders: { image: image.encoder, text: text.encoder },
    classNames: labels.names,
    labels: labels.values,
    images: images && { rows: images, count: new Set(images).size },
    thumbnails: thumbnails && {
      layout: thumbnails.layout,
      sheets: thumbnails.sheets.map((sheet) => new Blob([Uint8Array.from(sheet)], { type: pictureType(sheet) })),
    },
    vocabulary: vocab?.words,
    encodesPictures: encoder !== undefined,
  };
}
