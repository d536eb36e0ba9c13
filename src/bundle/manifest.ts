/** manifest.json of a dataset bundle: a folder or zip of image and text features with their items. */

export const BUNDLE_FORMAT = 'alscor-bundle';
export const BUNDLE_VERSION = 1;

export interface FeatureFile {
  /** `.npy`, 2-D, C order, little endian: float16, float32, or int8 together with `scale`. */
  path: string;
  /** What made the features, e.g. "MobileNetV2 1.4, block 13 expand, mean". */
  encoder?: string;
  /** True where every row already has length 1. */
  normalized?: boolean;
  /** `.npy` float32 [dims]: an int8 entry times its column's scale is the feature. Only with int8. */
  scale?: string;
  /**
   * Names of several views of the same items (e.g. drawings by several vendors). The matrix then has
   * views × count rows, row v·count + i being view v of item i. View 0 is shown and evaluated; the
   * others vary the training data.
   */
  views?: string[];
}

export interface LabelFile {
  /** `.npy`: kind "index" (count,) of 0-based integers; kind "multihot" (count, names) of integers 0 and 1, or of bools. */
  path: string;
  kind: 'index' | 'multihot';
  names: string[];
}

/**
 * Sprite sheets: item i's picture, or image i's where images have several captions, is cell (i mod columns,
 * floor(i / columns)) of the sheet of a view.
 */
export interface Thumbnails {
  kind: 'sprites';
  /** Side of a square cell in pixels. */
  cell: number;
  columns: number;
  /** Rows of cells on every sheet: a view then goes on in as many sheets as it needs. Else one sheet holds all. */
  rows?: number;
  /** In the order of the image features' views, one a view where `rows` is not given; a missing tail means no picture. */
  sheets: string[];
}

/** Word vectors that turn typed text into the text features: a weighted mean of the words' vectors. */
export interface VocabFile {
  /** JSON: see `VocabWords`. */
  path: string;
  /** `.npy` int8 [words, dims]. */
  vectors: string;
  /** `.npy` float32 [dims]. */
  scale: string;
}

export interface VocabWords {
  /** Lower-case words in the order of the vectors' rows. */
  words: string[];
  /** Weight of each word in the mean (e.g. inverse document frequency). */
  weights: number[];
  /**
   * Column ranges [start, end) that are each scaled to length 1 after the mean (then multiplied by the
   * part's weight). One range over everything where the features are one plain embedding.
   */
  parts: { start: number; end: number; weight: number }[];
}

/** A tfjs graph model that turns a picture into the bundle's image features. */
export interface EncoderFile {
  /** tfjs `model.json`; its weight files lie beside it. */
  path: string;
  /** Output node whose mean over height and width is the feature vector. */
  output: string;
  /** Side of the square input in pixels; RGB in 0..1. */
  inputSize: number;
  /** The picture is scaled to fit a centred square of this side on a white ground. */
  pictureSize: number;
}

export interface FileEntry {
  bytes: number;
  /** Lower-case hex; empty where not known. */
  sha256: string;
}

export interface Manifest {
  format: typeof BUNDLE_FORMAT;
  version: typeof BUNDLE_VERSION;
  name: string;
  description?: string;
  license?: string;
  citation?: string;
  /** Number of image-text pairs. */
  count: number;
  features: { image: FeatureFile; text: FeatureFile };
  /** None where nothing is known of classes: relevant is then what belongs to the same image. */
  labels?: LabelFile;
  /**
   * Where images have several captions: `.npy` of integers (count,), the row of image.npy that belongs to each text row;
   * image.npy then holds each image once.
   */
  pairs?: { path: string };
  items: { path: string };
  thumbnails?: Thumbnails;
  vocab?: VocabFile;
  encoder?: EncoderFile;
  /** Size and checksum of every file but the manifest. */
  files?: Record<string, FileEntry>;
}

export type Split = 'train' | 'val' | 'test';

/** One line of items.jsonl. */
export interface Item {
  id: string;
  split: Split;
  caption: string;
  url?: string;
}
