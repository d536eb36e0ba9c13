/** Pass 1: the features of all pairs whose numbers are finite, image and text, block by block into the bundle. */
import type { NumberColumn } from '../columns/column';
import { keptFirst } from './featureRows';
import type { FeatureStream } from './featureStream';
import type { PartColumns } from './partColumns';
import { RowSet } from './rowSet';
import type { SharedImages } from './sharedImages';
import type { Steps } from './steps';

const BLOCK_BYTES = 4 * 2 ** 20;

/** What was kept of a part. */
export interface KeptPart {
  /** Rows of the texts. */
  texts: RowSet;
  /** Row of image.npy by image of the part, -1 where it stays out; null where images are not shared. */
  imageRows: Int32Array | null;
}

export interface PartStreams {
  image: FeatureStream;
  /** null: made of captions later. */
  text: FeatureStream | null;
  /** Rows of all parts before, for the report. */
  before: { images: number; texts: number };
  steps: Steps;
}

/** Columns that are made of pictures say how many rows they take best at a time. */
export type ImageColumn = NumberColumn & { block?: number };

function blockOf(column: ImageColumn, other: NumberColumn | null): number {
  return column.block ?? Math.max(1, Math.floor(BLOCK_BYTES / 4 / Math.max(column.dims, other?.dims ?? 1)));
}

async function* blocks(column: ImageColumn, other: NumberColumn | null = null): AsyncGenerator<{ start: number; end: number }> {
  const rows = blockOf(column, other);
  for (let start = 0; start < column.rows; start += rows) yield { start, end: Math.min(column.rows, start + rows) };
}

const both = (a: Uint8Array, b: Uint8Array): Uint8Array => a.map((marked, row) => marked & b[row]!);

/** Row i of both columns is pair i: both are read side by side. */
export async function keepRowByRow({ rows, text }: PartColumns, column: ImageColumn, streams: PartStreams): Promise<KeptPart> {
  const { image, before, steps } = streams;
  const texts = new RowSet(rows);
  for await (const { start, end } of blocks(column, text)) {
    const one = image.take(await column.readRows(start, end));
    image.noteNotFinite(one.finite, before.images + start);
    const other = text && streams.text ? streams.text.take(await text.readRows(start, end)) : null;
    if (other) streams.text?.noteNotFinite(other.finite, before.texts + start);
    const keep = other ? both(one.finite, other.finite) : one.finite;
    await image.append(keptFirst(one.floats, column.dims, keep));
    if (other && text) await streams.text?.append(keptFirst(other.floats, text.dims, keep));
    keep.forEach((marked, row) => marked === 1 && texts.add(start + row));
    await steps.took((end - start) * (other ? 2 : 1));
  }
  return { texts, imageRows: null };
}

async function findFinite(text: NumberColumn, stream: FeatureStream, { before, steps }: PartStreams): Promise<RowSet> {
  const found = new RowSet(text.rows);
  for await (const { start, end } of blocks(text)) {
    const { finite } = stream.take(await text.readRows(start, end));
    stream.noteNotFinite(finite, before.texts + start);
    finite.forEach((marked, row) => marked === 1 && found.add(start + row));
    await steps.took(end - start);
  }
  return found;
}

/** Images that a text is left for. */
function usedImages({ count, imageOf }: SharedImages, texts: number, finite: RowSet | null): RowSet {
  const used = new RowSet(count);
  for (let text = 0; text < texts; text++) if (finite === null || finite.has(text)) used.add(imageOf(text));
  return used;
}

async function keepImages(column: ImageColumn, images: SharedImages, used: RowSet, { image, before, steps }: PartStreams): Promise<Int32Array> {
  const imageRows = new Int32Array(images.count).fill(-1);
  let unit = 0;
  for await (const { start, end } of blocks(column)) {
    const { floats, finite } = image.take(await column.readRows(start, end));
    image.noteNotFinite(finite, before.images + start);
    const keep = new Uint8Array(end - start);
    for (let kept = image.rows; unit < images.count && images.rowOf(unit) < end; unit++) {
      const row = images.rowOf(unit) - start;
      if (finite[row] === 0 || !used.has(unit)) continue;
      keep[row] = 1;
      imageRows[unit] = kept++;
    }
    await image.append(keptFirst(floats, column.dims, keep));
    await steps.took(end - start);
  }
  return imageRows;
}

async function keepTexts(text: NumberColumn, stream: FeatureStream, texts: RowSet, steps: Steps): Promise<void> {
  for await (const { start, end } of blocks(text)) {
    const { floats } = stream.take(await text.readRows(start, end));
    const keep = Uint8Array.from({ length: end - start }, (_, row) => Number(texts.has(start + row)));
    await stream.append(keptFirst(floats, text.dims, keep));
    await steps.took(end - start);
  }
}

/** Texts share images: an image stays if it is finite and one of its texts is, a text if it is finite and its image stays. */
export async function keepShared({ rows, text }: PartColumns, column: ImageColumn, images: SharedImages, streams: PartStreams): Promise<KeptPart> {
  const finite = text && streams.text ? await findFinite(text, streams.text, streams) : null;
  const imageRows = await keepImages(column, images, usedImages(images, rows, finite), streams);
  const texts = new RowSet(rows);
  for (let row = 0; row < rows; row++) if (imageRows[images.imageOf(row)]! >= 0 && (finite === null || finite.has(row))) texts.add(row);
  if (text && streams.text) await keepTexts(text, streams.text, texts, streams.steps);
  return { texts, imageRows };
}
