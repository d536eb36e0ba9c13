import type { ItemLabels } from '../retrieval/labels';
import type { EncoderFile, Item, Thumbnails, VocabWords } from './manifest';

/** Features of one modality, row-major float32 [rows, dims]; rows = views × items. */
export interface FeatureMatrix {
  data: Float32Array;
  rows: number;
  dims: number;
  /** At least one; row v·count + i is view v of item i. */
  views: string[];
  encoder: string | undefined;
}

export interface Labels {
  names: string[];
  /** One class an item, or any number of them; `count` rows. */
  values: ItemLabels;
}

export interface Vocab extends VocabWords {
  /** float32 [words.length, dims], dims = the text features' dims. */
  vectors: Float32Array;
  dims: number;
}

/** A bundle read into memory. Item i of every array is the same image-text pair. */
export interface Dataset {
  name: string;
  description: string | undefined;
  license: string | undefined;
  citation: string | undefined;
  count: number;
  image: FeatureMatrix;
  text: FeatureMatrix;
  /** Without names where the bundle has no classes: the values then number the images. */
  labels: Labels;
  /** Where images have several captions: the number of each item's image, int32 [count]; items of one image hold its features each. */
  images: Int32Array | undefined;
  items: Item[];
  vocab: Vocab | undefined;
  encoder: EncoderFile | undefined;
  thumbnails: { layout: Thumbnails; sheets: Uint8Array[] } | undefined;
  /** Pairs of the bundle, where they are too many to hold and these are a sample of them. */
  sampledFrom: number | undefined;
  /** Bytes of all files read. */
  bytes: number;
}
