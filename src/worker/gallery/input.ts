/** What a drop brings into the gallery, and how much of it. */
import type { Dataset } from '../../bundle/dataset';
import type { Modality } from '../../retrieval/scores';
import type { Addition } from './addition';
import type { Block } from './rowFiles';

/** One modality's items, read in blocks. */
export interface Input {
  /** Of its file or files. */
  name: string;
  modality: Modality;
  dtype: Addition['dtype'];
  /** Most items that come of it. */
  rows: number;
  /** Bytes that it takes; null where that is not known before. */
  bytes: number | null;
  /** @param notes gets a sentence for what is left out. Throws BundleError for the first row that does not fit */
  blocks(notes: string[]): AsyncGenerator<Block & { read: number }>;
}

/** Features a row that the dataset's own encoders give. */
export type Expected = Record<Modality, { dims: number; encoder: string | undefined }>;

export function expectedOf({ image, text }: Dataset): Expected {
  return { image: { dims: image.dims, encoder: image.encoder }, text: { dims: text.dims, encoder: text.encoder } };
}

const of = (encoder: string | undefined): string => (encoder ? ` of "${encoder}"` : '');

/** "816 numbers a row (image features of "…") or 200 (text features)". */
export function expectedWords({ image, text }: Expected): string {
  return `${image.dims} numbers a row (image features${of(image.encoder)}) or ${text.dims} (text features${of(text.encoder)})`;
}

const BLOCK_NUMBERS = 2 ** 20;
const MOST_ROWS = 4096;

/** Rows that are read, embedded and written at once: at most 4 MB of float32. */
export const blockRows = (dims: number): number => Math.max(1, Math.min(MOST_ROWS, Math.floor(BLOCK_NUMBERS / dims)));
