import { basename, extname, resolve } from 'node:path';
import { readGeneralVectors } from '../bundle/convert/captionVectors';
import { convertLimits, convertToBundle } from '../bundle/convert/convert';
import { memorySink } from '../bundle/convert/memorySink';
import { createTextMaker } from '../bundle/convert/textMaker';
import type { Dataset } from '../bundle/dataset';
import { closeDrop, guessOf, isBundle, openDrop, unpacked, type OpenedDrop } from '../bundle/dropped';
import type { Mapping } from '../bundle/layouts/mapping';
import { BundleError } from '../bundle/problem';
import { readBundle } from '../bundle/read';
import { filesSource, type BundleSource } from '../bundle/source';
import { droppedPaths } from './droppedPaths';
import { openBundle } from './openBundle';

async function takenIn({ opened }: OpenedDrop, mapping: Mapping): Promise<BundleSource> {
  const sink = memorySink();
  const makes = mapping.parts.some(({ roles }) => !roles.text);
  const textMaker = makes ? createTextMaker({ general: (await readGeneralVectors(await openBundle('demo'))) ?? undefined }) : undefined;
  await convertToBundle(opened, mapping, sink, { onProgress: () => undefined, signal: new AbortController().signal, limits: convertLimits, textMaker });
  return filesSource([...sink.files].map(([path, bytes]) => ({ path, file: new Blob([bytes]) })), mapping.name);
}

/**
 * The dataset at a path: a bundle, or files in a layout that is told with certainty, taken in as the page does.
 * Throws BundleError.
 */
export async function openDataset(path: string): Promise<Dataset> {
  if (path === 'demo') return readBundle(await openBundle(path));
  const files = await unpacked(await droppedPaths([path]));
  if (isBundle(files)) return readBundle(await openBundle(path));
  const drop = await openDrop(files, () => undefined);
  try {
    const { mapping, certain, doubts } = await guessOf(drop, files.map((file) => file.path), basename(resolve(path), extname(path)));
    if (!certain) throw new BundleError(`Opening ${path}: expected files whose meaning is certain, got doubts: ${doubts.join(' ')}`, 'Make a bundle of them with npm run bundle, which takes a mapping, or in the page.');
    return await readBundle(await takenIn(drop, mapping));
  } finally {
    closeDrop(drop);
  }
}
