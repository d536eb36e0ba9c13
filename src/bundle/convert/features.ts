/** Pass 1 over all parts: which pairs stay, and their features. */
import type { Mapping } from '../layouts/mapping';
import { BundleError } from '../problem';
import { FeatureStream, type FeatureShape } from './featureStream';
import { keepRowByRow, keepShared, type ImageColumn } from './keepPairs';
import { keptPairs, type KeptPairs, type PairPart } from './keptPairs';
import type { ImageMaker } from './makers';
import { placeOf, type PartColumns } from './partColumns';
import { madeImages, namesOfImages, type PictureShelf } from './pictures';
import { sharedImages, type SharedImages } from './sharedImages';
import type { BundleSink } from './sink';
import type { Steps } from './steps';

const NO_MAKER = 'Choose a column of features.';

export interface PictureInput {
  maker: ImageMaker | undefined;
  shelf: PictureShelf;
}

interface OpenPart {
  columns: PartColumns;
  images: SharedImages | null;
  column: ImageColumn;
}

async function openPart(columns: PartColumns, { captionsPerImage }: Mapping, { maker, shelf }: PictureInput, steps: Steps): Promise<OpenPart> {
  const images = await sharedImages(columns, captionsPerImage, steps);
  if (columns.image) return { columns, images, column: columns.image };
  if (!maker) throw new BundleError(`Taking in pictures: expected image features, or an encoder of pictures, got neither.`, NO_MAKER);
  return { columns, images, column: madeImages(await namesOfImages(columns, images), shelf, maker, steps.signal) };
}

/** float16 where all parts have it. Throws BundleError where the parts differ in width. */
function shapeOf(columns: (ImageColumn | null)[], rows: number, made: boolean): FeatureShape | null {
  const given = columns.filter((column) => column !== null);
  const [first] = given;
  if (!first) return null;
  const other = given.find(({ dims }) => dims !== first.dims);
  if (other) throw new BundleError(`${placeOf(other)}: expected ${first.dims} numbers a row, as ${placeOf(first)} has, got ${other.dims}.`, 'Make all parts with the same encoder.');
  const dtypes = [...new Set(given.map(({ dtype }) => dtype))];
  return { dims: first.dims, from: made ? 'pictures' : dtypes.join(', '), to: dtypes.every((dtype) => dtype === 'f2') ? 'f2' : 'f4', rows };
}

export interface KeptFeatures {
  pairs: KeptPairs;
  image: FeatureStream;
  /** null: made of captions later. */
  text: FeatureStream | null;
}

/** Throws BundleError where no pair stays. */
export async function keepFeatures(sink: BundleSink, parts: PartColumns[], mapping: Mapping, pictures: PictureInput, steps: Steps): Promise<KeptFeatures> {
  const open: OpenPart[] = [];
  for (const columns of parts) open.push(await openPart(columns, mapping, pictures, steps));
  const imageShape = shapeOf(open.map(({ column }) => column), open.reduce((sum, { images, columns }) => sum + (images?.count ?? columns.rows), 0), parts.some(({ image }) => !image));
  const textShape = shapeOf(parts.map(({ text }) => text), parts.reduce((sum, { rows }) => sum + rows, 0), false);
  if (!imageShape) throw new BundleError(`Taking in ${mapping.name}: expected columns, got none.`, NO_MAKER);
  const image = await FeatureStream.create(sink, 'image.npy', imageShape);
  const text = textShape && (await FeatureStream.create(sink, 'text.npy', textShape));
  const before = { images: 0, texts: 0 };
  const kept: PairPart[] = [];
  for (const { columns, images, column } of open) {
    const streams = { image, text, before, steps };
    kept.push({ columns, images, kept: images ? await keepShared(columns, column, images, streams) : await keepRowByRow(columns, column, streams) });
    before.images += column.rows;
    before.texts += columns.rows;
  }
  const pairs = keptPairs(kept, image.rows);
  if (pairs.count > 0) return { pairs, image, text };
  throw new BundleError(`Taking in ${mapping.name}: expected pairs whose features are finite numbers, got none among ${before.texts}.`, 'Check the features: each row holds NaN or an infinity, or lacks its picture.');
}
