/** Features of a visitor's own pictures, by the CNN of the bundle that the page ships with. */
import type { ImageMaker, Picture } from '../bundle/convert/makers';
import type { Finding } from '../bundle/convert/report';
import { joinEncoderFiles, readEncoderPaths } from '../bundle/encoderFiles';
import { openBundleFiles } from '../bundle/bundleFiles';
import type { EncoderFile } from '../bundle/manifest';
import { BundleError } from '../bundle/problem';
import type { BundleSource } from '../bundle/source';
import { createPictureEncoder, drawPicture, type PictureEncoder, type Pixels } from '../engine/pictureEncoder';
import { BrokenPictures } from './brokenPictures';

export interface ShippedEncoder {
  declaration: EncoderFile;
  /** By path in the bundle. */
  files: Map<string, Uint8Array<ArrayBuffer>>;
  /** For people, e.g. "MobileNetV2 1.4, block 13 expand, mean over height and width". */
  name: string;
}

/** The CNN that a bundle brings. Throws BundleError where it has none, or a file of it cannot be read. */
export async function readShippedEncoder(source: BundleSource): Promise<ShippedEncoder> {
  const { encoder, features } = (await openBundleFiles(source)).manifest;
  if (!encoder) throw new BundleError(`Reading ${source.name}: expected an encoder of pictures in manifest.json, got none.`, 'Bring image features, or a bundle with an encoder.');
  return { declaration: encoder, files: await readEncoderPaths(source, encoder), name: features.image.encoder ?? 'the CNN of the bundle' };
}

/** Draws a picture as the CNN's input; replaced where there is no browser. */
export type DrawPicture = (blob: Blob, declaration: EncoderFile) => Promise<Pixels>;

export interface DisposableImageMaker extends ImageMaker {
  /** Frees the CNN's tensors. */
  dispose(): void;
}

/** Activations of 8 pictures take some 100 MB; on wasm a picture takes no less time in larger batches, and from 4 on no more. */
const BATCH = 8;
const blank = (size: number): Pixels => ({ data: new Uint8Array(size * size * 4).fill(255), width: size, height: size });

class CnnImageMaker implements DisposableImageMaker {
  readonly normalized = false;
  readonly batch = BATCH;
  readonly encoder: string;
  readonly encoderFiles: NonNullable<ImageMaker['encoderFiles']>;
  private readonly broken = new BrokenPictures();

  constructor(
    readonly dims: number,
    private readonly cnn: PictureEncoder,
    private readonly shipped: ShippedEncoder,
    private readonly draw: DrawPicture,
  ) {
    this.encoder = shipped.name;
    this.encoderFiles = { declaration: shipped.declaration, files: shipped.files };
  }

  async encode(pictures: Picture[], signal: AbortSignal): Promise<Float32Array> {
    const features = new Float32Array(pictures.length * this.dims).fill(NaN);
    for (let start = 0; start < pictures.length; start += BATCH) {
      signal.throwIfAborted();
      await this.encodeBatch(pictures.slice(start, start + BATCH), features.subarray(start * this.dims));
    }
    return features;
  }

  /** Rows of pictures that cannot be drawn stay as they are. */
  private async encodeBatch(pictures: Picture[], rows: Float32Array): Promise<void> {
    const drawn = await Promise.all(pictures.map((picture) => this.drawn(picture)));
    const readable = [...drawn.keys()].filter((i) => drawn[i] !== null);
    const encoded = await this.cnn.encodeBatch(drawn.filter((pixels) => pixels !== null));
    readable.forEach((row, i) => rows.set(encoded.subarray(i * this.dims, (i + 1) * this.dims), row * this.dims));
  }

  private async drawn({ name, blob }: Picture): Promise<Pixels | null> {
    try {
      return await this.draw(blob, this.shipped.declaration);
    } catch (error) {
      this.broken.add(name, error);
      return null;
    }
  }

  findings(): Finding[] {
    return this.broken.findings('repaired', ['is left out with its texts', 'are left out with their texts']);
  }

  dispose(): void {
    this.cnn.dispose();
  }
}

/**
 * A maker of image features on the backend in use, which must have been started. Between batches of 8 it lets a cancel
 * through; no tensor stays behind but the CNN's weights, until `dispose`.
 */
export async function createImageMaker(shipped: ShippedEncoder, draw: DrawPicture = drawPicture): Promise<DisposableImageMaker> {
  const { declaration, files } = shipped;
  const cnn = await createPictureEncoder(declaration, joinEncoderFiles(files, declaration));
  const dims = (await cnn.encode(blank(declaration.inputSize))).length;
  return new CnnImageMaker(dims, cnn, shipped, draw);
}
