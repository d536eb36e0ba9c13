/** Reads a bundle into memory. */
import { openBundleFiles } from './bundleFiles';
import type { Dataset } from './dataset';
import type { Manifest } from './manifest';
import { readFeatures } from './readFeatures';
import { parseItems } from './readItems';
import { checkSplits, labelsOfImages, readLabels } from './readLabels';
import { readPairs } from './readPairs';
import { readPictures } from './readPictures';
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

/**
 * The dataset of a bundle, everything checked but the encoder's files, which `readEncoderFiles` reads.
 * Throws BundleError only.
 */
export async function readBundle(source: BundleSource, onProgress?: (done: number, total: number) => void): Promise<Dataset> {
  let done = 0;
  const files = await openBundleFiles(source, (_, bytes) => onProgress?.((done += progress.of(bytes)), progress.total));
  const { manifest } = files;
  const progress = progressOf(manifest);
  source.ahead?.(pathsToRead(manifest));
  const items = parseItems(await files.read(manifest.items.path), manifest.items.path, manifest.count);
  const images = manifest.pairs && (await readPairs(files, manifest.pairs.path));
  const labels = manifest.labels ? await readLabels(files, manifest.labels) : labelsOfImages(manifest.count, images);
  checkSplits(items, labels, manifest.items.path);
  const image = await readFeatures(files, manifest.features.image, images);
  const text = await readFeatures(files, manifest.features.text);
  const { name, description, license, citation, count, encoder } = manifest;
  const vocab = manifest.vocab && (await readVocab(files, manifest.vocab, text.dims));
  const thumbnails = manifest.thumbnails && (await readPictures(files, manifest.thumbnails));
  return { name, description, license, citation, count, image, text, labels, images, items, vocab, encoder, thumbnails, bytes: files.bytesRead() };
}
