/** A bundle's CNN: pictures to the image features that its items have. */
import { GraphModel, loadGraphModel } from '@tensorflow/tfjs-converter';
import { io, mean, tensor, Tensor, tidy } from '@tensorflow/tfjs-core';
import type { EncoderFile } from '../bundle/manifest';
import { decodePicture, fitted } from './decodePicture';

export interface Pixels {
  /** RGBA bytes [height, width, 4]; alpha is not looked at. */
  data: Uint8ClampedArray | Uint8Array;
  width: number;
  height: number;
}

export interface PictureEncoder {
  /** float32 [features]: mean over height and width of the output node for one picture of inputSize² pixels. */
  encode(pixels: Pixels): Promise<Float32Array>;
  /** float32 [pictures.length, features], row i of picture i: what `encode` gives for each, in one pass of the CNN. */
  encodeBatch(pictures: Pixels[]): Promise<Float32Array>;
  /** Frees the model's tensors. */
  dispose(): void;
}

interface ModelJson {
  modelTopology: io.ModelArtifacts['modelTopology'];
  weightsManifest: io.WeightsManifestConfig;
}

async function modelFrom(files: { modelJson: Uint8Array; weights: Uint8Array }): Promise<GraphModel> {
  const json = JSON.parse(new TextDecoder().decode(files.modelJson)) as ModelJson;
  const weightSpecs = json.weightsManifest.flatMap((group) => group.weights);
  const weightData = files.weights.slice().buffer;
  return loadGraphModel(io.fromMemory({ modelTopology: json.modelTopology, weightSpecs, weightData }));
}

/** RGB in 0..1, float32 [pictures, size·size·3]. */
function colours(pictures: Pixels[], size: number): Float32Array {
  const area = size * size;
  const rgb = new Float32Array(pictures.length * area * 3);
  pictures.forEach(({ data }, picture) => {
    const start = picture * area * 3;
    for (let i = 0; i < area; i++) {
      for (let c = 0; c < 3; c++) rgb[start + i * 3 + c] = data[i * 4 + c]! / 255;
    }
  });
  return rgb;
}

function outputOf(model: GraphModel, input: Tensor, node: string): Tensor {
  const result = model.execute(input, node);
  if (result instanceof Tensor) return result;
  throw new Error(`Encoding a picture: expected one tensor from ${node}, got ${Array.isArray(result) ? result.length : 'a map'}.`);
}

function checkSize(pixels: Pixels, size: number): void {
  if (pixels.width === size && pixels.height === size && pixels.data.length === size * size * 4) return;
  const got = `${pixels.width} × ${pixels.height} in ${pixels.data.length} bytes`;
  throw new Error(`Encoding a picture: expected ${size} × ${size} RGBA pixels, got ${got}. Draw it with drawPicture first.`);
}

/**
 * The encoder of a bundle from its files in memory, on the backend in use. The caller disposes of it; encoding leaves no
 * tensor behind. Only the nodes that the output needs are run.
 */
export async function createPictureEncoder(
  declaration: EncoderFile,
  files: { modelJson: Uint8Array; weights: Uint8Array },
): Promise<PictureEncoder> {
  const { inputSize, output } = declaration;
  const model = await modelFrom(files);
  async function encodeBatch(pictures: Pixels[]): Promise<Float32Array> {
    if (pictures.length === 0) return new Float32Array();
    for (const pixels of pictures) checkSize(pixels, inputSize);
    const features = tidy(() => {
      const input = tensor(colours(pictures, inputSize), [pictures.length, inputSize, inputSize, 3]);
      return mean(outputOf(model, input, output), [1, 2]);
    });
    try {
      return await features.data<'float32'>();
    } finally {
      features.dispose();
    }
  }
  return { encode: (pixels) => encodeBatch([pixels]), encodeBatch, dispose: () => model.dispose() };
}

/**
 * The picture fitted into a centred square of `pictureSize` on a white ground of `inputSize`². For the page or a worker.
 * Throws where the browser cannot decode it.
 */
export async function drawPicture(blob: Blob, declaration: EncoderFile): Promise<ImageData> {
  const { inputSize, pictureSize } = declaration;
  const bitmap = await decodePicture(blob);
  try {
    const context = new OffscreenCanvas(inputSize, inputSize).getContext('2d', { willReadFrequently: true });
    if (!context) throw new Error('Drawing a picture: expected a 2-D canvas, got none. Close other tabs and try again.');
    const [width, height] = fitted(bitmap, pictureSize);
    context.fillStyle = '#fff';
    context.fillRect(0, 0, inputSize, inputSize);
    context.imageSmoothingQuality = 'high';
    context.drawImage(bitmap, (inputSize - width) / 2, (inputSize - height) / 2, width, height);
    return context.getImageData(0, 0, inputSize, inputSize);
  } finally {
    bitmap.close();
  }
}
