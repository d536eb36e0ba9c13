/** From the columns of dropped files to a bundle: two passes over the rows, in blocks. */
import type { ByteFile } from '../columns/byteFile';
import type { OpenedFile } from '../columns/column';
import { checkMapping } from '../layouts/checkMapping';
import type { Mapping } from '../layouts/mapping';
import type { Manifest } from '../manifest';
import { encodeNpy } from '../npy';
import { BundleError } from '../problem';
import { readClasses, trainedClasses, type PairClasses } from './classes';
import { closingSink } from './closingSink';
import { keepFeatures } from './features';
import type { FeatureStream } from './featureStream';
import { writeItems } from './itemLines';
import type { KeptPairs } from './keptPairs';
import { writeLabels } from './labelFile';
import { countLeaks } from './leaks';
import { fitTexts, writeMadeTexts, writeVocab } from './madeTexts';
import type { ImageMaker, TextMaker, ThumbnailMaker } from './makers';
import { WrittenFiles } from './manifestFile';
import { partColumns } from './partColumns';
import { pictureShelf, type PictureShelf } from './pictures';
import { reportOf } from './reportOf';
import type { CheckReport, Finding } from './report';
import { checkLimits, rowsToRead } from './rowsToRead';
import type { BundleSink } from './sink';
import { pairSplits } from './splits';
import { Steps, type OnProgress } from './steps';
import { drawThumbnails } from './thumbnails';

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

function refuseUnfit(opened: OpenedFile[], mapping: Mapping): void {
  const problems = checkMapping(opened, mapping);
  if (problems.length > 0) throw new BundleError(`Taking in ${mapping.name}: ${problems.join(' ')}`, 'Choose the columns again.');
}

interface TextSide {
  stream: FeatureStream;
  encoder?: string;
  normalized?: boolean;
  vocab?: Manifest['vocab'];
  findings: Finding[];
}

/** The features of the files, which pass 1 has written, or those made of captions, which are written here. */
async function textSide(given: FeatureStream | null, pairs: KeptPairs, splits: Uint8Array, written: WrittenFiles, { textMaker }: ConvertOptions, steps: Steps): Promise<TextSide> {
  if (given) return { stream: given, findings: [] };
  if (!textMaker) throw new BundleError('Taking in captions: expected text features, or an encoder of captions, got neither.', 'Choose a column of text features.');
  steps.begin('Making text features');
  const features = await fitTexts(textMaker, pairs, splits, steps);
  const stream = await writeMadeTexts(written.sink, 'text.npy', features, pairs, steps);
  const vocab = await writeVocab((path, bytes) => written.write(path, bytes), features);
  return { stream, encoder: features.encoder, normalized: features.normalized || undefined, vocab, findings: features.findings };
}

async function writeEncoder({ imageMaker }: ConvertOptions, made: boolean, written: WrittenFiles): Promise<Manifest['encoder']> {
  const encoder = made ? imageMaker?.encoderFiles : null;
  if (!encoder) return undefined;
  for (const [path, bytes] of encoder.files) await written.write(path, bytes);
  return encoder.declaration;
}

async function writeThumbnails(pairs: KeptPairs, shelf: PictureShelf, { thumbnailMaker, pictures = [] }: ConvertOptions, written: WrittenFiles, steps: Steps): Promise<{ thumbnails: Manifest['thumbnails']; findings: Finding[] }> {
  const named = pairs.parts.some(({ columns }) => columns.imageName !== null);
  if (!thumbnailMaker || !named || pictures.length === 0) return { thumbnails: undefined, findings: [] };
  if (pairs.images > thumbnailMaker.most) return { thumbnails: undefined, findings: [{ kind: 'understood', text: `No thumbnails were drawn: there are ${pairs.images} images, above ${thumbnailMaker.most}.` }] };
  steps.begin('Drawing thumbnails');
  const drawn = await drawThumbnails(pairs, shelf, thumbnailMaker, steps);
  for (const [path, bytes] of drawn?.files ?? []) await written.write(path, bytes);
  return { thumbnails: drawn?.thumbnails, findings: thumbnailMaker.findings() };
}

async function writePairs({ imageRows }: KeptPairs, written: WrittenFiles): Promise<Manifest['pairs']> {
  if (!imageRows) return undefined;
  await written.write('pairs.npy', encodeNpy(imageRows, [imageRows.length]));
  return { path: 'pairs.npy' };
}

async function labelsOf(classes: PairClasses | null, written: WrittenFiles): Promise<Manifest['labels']> {
  if (!classes) return undefined;
  const { entry, bytes } = await writeLabels(written.sink, classes);
  written.note(entry.path, bytes);
  return entry;
}

async function convert(opened: OpenedFile[], mapping: Mapping, sink: BundleSink, options: ConvertOptions): Promise<Converted> {
  const parts = partColumns(opened, mapping);
  checkLimits(parts, options.limits);
  const { pictures = [], imageMaker, thumbnailMaker, files = [] } = options;
  const steps = new Steps(rowsToRead(parts, mapping.captionsPerImage, thumbnailMaker !== undefined && pictures.length > 0), options.onProgress, options.signal);
  const written = new WrittenFiles(sink);
  const shelf = pictureShelf(pictures);

  steps.begin('Reading features');
  const { pairs, image, text: givenText } = await keepFeatures(sink, parts, mapping, { maker: imageMaker, shelf }, steps);
  steps.begin('Reading classes and splits');
  const { classes, findings } = await readClasses(pairs, mapping, steps);
  const splits = await pairSplits(pairs, classes, mapping, steps);
  const trained = classes && trainedClasses(classes, splits.values);
  const text = await textSide(givenText, pairs, splits.values, written, options, steps);
  steps.begin('Writing items');
  const items = await writeItems(sink, 'items.jsonl', pairs, splits.values, trained?.classes ?? null, steps);
  written.note('items.jsonl', items.bytes);
  const { thumbnails, findings: ofThumbnails } = await writeThumbnails(pairs, shelf, options, written, steps);

  const made = parts.some((part) => part.image === null);
  const leaks = { image: countLeaks(image.hashes, splits.values, pairs.imageRows), text: countLeaks(text.stream.hashes, splits.values, null) };
  const ends = { image: await image.finish(), text: await text.stream.finish() };
  written.note('image.npy', ends.image.bytes);
  written.note('text.npy', ends.text.bytes);
  const manifest = await written.writeManifest({
    name: mapping.name,
    count: pairs.count,
    features: {
      image: { path: 'image.npy', encoder: made ? imageMaker?.encoder : undefined, normalized: (made && imageMaker?.normalized) || undefined },
      text: { path: 'text.npy', encoder: text.encoder, normalized: text.normalized },
    },
    labels: await labelsOf(trained?.classes ?? null, written),
    pairs: await writePairs(pairs, written),
    items: { path: 'items.jsonl' },
    thumbnails,
    vocab: text.vocab,
    encoder: await writeEncoder(options, made, written),
  });
  steps.finish();
  const report = reportOf({
    opened, files, mapping, pairs, trained, splits, leaks, items, shelf,
    image: ends.image.check,
    text: ends.text.check,
    rounded: { image: image.rounded, text: text.stream.rounded },
    findings: [...findings, ...text.findings, ...(made ? (imageMaker?.findings() ?? []) : []), ...ofThumbnails],
  });
  return { manifest, report };
}

/**
 * Writes the bundle that the mapping describes into the sink, and reports what was found. Features pass in blocks of about
 * 4 MB, image.npy and text.npy as float16 where the files hold it, else as float32; pairs with NaN or an infinity stay out.
 * manifest.json comes last. Memory beside a block: about 32 bytes a row and the classes.
 * Throws BundleError where the files do not fit the mapping, and the signal's reason where it is aborted; what is in the
 * sink is then no bundle, and the caller removes it.
 */
export async function convertToBundle(opened: OpenedFile[], mapping: Mapping, sink: BundleSink, options: ConvertOptions): Promise<Converted> {
  options.signal.throwIfAborted();
  refuseUnfit(opened, mapping);
  const closing = closingSink(sink);
  try {
    return await convert(opened, mapping, closing, options);
  } finally {
    await closing.closeAll();
  }
}
