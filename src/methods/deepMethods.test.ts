import { memory } from '@tensorflow/tfjs-core';
import { beforeAll, describe, expect, it } from 'vitest';
import { defaultConfig } from '../alscor/config';
import type { PairData } from '../alscor/data';
import { clusteredPairs, range } from '../alscor/fixtures/clusters';
import { startBackend } from '../engine/backends';
import { normal, streamKey } from '../math/random';
import { selectLabels } from '../retrieval/labels';
import { chanceMap } from '../retrieval/metrics';
import { wasmFolder } from '../tools/wasmFolder';
import { acmrRecipe } from './acmr';
import { dccaRecipe } from './dcca';
import { deepMethod, type DeepRecipe } from './deepMethod';
import { dscmrRecipe } from './dscmr';
import { infoNceRecipe } from './infonce';
import { linearCca } from './linearCca';
import { finish, validationMap, type Method } from './method';

beforeAll(() => startBackend('wasm', wasmFolder()));

const separable: PairData = {
  ...clusteredPairs({ count: 150, classes: 3, views: 2, dims: { image: 12, text: 8 }, deviation: 0.3 }),
  train: range(150).slice(0, 100),
  validation: range(150).slice(100),
};

/** The recipe with so many epochs at most. */
const short = (recipe: DeepRecipe, epochs: number) => deepMethod({ ...recipe, settings: { ...recipe.settings, epochs } });

const chance = ({ labels, validation }: PairData): number => chanceMap(selectLabels(labels, validation));

describe.each([dccaRecipe, acmrRecipe, dscmrRecipe, infoNceRecipe].map((recipe) => [recipe.label, recipe] as const))('%s', (_, recipe) => {
  it('gives the same from the same seed, and something else from another', async () => {
    const fit = async (seed: number) => (await finish(short(recipe, 2).fit(separable, separable.train, { ...defaultConfig, seed }))).space.image.latent;
    const first = await fit(1);
    expect(await fit(1)).toEqual(first);
    expect(await fit(2)).not.toEqual(first);
  }, 20_000);

  it('leaves no tensor behind where it is stopped', async () => {
    for await (const { done } of short(recipe, 2).fit(separable, separable.train, defaultConfig)) {
      expect(done).toBe(1);
      expect(memory().numTensors).toBeGreaterThan(0);
      break;
    }
    expect(memory().numTensors).toBe(0);
  });

  it('stops in words, and leaves no tensor behind, where the loss is not a number', async () => {
    const data = separable.image.data.slice();
    data[0] = NaN;
    const broken = { ...separable, image: { ...separable.image, data } };
    const fit = finish(short(recipe, 2).fit(broken, broken.train, defaultConfig));
    await expect(fit).rejects.toThrow(`Fitting ${recipe.label} stopped in epoch 1: expected a finite loss, got NaN.`);
    await expect(fit).rejects.toHaveProperty('advice', expect.stringContaining('features'));
    expect(memory().numTensors).toBe(0);
  });
});

describe.each([acmrRecipe, dscmrRecipe, infoNceRecipe].map((recipe) => [recipe.label, recipe] as const))('%s', (_, recipe) => {
  it('ranks nearly every item of the class first where the classes are far apart', async () => {
    const fitted = await finish(short(recipe, 20).fit(separable, separable.train, defaultConfig));
    expect(validationMap(fitted, separable)).toBeGreaterThan(0.95);
  }, 20_000);
});

/** Images show a hidden value h, texts its square, each beside noise: no linear correlation, and the class is the square's half. */
function foldedPairs(count: number): PairData {
  const key = streamKey(7);
  const hidden = Array.from({ length: count }, (_, i) => normal(key, i));
  const beside = (dims: number, offset: number, own: (h: number) => number) =>
    Float32Array.from({ length: count * dims }, (_, i) => (i % dims === 0 ? own(hidden[Math.floor(i / dims)]!) : normal(key, offset + i)));
  const rows = range(count);
  return {
    image: { data: beside(3, 10_000, (h) => h), rows: count, dims: 3 },
    text: { data: beside(3, 20_000, (h) => h * h), rows: count, dims: 3 },
    // Half of the normal values are nearer to 0 than 0.6745.
    labels: Int32Array.from(hidden, (h) => (Math.abs(h) > 0.6745 ? 1 : 0)),
    classes: 2,
    count,
    views: 1,
    train: rows.slice(0, 300),
    validation: rows.slice(300),
  };
}

it('DCCA finds what is shared by a value and its square, linear CCA does not', async () => {
  const data = foldedPairs(400);
  const map = async (method: Method) => validationMap(await finish(method.fit(data, data.train, defaultConfig)), data);
  expect(await map(linearCca)).toBeLessThan(chance(data) + 0.1);
  expect(await map(short(dccaRecipe, 20))).toBeGreaterThan(chance(data) + 0.3);
}, 20_000);
