/** What makes features and thumbnails where the files bring none; the converter calls them, the page's worker gives them. */
import type { EncoderFile, Thumbnails, VocabWords } from '../manifest';
import type { Finding } from './report';

type Bytes = Uint8Array<ArrayBuffer>;

/** Features of captions, fitted to those of the training split. */
export interface TextFeatures {
  dims: number;
  /** Told in the manifest, e.g. "tf-idf of 1000 words". */
  encoder: string;
  /** True where every row has length 1. */
  normalized: boolean;
  /** float32 [captions.length, dims], row i of caption i; the caller owns it. */
  encode(captions: string[]): Promise<Float32Array>;
  /** Turns typed words into the same features; vectors int8 [words, dims], scale float32 [dims]. null: free text cannot be encoded. */
  vocab: { words: VocabWords; vectors: Int8Array; scale: Float32Array } | null;
  findings: Finding[];
}

export interface TextMaker {
  /** `captions` begins anew with each call, in blocks; between blocks the converter lets a cancel through. */
  fit(captions: () => AsyncIterable<string[]>): Promise<TextFeatures>;
}

export interface Picture {
  /** As in the column of names, for findings. */
  name: string;
  blob: Blob;
}

/** Features of pictures; it lives for one conversion. */
export interface ImageMaker {
  dims: number;
  /** Told in the manifest, e.g. "MobileNetV2 1.4, block 13 expand, mean". */
  encoder: string;
  normalized: boolean;
  /** Pictures that `encode` takes best at a time. */
  batch: number;
  /**
   * float32 [pictures.length, dims], row i of picture i; the caller owns it. A picture that cannot be decoded gives a row
   * of NaN, which leaves it out with its pairs.
   */
  encode(pictures: Picture[], signal: AbortSignal): Promise<Float32Array>;
  /** Written into the bundle, so that dropped pictures can be queries; `files` by path in the bundle, model.json among them. */
  encoderFiles: { declaration: EncoderFile; files: Map<string, Bytes> } | null;
  /** Of the pictures encoded so far, e.g. which could not be read. Asked once, after the last. */
  findings(): Finding[];
}

/** Draws small pictures of the image rows that were kept, in their order; it lives for one conversion. */
export interface ThumbnailMaker {
  /** More image rows than this get no thumbnails, which a finding says. */
  most: number;
  /** Called once before the first `add`. */
  begin(images: number): void;
  /** Of the next image rows; null, and a picture that cannot be decoded, leave the cell empty. */
  add(pictures: (Picture | null)[], signal: AbortSignal): Promise<void>;
  /** For manifest.json, with the sheets' bytes by path; null where no cell was filled. Cells are those of image rows. */
  finish(): Promise<{ thumbnails: Thumbnails; files: Map<string, Bytes> } | null>;
  /** Of the pictures added so far, e.g. which could not be decoded. Asked once, after `finish`. */
  findings(): Finding[];
}
