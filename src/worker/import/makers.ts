/** Makers of what the dropped files bring none of, with the CNN and the word vectors of the demo bundle. */
import { readGeneralVectors } from '../../bundle/convert/captionVectors';
import type { ConvertOptions } from '../../bundle/convert/convert';
import { createTextMaker } from '../../bundle/convert/textMaker';
import type { Mapping } from '../../bundle/layouts/mapping';
import { urlSource } from '../../bundle/source';
import type { DisposableImageMaker } from '../imageMaker';
import type { BackendChoice } from '../protocol';
import { createThumbnailMaker } from '../thumbnailMaker';

interface Makers extends Pick<ConvertOptions, 'textMaker' | 'thumbnailMaker'> {
  /** Disposed of by whoever asked. */
  imageMaker?: DisposableImageMaker;
}

/** Only those that the mapping needs; the backend is started for pictures alone. */
export async function makersFor({ parts }: Mapping, pictures: number, demo: string, backend: BackendChoice): Promise<Makers> {
  const source = urlSource(demo);
  const makers: Makers = {};
  if (parts.some(({ roles }) => !roles.text)) makers.textMaker = createTextMaker({ general: (await readGeneralVectors(source)) ?? undefined });
  if (parts.some(({ roles }) => !roles.image)) {
    // tfjs is loaded for pictures alone.
    const [{ startBackend }, { wasmAddresses }, { createImageMaker, readShippedEncoder }] = await Promise.all([import('../../engine/backends'), import('../../engine/wasmAddresses'), import('../imageMaker')]);
    await startBackend(backend, wasmAddresses);
    makers.imageMaker = await createImageMaker(await readShippedEncoder(source));
  }
  if (pictures > 0) makers.thumbnailMaker = createThumbnailMaker();
  return makers;
}
