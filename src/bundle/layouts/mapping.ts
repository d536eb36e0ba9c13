/** What the columns of dropped files mean. A layout's detector fills it in; the mapping dialog lets a person change it. */
import type { Split } from '../manifest';

/** A column of the drop, or what is taken from a column of texts, e.g. "field 3" of lines: `findColumn` finds both. */
export interface ColumnRef {
  path: string;
  name: string;
}

/**
 * image, text: features. labels: classes of the pairs. caption, id: texts of the pairs. split: "train", "val" or "test"
 * (or train/valid/validation/dev/test, or 0/1/2) a row. imageId: rows with the same one share an image (several captions).
 * imageName: name of a picture's file (for thumbnails and for features by the CNN).
 * url: http or https address, shown with the item.
 */
export type Role = 'image' | 'text' | 'labels' | 'caption' | 'id' | 'split' | 'imageId' | 'imageName' | 'url';

/** Rows that are taken in together, e.g. a split, or one of many shards; the parts follow each other. */
export interface Part {
  /** Of all rows of the part; null where a split column says it, or splits are made. */
  split: Split | null;
  roles: Partial<Record<Role, ColumnRef>>;
}

/** How classes are written: 'index' numbers counted from `base`, 'onehot' and 'multihot' a column a class, 'names' texts (several joined by line breaks, or by `separator`). */
export type LabelReading = { kind: 'index'; base: number } | { kind: 'onehot' } | { kind: 'multihot' } | { kind: 'names'; separator: string | null };

export type LayoutName = 'clip-retrieval' | 'svcl-mat' | 'xmedia-mat' | 'dscmr' | 'hdf5-splits' | 'vse-precomp' | 'pictures' | 'table';

export interface Mapping {
  layout: LayoutName;
  /** Of the dataset, e.g. the folder's or the file's. */
  name: string;
  parts: Part[];
  /** null: found from the numbers. Ignored without label columns: the dataset then has no classes. */
  labels: LabelReading | null;
  /** By class; null: "class 1", … */
  classNames: string[] | null;
  /**
   * Text row t belongs to image row floor(t / captionsPerImage) of its part; 1: row by row. Where the image features
   * have as many rows as the texts, as in precomputed COCO, only every captionsPerImage-th of them is taken.
   */
  captionsPerImage: number;
  /** Splits that are made where none are given, stratified by class, by image: shares of all images, and the seed. */
  splits: { validation: number; test: number; seed: number };
}

/** A detector's finding. */
export interface Guess {
  mapping: Mapping;
  /** False: a person must look at it before it is taken in. */
  certain: boolean;
  /** What was understood and from what, a sentence each: "Image features: I_tr, 2173 × 128, because …". */
  reasons: string[];
  /** What is not certain, a sentence each; empty where `certain`. */
  doubts: string[];
}

export const defaultSplits = { validation: 0.1, test: 0.2, seed: 1 };
