import * as ort from 'onnxruntime-web';
import { PbfReader } from 'pbf';
import { beforeAll, describe, expect, it } from 'vitest';
import { defaultConfig } from '../../../alscor/config';
import { fitStandardiser, type Features } from '../../../alscor/data';
import { randomModel } from '../../../alscor/fixtures/randomModel';
import { embedFeatures } from '../../../alscor/model';
import { startBackend } from '../../../engine/backends';
import { fitPreprocessing, preprocess, type FittedPreprocessing } from '../../../math/preprocess';
import { preprocessingKinds, type PreprocessingKind } from '../../../math/preprocessingKinds';
import { normal, streamKey } from '../../../math/random';
import type { Modality } from '../../../retrieval/scores';
import { wasmFolder } from '../../../tools/wasmFolder';
import type { TrainedModel } from '../../search/searchModel';
import { encodeTower } from './tower';

beforeAll(async () => {
  ort.env.wasm.numThreads = 1;
  await startBackend('wasm', wasmFolder());
});

const ROWS = 40;
const range = Int32Array.from({ length: ROWS }, (_, i) => i);

/** Columns of very different sizes, the first one constant, the second far from 0; one row of zeros, and one of tiny numbers. */
function features(dims: number, seed: number, counts: boolean): Features {
  const key = streamKey(seed);
  const data = Float32Array.from({ length: ROWS * dims }, (_, i) => {
    const x = normal(key, i);
    if (counts) return i % dims === 0 ? 2 : Math.max(0, Math.round(3 * x));
    return i % dims === 0 ? 0.5 : i % dims === 1 ? 1000 + x : x * (1 + (i % dims));
  });
  data.fill(0, 3 * dims, 4 * dims);
  for (let j = 5 * dims; j < 6 * dims; j++) data[j]! *= 1e-25;
  return { data, rows: ROWS, dims };
}

interface Case {
  kind: PreprocessingKind;
  members: number;
  multiLabel: boolean;
  activation: 'relu' | 'tanh';
}

/** Preprocessing and standardisers fitted on the features, as training does it. */
function trainedOn(raw: Record<Modality, Features>, { kind, members, multiLabel, activation }: Case): TrainedModel {
  const fit = (modality: Modality): FittedPreprocessing => fitPreprocessing(kind, raw[modality], range, modality);
  const preprocessing = { image: fit('image'), text: fit('text') };
  const prepared = { image: preprocess(preprocessing.image, raw.image, 'image'), text: preprocess(preprocessing.text, raw.text, 'text') };
  const config = { ...defaultConfig, members, activation, latentDim: 6, hiddenDim: 20, adversaryHidden: 4 };
  const model = randomModel({ image: prepared.image.dims, text: prepared.text.dims, classes: 5 }, config, multiLabel);
  return { ...model, preprocessing, standardisers: { image: fitStandardiser(prepared.image, range), text: fitStandardiser(prepared.text, range) } };
}

const numbersOf = ({ data }: ort.Tensor): Float32Array => {
  if (data instanceof Float32Array) return data;
  throw new Error('expected float32');
};

const largest = (a: Float32Array, b: Float32Array): number => a.reduce((most, x, i) => Math.max(most, Math.abs(x - b[i]!)), a.length === b.length ? 0 : Infinity);

async function run(bytes: Uint8Array, { data, rows, dims }: Features) {
  const session = await ort.InferenceSession.create(bytes, { executionProviders: ['wasm'] });
  const { embedding, posterior } = await session.run({ features: new ort.Tensor('float32', data, [rows, dims]) });
  await session.release();
  return { embedding: embedding!, posterior: posterior! };
}

const cases = preprocessingKinds.flatMap((kind) =>
  [1, 3].flatMap((members) => [false, true].flatMap((multiLabel) => (['relu', 'tanh'] as const).map((activation): Case => ({ kind, members, multiLabel, activation })))),
);

describe('an ONNX tower places items as the model does', () => {
  it.each(cases)('with $kind, $members members, several classes an item: $multiLabel, $activation', async (asked) => {
    const counts = asked.kind === 'tfidf';
    const raw = { image: features(17, 1, counts), text: features(11, 2, counts) };
    const trained = trainedOn(raw, asked);
    for (const modality of ['image', 'text'] as const) {
      const expected = await embedFeatures(trained, modality, preprocess(trained.preprocessing[modality], raw[modality], modality));
      const { embedding, posterior } = await run(encodeTower(trained, modality, {}), raw[modality]);
      expect([embedding.dims, posterior.dims]).toEqual([[ROWS, 6 * asked.members], [ROWS, 5]]);
      expect(largest(expected.latent, numbersOf(embedding))).toBeLessThan(1e-5);
      expect(largest(expected.posterior!, numbersOf(posterior))).toBeLessThan(1e-5);
    }
  });

  it('for batches of any size', async () => {
    const raw = { image: features(7, 1, false), text: features(4, 2, false) };
    const trained = trainedOn(raw, { kind: 'l2', members: 3, multiLabel: false, activation: 'relu' });
    const bytes = encodeTower(trained, 'text', {});
    const all = numbersOf((await run(bytes, raw.text)).embedding);
    const one = await run(bytes, { data: raw.text.data.slice(4 * 9, 4 * 10), rows: 1, dims: 4 });
    expect(largest(numbersOf(one.embedding), all.subarray(9 * 18, 10 * 18))).toBeLessThan(1e-6);
  });
});

describe('an ONNX file', () => {
  const trained = trainedOn({ image: features(7, 1, false), text: features(4, 2, false) }, { kind: 'none', members: 1, multiLabel: false, activation: 'relu' });

  it('says which version of the format it is, and what is told of it', () => {
    const read = new PbfReader(encodeTower(trained, 'image', { encoder: 'ResNet' })).readFields(
      (tag, found: { ir: number; opset: number; properties: string[] }, pbf) => {
        if (tag === 1) found.ir = pbf.readVarint();
        if (tag === 8) found.opset = pbf.readMessage((field, message: { version: number }, own) => void (field === 2 && (message.version = own.readVarint())), { version: 0 }).version;
        if (tag === 14) pbf.readMessage((_, list: string[], own) => void list.push(own.readString()), found.properties);
      },
      { ir: 0, opset: 0, properties: [] },
    );
    expect(read).toEqual({ ir: 8, opset: 17, properties: ['encoder', 'ResNet'] });
  });

  it('is of one size however often it is made', () => {
    expect(encodeTower(trained, 'image', {})).toEqual(encodeTower(trained, 'image', {}));
  });
});
