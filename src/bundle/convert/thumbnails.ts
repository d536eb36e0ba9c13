/** Small pictures of the images that stay, in the order of image.npy. */
import type { ThumbnailMaker } from './makers';
import type { KeptPairs } from './keptPairs';
import { namesOfImages, type PictureShelf } from './pictures';
import type { Steps } from './steps';

const BATCH = 64;

/** Names of pictures by row of image.npy. */
async function namesOfRows({ parts, images }: KeptPairs): Promise<string[]> {
  const names: string[] = [];
  for (const { columns, images: shared, kept } of parts) {
    const own = await namesOfImages(columns, shared);
    own.forEach((name, image) => {
      if (kept.imageRows ? kept.imageRows[image]! >= 0 : kept.texts.has(image)) names.push(name);
    });
  }
  if (names.length !== images) throw new RangeError(`Thumbnails: expected the names of ${images} images, got ${names.length}.`);
  return names;
}

/** null where no image has a picture. */
export async function drawThumbnails(pairs: KeptPairs, shelf: PictureShelf, maker: ThumbnailMaker, steps: Steps): Promise<Awaited<ReturnType<ThumbnailMaker['finish']>>> {
  const names = await namesOfRows(pairs);
  maker.begin(names.length);
  for (let start = 0; start < names.length; start += BATCH) {
    const block = names.slice(start, start + BATCH);
    await maker.add(await Promise.all(block.map(async (name) => (name === '' ? null : shelf.find(name)))), steps.signal);
    await steps.took(block.length);
  }
  return maker.finish();
}
