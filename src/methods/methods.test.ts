import { memory } from '@tensorflow/tfjs-core';
import { beforeAll, describe, expect, it } from 'vitest';
import { clusteredPairs, multiLabelPairs, range } from '../alscor/fixtures/clusters';
import type { PairData } from '../alscor/data';
import { startBackend } from '../engine/backends';
import { selectLabels } from '../retrieval/labels';
import { chanceMap, meanAveragePrecision } from '../retrieval/metrics';
import { selectRows } from '../retrieval/scores';
import { normal, streamKey } from '../math/random';
import { wasmFolder } from '../tools/wasmFolder';
import { linearCca } from './linearCca';
import { finish, validationMap, type FittedMethod } from './method';
import { defaultConfig } from '../alscor/config';
import { methods } from './registry';
import { semanticMatching } from './semanticMatching';

beforeAll(() => startBackend('wasm', wasmFolder()));

const clusters: PairData = {
  ...clusteredPairs({ count: 180, classes: 3, views: 2, dims: { image: 12, text: 8 }, deviation: 1 }),
  train: range(180).slice(0, 120),
  validation: range(180).slice(120),
};

const several: PairData = {
  ...multiLabelPairs({ count: 300, classes: 5, views: 2, dims: { image: 14, text: 9 }, deviation: 0.5 }),
  train: range(300).slice(0, 200),
  validation: range(300).slice(200),
};

const small = { ...defaultConfig, latentDim: 4, hiddenDim: 32, batchSize: 40, epochs: 10 };

describe.each(methods.map((method) => [method.label, method] as const))('%s', (_, method) => {
  let fitted: FittedMethod;

  beforeAll(async () => {
    fitted = await finish(method.fit(clusters, clusters.train, small));
  }, 60_000);

  it('ranks the class first on separable clusters, and leaves no tensor behind', () => {
    expect(fitted.chosen).not.toBe('');
    const chance = chanceMap(selectLabels(clusters.labels, clusters.validation));
    expect(validationMap(fitted, clusters)).toBeGreaterThan(chance + 0.25);
    expect(memory().numTensors).toBe(0);
  });

  it('ranks pairs that share a class first where a pair has no, one or two of them', { timeout: 20_000 }, async () => {
    const model = await finish(method.fit(several, several.train, small));
    const chance = chanceMap(selectLabels(several.labels, several.validation));
    expect(validationMap(model, several)).toBeGreaterThan(chance + 0.25);
    expect(memory().numTensors).toBe(0);
  });

  it('puts a new item where the space has the same features', async () => {
    for (const modality of ['image', 'text'] as const) {
      const { data, dims } = clusters[modality];
      const { latent, k } = await fitted.embed(modality, data.slice(5 * dims, 6 * dims));
      const expected = fitted.space[modality].latent.subarray(5 * k, 6 * k);
      latent.forEach((value, i) => expect(value).toBeCloseTo(expected[i]!, 4));
    }
  });

  it('names its source', () => {
    expect(method.source).toMatch(/\d{4}/);
  });
});

/** Each text's own image, and not only its class, is told by one hidden value in both views. */
function planted(count: number): PairData {
  const key = streamKey(5);
  const hidden = Array.from({ length: count }, (_, i) => normal(key, i));
  const noisy = (dims: number, offset: number) => Float32Array.from({ length: count * dims }, (_, i) => (i % dims === 0 ? hidden[Math.floor(i / dims)]! + 0.05 * normal(key, offset + i) : normal(key, offset + i)));
  const rows = range(count);
  return {
    image: { data: noisy(6, 10_000), rows: count, dims: 6 },
    text: { data: noisy(4, 20_000), rows: count, dims: 4 },
    labels: Int32Array.from(hidden, (value) => (value > 0 ? 1 : 0)),
    classes: 2,
    count,
    views: 1,
    train: rows.slice(0, 300),
    validation: rows.slice(300),
  };
}

function validationScores(fitted: FittedMethod, { validation, labels }: PairData): number {
  const held = { image: selectRows(fitted.space.image, validation), text: selectRows(fitted.space.text, validation) };
  const { i2t, t2i } = meanAveragePrecision(held, selectLabels(labels, validation), 'canonical', 1);
  return (i2t + t2i) / 2;
}

describe('a planted correlation', () => {
  it('is recovered by linear CCA: the first correlation is that of the hidden value', async () => {
    const data = planted(400);
    const fitted = await finish(linearCca.fit(data, data.train, small));
    const { k } = fitted.space.image;
    const first = (modality: 'image' | 'text') => Array.from(data.validation, (row) => fitted.space[modality].latent[row * k]!);
    const [a, b] = [first('image'), first('text')];
    const agreeing = a.filter((value, i) => Math.sign(value) === Math.sign(b[i]!)).length / a.length;
    expect(agreeing).toBeGreaterThan(0.9);
  });

  it('needs no classes for linear CCA, and classes alone suffice for semantic matching', async () => {
    const data = planted(400);
    const chance = chanceMap(selectLabels(data.labels, data.validation));
    for (const method of [linearCca, semanticMatching]) expect(validationScores(await finish(method.fit(data, data.train, small)), data)).toBeGreaterThan(chance + 0.1);
  });
});

it('every method has a name of its own', () => {
  expect(new Set(methods.map(({ name }) => name)).size).toBe(methods.length);
});
