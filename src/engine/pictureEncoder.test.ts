import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { setWasmPaths } from '@tensorflow/tfjs-backend-wasm';
import { getBackend, getKernelsForBackend, memory, profile, setBackend, tensor1d } from '@tensorflow/tfjs-core';
import { PNG } from 'pngjs';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Dataset } from '../bundle/dataset';
import type { EncoderFile } from '../bundle/manifest';
import { readBundle, readEncoderFiles } from '../bundle/read';
import { openBundle } from '../tools/openBundle';
import { wasmFolder } from '../tools/wasmFolder';
import { createPictureEncoder, type PictureEncoder, type Pixels } from './pictureEncoder';

const folder = fileURLToPath(new URL('fixtures/pictures/', import.meta.url));
const names = readdirSync(folder).sort();

let dataset: Dataset;
let declaration: EncoderFile;
let encoder: PictureEncoder;

beforeAll(async () => {
  const source = await openBundle('demo');
  dataset = await readBundle(source);
  if (!dataset.encoder) throw new Error('Reading the demo: expected an encoder, got none. Run npm run demo.');
  declaration = dataset.encoder;
  setWasmPaths(wasmFolder());
  await setBackend('wasm');
  encoder = await createPictureEncoder(declaration, await readEncoderFiles(source, declaration));
}, 60_000);

afterAll(() => encoder.dispose());

const pixelsOf = (name: string): Pixels => PNG.sync.read(readFileSync(`${folder}${name}`));

function shippedFeature(name: string): Float32Array {
  const [, view, code] = /^(\d)-(.+)\.png$/.exec(name) ?? [];
  const item = dataset.items.findIndex(({ id }) => id === code);
  const { data, dims } = dataset.image;
  const row = Number(view) * dataset.count + item;
  return data.slice(row * dims, (row + 1) * dims);
}

function cosine(a: Float32Array, b: Float32Array): number {
  return a.reduce((sum, value, i) => sum + value * b[i]!, 0) / (Math.hypot(...a) * Math.hypot(...b));
}

test('the shipped CNN gives the features of the bundle for 24 pictures of four views', async () => {
  expect(getBackend()).toBe('wasm');
  expect(names).toHaveLength(24);
  const cosines: number[] = [];
  for (const name of names) cosines.push(cosine(await encoder.encode(pixelsOf(name)), shippedFeature(name)));
  const least = Math.min(...cosines);
  console.log(`Least cosine of 24 pictures: ${least.toFixed(6)} (${names[cosines.indexOf(least)]})`);
  expect(cosines.filter((value) => value > 0.999)).toHaveLength(24);
}, 60_000);

test('a picture of another emoji has another feature, so the cosine above says something', async () => {
  const [first, second] = [names[0]!, names[1]!];
  expect(cosine(await encoder.encode(pixelsOf(first)), shippedFeature(second))).toBeLessThan(0.99);
});

test('the same picture gives the same feature, and alpha is not looked at', async () => {
  const pixels = pixelsOf(names[0]!);
  const first = await encoder.encode(pixels);
  const clear = Uint8Array.from(pixels.data, (value, i) => (i % 4 === 3 ? 0 : value));
  expect(await encoder.encode({ ...pixels, data: clear })).toEqual(first);
  expect(first).toHaveLength(dataset.image.dims);
  expect(first.every((value) => value >= 0 && value <= 6)).toBe(true);
});

test('pictures encoded together have the features that each has alone, to 1e-5', async () => {
  const pictures = names.slice(0, 5).map(pixelsOf);
  const together = await encoder.encodeBatch(pictures);
  const alone: Float32Array[] = [];
  for (const picture of pictures) alone.push(await encoder.encode(picture));
  const dims = dataset.image.dims;
  expect(together).toHaveLength(5 * dims);
  const difference = alone.flatMap((row, i) => Array.from(row, (value, j) => Math.abs(value - together[i * dims + j]!)));
  expect(difference.filter((value) => value <= 1e-5)).toHaveLength(5 * dims);
});

test('no pictures give no features', async () => {
  expect(await encoder.encodeBatch([])).toEqual(new Float32Array());
});

test('encoding leaves no tensor behind', async () => {
  const before = memory().numTensors;
  await encoder.encode(pixelsOf(names[0]!));
  await encoder.encodeBatch(names.slice(0, 3).map(pixelsOf));
  expect(memory().numTensors).toBe(before);
});

test('disposing frees the weights', async () => {
  const before = memory().numTensors;
  const another = await createPictureEncoder(declaration, await readEncoderFiles(await openBundle('demo'), declaration));
  expect(memory().numTensors).toBeGreaterThan(before);
  await another.encode(pixelsOf(names[0]!));
  another.dispose();
  expect(memory().numTensors).toBe(before);
});

test('a picture of another size, and bytes that do not fill it, are refused', async () => {
  const before = memory().numTensors;
  const small = encoder.encode({ data: new Uint8Array(200 * 200 * 4), width: 200, height: 200 });
  await expect(small).rejects.toThrow('expected 224 × 224 RGBA pixels, got 200 × 200 in 160000 bytes');
  const rgb = encoder.encode({ data: new Uint8Array(224 * 224 * 3), width: 224, height: 224 });
  await expect(rgb).rejects.toThrow('got 224 × 224 in 150528 bytes');
  expect(memory().numTensors).toBe(before);
});

test('encoding runs on kernels of the wasm backend only', async () => {
  const registered = new Set(getKernelsForBackend('wasm').map(({ kernelName }) => kernelName));
  const { kernelNames } = await profile(async () => tensor1d(await encoder.encode(pixelsOf(names[0]!))));
  expect(kernelNames.length).toBeGreaterThan(0);
  // A name ending in "__op" is that of an operation, whose kernels are listed besides.
  expect(kernelNames.filter((kernel) => !kernel.endsWith('__op') && !registered.has(kernel))).toEqual([]);
});
