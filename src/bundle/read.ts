/** Reads a bundle into memory. */
import { selectLabels } from '../retrieval/labels';
import { openBundleFiles, type BundleFiles } from './bundleFiles';
import type { Dataset } from './dataset';
import type { Manifest } from './manifest';
import { readFeatures, repeated } from './readFeatures';
import { parseItems } from './readItems';
import { checkSplits, labelsOfImages, readLabels } from './readLabels';
import { readPairs } from './readPairs';
import { readPictures } from './readPictures';
import { pairsThatFit, readSampledFeatures, sampleItems, usualRoom, type Room } from './readSample';
import { readVocab } from './readVocab';
import type { BundleSource } from './source';

export { readEncoderFiles } from './encoderFiles';

function pathsToRead({ features, labels, pairs, items, thumbnails, vocab }: Manifest): string[] {
  const arrays = [features.image.path, features.image.scale, features.text.path, features.text.scale, labels?.path, pairs?.path];
  const rest = [items.path, ...(thumbnails?.sheets ?? []), vocab?.path, vocab?.vectors, vocab?.scale];
  return [...arrays, ...rest].filter((path) => path !== undefined);
}

/** Counts bytes where the manifest gives the size of every file to read, else files. */
function progressOf(manifest: Manifest): { total: number; of: (bytes: number) => number } {
  const paths = pathsToRead(manifest);
  const sizes = paths.map((path) => (manifest.files && Object.hasOwn(manifest.files, path) ? manifest.files[path]?.bytes : undefined));
  if (sizes.includes(undefined)) return { total: paths.length, of: () => 1 };
  return { total: sizes.reduce<number>((sum, bytes) => sum + (bytes ?? 0), 0), of: (bytes) => bytes };
}

type Parts = Pick<Dataset, 'items' | 'labels' | 'images' | 'image' | 'text' | 'sampledFrom'>;

async function readWhole(files: BundleFiles): Promise<Parts> {
  const { count, items: { path }, pairs, labels: labelFile, features } = files.manifest;
  const items = parseItems(await files.read(path), path, count);
  const images = pairs && (await readPairs(files, pairs.path));
  const labels = labelFile ? await readLabels(files, labelFile) : labelsOfImages(count, images);
  checkSplits(items, labels, path);
  const image = await readFeatures(files, features.image, images);
  const text = await readFeatures(files, features.text);
  return { items, labels, images, image, text, sampledFrom: undefined };
}

async function readSample(source: BundleSource, files: BundleFiles, wanted: number): Promise<Parts> {
  const { manifest } = files;
  const { count, items: { path }, pairs, labels: labelFile, features } = manifest;
  const imageOf = pairs && (await readPairs(files, pairs.path));
  const { rows, items } = sampleItems(await files.read(path), manifest, wanted, imageOf);
  // The images of the sample, numbered anew in their order.
  const kept = imageOf ? [...new Set(rows.map((row) => imageOf[row]!))].sort((a, b) => a - b) : [];
  const places = new Map(kept.map((image, place) => [image, place]));
  const images = imageOf && rows.map((row) => places.get(imageOf[row]!)!);
  const all = labelFile && (await readLabels(files, labelFile));
  const labels = all ? { names: all.names, values: selectLabels(all.values, rows) } : labelsOfImages(rows.length, images);
  checkSplits(items, labels, path);
  const text = await readSampledFeatures(source, features.text, rows, count);
  if (!imageOf || !images) return { items, labels, images, image: await readSampledFeatures(source, features.image, rows, count), text, sampledFrom: count };
  const drawn = await readSampledFeatures(source, features.image, Int32Array.from(kept), imageOf.reduce((most, image) => Math.max(most, image + 1), 0));
  return { items, labels, images, image: { ...drawn, data: repeated(drawn.data, images, kept.length, 1), rows: rows.length }, text, sampledFrom: count };
}

/**
 * The dataset of a bundle, everything checked but the encoder's files, which `readEncoderFiles` reads. Where it is more
 * than the room, and its files can be read in parts, a sample of its pairs, without thumbnails.
 * Throws BundleError only.
 */
export async function readBundle(source: BundleSource, onProgress?: (done: number, total: number) => void, room: Room = usualRoom): Promise<Dataset> {
  let done = 0;
  const files = await openBundleFiles(source, (_, bytes) => onProgress?.((done += progress.of(bytes)), progress.total));
  const { manifest } = files;
  const progress = progressOf(manifest);
  const wanted = await pairsThatFit(source, manifest, room);
  const whole = wanted === manifest.count;
  source.ahead?.(pathsToRead(manifest));
  const parts = whole ? await readWhole(files) : await readSample(source, files, wanted);
  const { name, description, license, citation, encoder } = manifest;
  const vocab = manifest.vocab && (await readVocab(files, manifest.vocab, parts.text.dims));
  const thumbnails = whole && manifest.thumbnails ? await readPictures(files, manifest.thumbnails) : undefined;
  return { name, description, license, citation, count: parts.items.length, ...parts, vocab, encoder, thumbnails, bytes: files.bytesRead() };
}
