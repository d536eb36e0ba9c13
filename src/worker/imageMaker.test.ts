import { setWasmPaths } from '@tensorflow/tfjs-backend-wasm';
import { memory, setBackend } from '@tensorflow/tfjs-core';
import { PNG } from 'pngjs';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Picture } from '../bundle/convert/makers';
import { readEncoderFiles } from '../bundle/encoderFiles';
import { BundleError } from '../bundle/problem';
import { createPictureEncoder, type Pixels } from '../engine/pictureEncoder';
import { openBundle } from '../tools/openBundle';
import { wasmFolder } from '../tools/wasmFolder';
import { createImageMaker, readShippedEncoder, type DisposableImageMaker, type ShippedEncoder } from './imageMaker';

const SIDE = 224;
const going = new AbortController().signal;

/** A disc of its own size and colour, as PNG. */
function disc(radius: number, colour: [number, number, number]): Picture {
  const png = new PNG({ width: SIDE, height: SIDE });
  for (let i = 0; i < SIDE * SIDE; i++) {
    const inside = Math.hypot((i % SIDE) - SIDE / 2, Math.floor(i / SIDE) - SIDE / 2) < radius;
    png.data.set([...(inside ? colour : [255, 255, 255]), 255], i * 4);
  }
  return { name: `disc ${radius}.png`, blob: new Blob([Uint8Array.from(PNG.sync.write(png))]) };
}

const pictures = Array.from({ length: 11 }, (_, i) => disc(20 + 8 * i, [i * 20, 200 - i * 10, 90]));
const broken: Picture = { name: 'cut off.png', blob: new Blob([Uint8Array.of(0x89, 0x50, 0x4e, 0x47)]) };

async function decodePng(blob: Blob): Promise<Pixels> {
  return PNG.sync.read(Buffer.from(await blob.arrayBuffer()));
}

let shipped: ShippedEncoder;
let maker: DisposableImageMaker;

beforeAll(async () => {
  setWasmPaths(wasmFolder());
  await setBackend('wasm');
  shipped = await readShippedEncoder(await openBundle('demo'));
  maker = await createImageMaker(shipped, decodePng);
}, 60_000);

afterAll(() => maker.dispose());

test('the CNN of the demo has 816 features, its files go into the new bundle', async () => {
  expect([maker.dims, maker.encoder]).toEqual([816, 'MobileNetV2 1.4, block 13 expand, mean over height and width']);
  expect([...maker.encoderFiles!.files.keys()]).toEqual(['encoder/model.json', 'encoder/weights.bin']);
  expect(maker.encoderFiles!.declaration).toMatchObject({ path: 'encoder/model.json', inputSize: 224, pictureSize: 200 });
});

test('pictures of two batches have the features that each has alone, to 1e-5, and no tensor stays', async () => {
  const before = memory().numTensors;
  const features = await maker.encode(pictures, going);
  expect(features).toHaveLength(11 * 816);
  expect(memory().numTensors).toBe(before);
  const source = await openBundle('demo');
  const alone = await createPictureEncoder(shipped.declaration, await readEncoderFiles(source, shipped.declaration));
  for (const i of [0, 7, 8, 10]) {
    const row = await alone.encode(await decodePng(pictures[i]!.blob));
    const far = row.filter((value, j) => !(Math.abs(value - features[i * 816 + j]!) <= 1e-5));
    expect(far).toHaveLength(0);
  }
  alone.dispose();
});

test('a picture that cannot be decoded is a row of NaN and is named; the others are as without it', async () => {
  const own = await createImageMaker(shipped, decodePng);
  expect(own.findings()).toEqual([]);
  const features = await own.encode([pictures[0]!, broken, pictures[1]!], going);
  expect(features.subarray(816, 2 * 816).every(Number.isNaN)).toBe(true);
  const whole = await own.encode([pictures[0]!, pictures[1]!], going);
  expect(features.slice(0, 816)).toEqual(whole.slice(0, 816));
  expect(features.slice(2 * 816)).toEqual(whole.slice(816));
  const [finding] = own.findings();
  expect(finding!.kind).toBe('repaired');
  expect(finding!.text).toMatch(/^1 picture could not be read and is left out with its texts: cut off\.png \(.+\)\.$/);
  own.dispose();
});

test('of many broken pictures the first five are named', async () => {
  const own = await createImageMaker(shipped, decodePng);
  await own.encode(Array.from({ length: 9 }, (_, i) => ({ ...broken, name: `${i}.png` })), going);
  const { text } = own.findings()[0]!;
  expect(text).toContain('9 pictures could not be read and are left out with their texts: 0.png (');
  expect(text).toContain('4.png (');
  expect(text).not.toContain('5.png');
  own.dispose();
});

test('a cancel ends before the next batch, and no tensor stays', async () => {
  const before = memory().numTensors;
  const cancel = new AbortController();
  let drawn = 0;
  const own = await createImageMaker(shipped, async (blob) => {
    drawn++;
    cancel.abort();
    return decodePng(blob);
  });
  await expect(own.encode(pictures, cancel.signal)).rejects.toThrow('aborted');
  expect(drawn).toBe(8);
  own.dispose();
  expect(memory().numTensors).toBe(before);
});

test('a bundle without a CNN is refused with what to try', async () => {
  const reading = readShippedEncoder(await openBundle('src/bundle/fixtures/tiny'));
  await expect(reading).rejects.toThrow(BundleError);
  await expect(reading).rejects.toThrow('expected an encoder of pictures in manifest.json, got none');
});
