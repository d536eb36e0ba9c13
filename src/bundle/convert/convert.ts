/** From the columns of dropped files to a bundle: two passes over the rows, in blocks. */
import type { OpenedFile } from '../columns/column';
import { checkMapping } from '../layouts/checkMapping';
import type { Mapping } from '../layouts/mapping';
import type { Manifest } from '../manifest';
import { BundleError } from '../problem';
import { readClasses, trainedClasses, type TrainedClasses } from './classes';
import { closingSink } from './closingSink';
import type { Converted, ConvertOptions } from './convertOptions';
import { keepFeatures, type KeptFeatures } from './features';
import { writeItems, type ItemFacts } from './itemLines';
import { countLeaks } from './leaks';
import { WrittenFiles } from './manifestFile';
import { partColumns } from './partColumns';
import { pictureShelf, type PictureShelf } from './pictures';
import { reportOf } from './reportOf';
import type { FeatureCheck, Finding } from './report';
import { checkLimits, rowsToRead } from './rowsToRead';
import { textSide, writeClasses, writeEncoder, writePairs, writeThumbnails, type TextSide } from './sideFiles';
import type { BundleSink } from './sink';
import { pairSplits, type PairSplits } from './splits';
import { Steps } from './steps';

export { convertLimits } from './convertOptions';
export type { Converted, ConvertLimits, ConvertOptions } from './convertOptions';

function refuseUnfit(opened: OpenedFile[], mapping: Mapping): void {
  const problems = checkMapping(opened, mapping);
  if (problems.length > 0) throw new BundleError(`Taking in ${mapping.name}: ${problems.join(' ')}`, 'Choose the columns again.');
}

interface Conversion {
  opened: OpenedFile[];
  mapping: Mapping;
  options: ConvertOptions;
  written: WrittenFiles;
  shelf: PictureShelf;
  steps: Steps;
}

function begin(opened: OpenedFile[], mapping: Mapping, sink: BundleSink, options: ConvertOptions): Conversion & { parts: ReturnType<typeof partColumns> } {
  const parts = partColumns(opened, mapping);
  checkLimits(parts, options.limits);
  const { pictures = [], thumbnailMaker, onProgress, signal } = options;
  const total = rowsToRead(parts, mapping.captionsPerImage, thumbnailMaker !== undefined && pictures.length > 0);
  return { opened, mapping, options, parts, written: new WrittenFiles(sink), shelf: pictureShelf(pictures), steps: new Steps(total, onProgress, signal) };
}

interface Sides extends KeptFeatures {
  splits: PairSplits;
  /** null: the files give no classes. */
  trained: TrainedClasses | null;
  textSide: TextSide;
  findings: Finding[];
}

/** Pass 1, then what follows from it: classes, splits, and text features where they are made. */
async function takeFeatures({ parts, ...conversion }: ReturnType<typeof begin>): Promise<Sides> {
  const { mapping, options, written, shelf, steps } = conversion;
  steps.begin('Reading features');
  const kept = await keepFeatures(written.sink, parts, mapping, { maker: options.imageMaker, shelf }, steps);
  steps.begin('Reading classes and splits');
  const { classes, findings } = await readClasses(kept.pairs, mapping, steps);
  const splits = await pairSplits(kept.pairs, classes, mapping, steps);
  const trained = classes && trainedClasses(classes, splits.values);
  return { ...kept, splits, trained, findings, textSide: await textSide(kept.text, kept.pairs, splits.values, written, options, steps) };
}

interface Ended {
  items: ItemFacts;
  checks: { image: FeatureCheck; text: FeatureCheck };
  manifest: Manifest;
  findings: Finding[];
}

/** Pass 2: items, then all that is small, and the manifest last. */
async function writeRest({ mapping, options, written, shelf, steps }: Conversion, { pairs, image, splits, trained, textSide: text }: Sides): Promise<Ended> {
  const { imageMaker } = options;
  const made = pairs.parts.some(({ columns }) => columns.image === null);
  steps.begin('Writing items');
  const classes = trained?.classes ?? null;
  const items = await writeItems(written.sink, 'items.jsonl', pairs, splits.values, classes, steps);
  written.note('items.jsonl', items.bytes);
  const { thumbnails, findings } = await writeThumbnails(pairs, shelf, options, written, steps);
  const [ofImage, ofText] = [await image.finish(), await text.stream.finish()];
  written.note('image.npy', ofImage.bytes);
  written.note('text.npy', ofText.bytes);
  const manifest = await written.writeManifest({
    name: mapping.name.trim() || 'Dataset',
    count: pairs.count,
    features: {
      image: { path: 'image.npy', encoder: made ? imageMaker?.encoder : undefined, normalized: (made && imageMaker?.normalized) || undefined },
      text: { path: 'text.npy', encoder: text.encoder, normalized: text.normalized },
    },
    labels: await writeClasses(classes, written),
    pairs: await writePairs(pairs, written),
    items: { path: 'items.jsonl' },
    thumbnails,
    vocab: text.vocab,
    encoder: await writeEncoder(options, made, written),
  });
  return { items, checks: { image: ofImage.check, text: ofText.check }, manifest, findings: [...findings, ...(made ? (imageMaker?.findings() ?? []) : [])] };
}

async function convert(opened: OpenedFile[], mapping: Mapping, sink: BundleSink, options: ConvertOptions): Promise<Converted> {
  const conversion = begin(opened, mapping, sink, options);
  const sides = await takeFeatures(conversion);
  const { items, checks, manifest, findings } = await writeRest(conversion, sides);
  const { pairs, splits, trained, image, textSide: text } = sides;
  conversion.steps.finish();
  const report = reportOf({
    opened, mapping, pairs, splits, trained, items, ...checks,
    files: options.files ?? [],
    shelf: conversion.shelf,
    rounded: { image: image.rounded, text: text.stream.rounded },
    leaks: { image: countLeaks(image.hashes, splits.values, pairs.imageRows), text: countLeaks(text.stream.hashes, splits.values, null) },
    findings: [...sides.findings, ...text.findings, ...findings],
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
