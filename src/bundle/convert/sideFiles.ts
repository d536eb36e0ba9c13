/** Files beside the features of the dropped files: made text features, classes, pairs, thumbnails, encoder. */
import type { Manifest } from '../manifest';
import { encodeNpy } from '../npy';
import { BundleError } from '../problem';
import type { PairClasses } from './classes';
import type { ConvertOptions } from './convertOptions';
import type { FeatureStream } from './featureStream';
import type { KeptPairs } from './keptPairs';
import { writeLabels } from './labelFile';
import { fitTexts, writeMadeTexts, writeVocab } from './madeTexts';
import type { WrittenFiles } from './manifestFile';
import type { PictureShelf } from './pictures';
import type { Finding } from './report';
import type { Steps } from './steps';
import { drawThumbnails } from './thumbnails';

export interface TextSide {
  stream: FeatureStream;
  encoder?: string;
  normalized?: boolean;
  vocab?: Manifest['vocab'];
  findings: Finding[];
}

/** The features of the files, which pass 1 has written, or those made of captions, which are written here. */
export async function textSide(given: FeatureStream | null, pairs: KeptPairs, splits: Uint8Array, written: WrittenFiles, { textMaker }: ConvertOptions, steps: Steps): Promise<TextSide> {
  if (given) return { stream: given, findings: [] };
  if (!textMaker) throw new BundleError('Taking in captions: expected text features, or an encoder of captions, got neither.', 'Choose a column of text features.');
  steps.begin('Making text features');
  const features = await fitTexts(textMaker, pairs, splits, steps);
  const stream = await writeMadeTexts(written.sink, 'text.npy', features, pairs, steps);
  const vocab = await writeVocab((path, bytes) => written.write(path, bytes), features);
  return { stream, encoder: features.encoder, normalized: features.normalized || undefined, vocab, findings: features.findings };
}

export async function writeEncoder({ imageMaker }: ConvertOptions, made: boolean, written: WrittenFiles): Promise<Manifest['encoder']> {
  const encoder = made ? imageMaker?.encoderFiles : null;
  if (!encoder) return undefined;
  for (const [path, bytes] of encoder.files) await written.write(path, bytes);
  return encoder.declaration;
}

export async function writeThumbnails(pairs: KeptPairs, shelf: PictureShelf, { thumbnailMaker, pictures = [] }: ConvertOptions, written: WrittenFiles, steps: Steps): Promise<{ thumbnails: Manifest['thumbnails']; findings: Finding[] }> {
  const named = pairs.parts.some(({ columns }) => columns.imageName !== null);
  if (!thumbnailMaker || !named || pictures.length === 0) return { thumbnails: undefined, findings: [] };
  if (pairs.images > thumbnailMaker.most) return { thumbnails: undefined, findings: [{ kind: 'understood', text: `No thumbnails were drawn: there are ${pairs.images} images, above ${thumbnailMaker.most}.` }] };
  steps.begin('Drawing thumbnails');
  const drawn = await drawThumbnails(pairs, shelf, thumbnailMaker, steps);
  for (const [path, bytes] of drawn?.files ?? []) await written.write(path, bytes);
  return { thumbnails: drawn?.thumbnails, findings: thumbnailMaker.findings() };
}

export async function writePairs({ imageRows }: KeptPairs, written: WrittenFiles): Promise<Manifest['pairs']> {
  if (!imageRows) return undefined;
  await written.write('pairs.npy', encodeNpy(imageRows, [imageRows.length]));
  return { path: 'pairs.npy' };
}

export async function writeClasses(classes: PairClasses | null, written: WrittenFiles): Promise<Manifest['labels']> {
  if (!classes) return undefined;
  const { entry, bytes } = await writeLabels(written.sink, classes);
  written.note(entry.path, bytes);
  return entry;
}
