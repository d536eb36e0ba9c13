import { readdirSync, readFileSync } from 'node:fs';
import { setWasmPaths } from '@tensorflow/tfjs-backend-wasm';
import { setBackend } from '@tensorflow/tfjs-core';
import { PNG } from 'pngjs';
import { beforeAll, expect, test } from 'vitest';
import { blobFile } from '../bundle/columns/byteFile';
import { readGeneralVectors } from '../bundle/convert/captionVectors';
import { convertInMemory, mapped, texts, type InMemory } from '../bundle/convert/fixtures/columns';
import { createTextMaker } from '../bundle/convert/textMaker';
import type { Dataset } from '../bundle/dataset';
import { encodeText } from '../bundle/encodeText';
import type { EncoderFile } from '../bundle/manifest';
import { readBundle, readEncoderFiles } from '../bundle/read';
import { filesSource, type BundleSource } from '../bundle/source';
import { createPictureEncoder, type Pixels } from '../engine/pictureEncoder';
import { openBundle } from '../tools/openBundle';
import { wasmFolder } from '../tools/wasmFolder';
import { createImageMaker, readShippedEncoder } from './imageMaker';
import { search } from './search/search';
import { linearCca } from './search/searchModel';
import type { SearchRequest } from './search/types';

const folder = new URL('../../e2e/fixtures/pictures/', import.meta.url);
const pictures = readdirSync(folder).filter((name) => name.endsWith('.png'));
const blobOf = (name: string): Blob => new Blob([readFileSync(new URL(name, folder))]);

/** The picture, enlarged by repeating pixels, in the middle of white. */
async function enlarged(blob: Blob, { inputSize, pictureSize }: EncoderFile): Promise<Pixels> {
  const png = PNG.sync.read(Buffer.from(await blob.arrayBuffer()));
  const data = new Uint8Array(inputSize * inputSize * 4).fill(255);
  const margin = (inputSize - pictureSize) / 2;
  const from = (at: number) => Math.floor((at * png.width) / pictureSize);
  for (let y = 0; y < pictureSize; y++) {
    for (let x = 0; x < pictureSize; x++) {
      const source = (from(y) * png.width + from(x)) * 4;
      data.set(png.data.subarray(source, source + 4), ((margin + y) * inputSize + margin + x) * 4);
    }
  }
  return { data, width: inputSize, height: inputSize };
}

let converted: InMemory;
let source: BundleSource;
let dataset: Dataset;

beforeAll(async () => {
  setWasmPaths(wasmFolder());
  await setBackend('wasm');
  const demo = await openBundle('demo');
  const rows = readFileSync(new URL('captions.csv', folder), 'utf8').trim().split('\n').slice(1).map((line) => /^(.+?),"(.+)",(.+)$/.exec(line)!);
  const part = { imageName: texts('file', rows.map((row) => row[1]!)), caption: texts('caption', rows.map((row) => row[2]!)), labels: texts('class', rows.map((row) => row[3]!)) };
  const imageMaker = await createImageMaker(await readShippedEncoder(demo), enlarged);
  converted = await convertInMemory(mapped([part], { labels: { kind: 'names', separator: null } }), {
    imageMaker,
    textMaker: createTextMaker({ general: (await readGeneralVectors(demo))! }),
    pictures: pictures.map((name) => blobFile({ path: `shapes/${name}`, file: blobOf(name) })),
  });
  imageMaker.dispose();
  source = filesSource([...converted.files].map(([path, bytes]) => ({ path, file: new Blob([bytes]) })));
  dataset = await readBundle(source);
}, 120_000);

test('24 pictures with their captions become a bundle of pairs with classes, splits, a vocabulary and the CNN', () => {
  expect(dataset).toMatchObject({ count: 24, image: { dims: 816 }, labels: { names: ['circle', 'square', 'triangle'] } });
  expect(dataset.image.encoder).toBe('MobileNetV2 1.4, block 13 expand, mean over height and width');
  expect(dataset.text.encoder).toMatch(/^mean of word vectors \(100\) and LSA of the training captions \(\d+\)$/);
  expect(converted.report.splits).toMatchObject({ made: true });
  expect(converted.report.findings.map(({ text }) => text).join(' ')).toContain('training captions, weighted by tf-idf, and general word vectors, which know 100 % of them.');
});

test('a dropped picture of the dataset has the features of its item, by the CNN of the new bundle', async () => {
  const encoder = await createPictureEncoder(dataset.encoder!, await readEncoderFiles(source, dataset.encoder!));
  const { caption } = dataset.items[5]!;
  const [, size, colour, shape] = /^a (\w+) (\w+) (\w+), on white$/.exec(caption)!;
  const features = await encoder.encode(await enlarged(blobOf(`${shape}-${colour}-${size}.png`), dataset.encoder!));
  const far = features.filter((value, j) => !(Math.abs(value - dataset.image.data[5 * 816 + j]!) <= 1e-5));
  expect(far).toHaveLength(0);
  encoder.dispose();
});

test('a typed caption has the features of its item', () => {
  const { text, items, vocab } = dataset;
  expect(encodeText(vocab!, items[7]!.caption).vector).toEqual(text.data.slice(7 * text.dims, 8 * text.dims));
});

test('typed words find the pictures that they describe; a word of no caption is understood by the general word vectors', async () => {
  const model = linearCca(dataset);
  const find = async (words: string) => {
    const request: SearchRequest = { query: [{ kind: 'words', text: words, weight: 1 }], target: 'image', score: 'canonical', gallery: 'all', classes: [], fold: false, model: 'cca', offset: 0, limit: 2 };
    const { hits, words: read } = await search({ dataset, model, own: null, encode: () => Promise.reject(new Error('no picture is asked for')) }, request);
    return { captions: hits.map(({ row }) => dataset.items[row]!.caption).sort(), known: read[0]?.known };
  };
  expect((await find('red circles')).captions).toEqual(['a large red circle, on white', 'a small red circle, on white']);
  expect((await find('large blue square')).captions).toContain('a large blue square, on white');
  expect(dataset.items.some(({ caption }) => caption.includes('ring'))).toBe(false);
  expect((await find('ring')).known).toEqual(['ring']);
});
