/** What a conversion is asked, and what it gives. */
import type { ByteFile } from '../columns/byteFile';
import type { Manifest } from '../manifest';
import type { ImageMaker, TextMaker, ThumbnailMaker } from './makers';
import type { CheckReport } from './report';
import type { OnProgress } from './steps';

export interface ConvertLimits {
  /** Rows of the texts. */
  pairs: number;
  /** Of the features in the bundle, as far as their sizes are known before. */
  bytes: number;
}

export const convertLimits: ConvertLimits = { pairs: 20_000_000, bytes: 16 * 2 ** 30 };

export interface ConvertOptions {
  onProgress: OnProgress;
  signal: AbortSignal;
  limits: ConvertLimits;
  /** Of the opened files, for the report. */
  files?: { path: string; size: number }[];
  textMaker?: TextMaker;
  imageMaker?: ImageMaker;
  thumbnailMaker?: ThumbnailMaker;
  /** All pictures of the drop. */
  pictures?: ByteFile[];
}

export interface Converted {
  manifest: Manifest;
  report: CheckReport;
}
