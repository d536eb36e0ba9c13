/** The dataset's own CNN, loaded when the first picture is dropped. */
import type { Dataset } from '../bundle/dataset';
import { readEncoderFiles } from '../bundle/read';
import type { BundleSource } from '../bundle/source';
import type { PictureEncoder } from '../engine/pictureEncoder';
import { refuse } from './problem';

export class Pictures {
  private encoder: Promise<PictureEncoder> | null = null;

  constructor(
    private readonly dataset: Dataset,
    private readonly source: BundleSource,
  ) {}

  /** float32 [image dims]. Throws where the dataset has no CNN, or the CNN's features are not of its width. */
  async features(picture: Blob): Promise<Float32Array> {
    const { encoder: declaration, image } = this.dataset;
    if (!declaration) return refuse('Searching by a picture: expected a dataset with its own image encoder, got one without.', 'Pick a picture of the dataset instead.');
    const { createPictureEncoder, drawPicture } = await import('../engine/pictureEncoder');
    const { data, width, height } = await drawPicture(picture, declaration);
    this.encoder ??= readEncoderFiles(this.source, declaration).then((files) => createPictureEncoder(declaration, files));
    const encoder = await this.encoder.catch((error: unknown) => {
      this.encoder = null;
      throw error;
    });
    const features = await encoder.encode({ data, width, height });
    if (features.length !== image.dims) {
      return refuse(`Searching by a picture: expected the encoder to give ${image.dims} features, got ${features.length}.`, 'The dataset brings an encoder that is not its own.');
    }
    return features;
  }

  /** Frees the CNN; the next picture loads it again. */
  async release(): Promise<void> {
    const encoder = this.encoder;
    this.encoder = null;
    await encoder?.then((loaded) => loaded.dispose(), () => undefined);
  }
}
