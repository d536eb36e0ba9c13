import * as tf from '@tensorflow/tfjs-core';
import { Matrix } from 'ml-matrix';
import { beforeAll, describe, expect, test } from 'vitest';
import { startBackend } from '../engine/backends';
import { holdOut } from '../retrieval/holdOut';
import { classesOf, selectLabels } from '../retrieval/labels';
import { chanceMap, meanAveragePrecision } from '../retrieval/metrics';
import { selectRows, type Modality, type Space } from '../retrieval/scores';
import { wasmFolder } from '../tools/wasmFolder';
import { planMembers } from './committee';
import { standardise, uploadData, viewRows } from './data';
import { DivergenceError } from './divergence';
import { multiLabelPairs, range } from './fixtures/clusters';
import { broken, classes, clear, config, count, labels, noisy, run, trainSplit, views } from './fixtures/smallRuns';
import { embedFeatures, netOutputs, uploadWeights } from './model';
import { referenceCcaLayer } from './reference';
import { totalSteps, trainAlscor } from './run';
import { selectionScore } from './validation';
import { listWeights } from './weights';

/** NaN where a number is. */
function largestDifference(got: ArrayLike<number>, expected: ArrayLike<number>): number {
  if (got.length !== expected.length) return Infinity;
  return Math.max(...Array.from(got, (value, i) => Math.abs(value - expected[i]!)));
}

const unitRows = (Z: Matrix): number[] => Z.to2DArray().flatMap((row) => row.map((x) => x / Math.hypot(...row)));

beforeAll(async () => {
  await startBackend('wasm', wasmFolder());
});

describe('a whole run', () => {
  test('tells every step once and in order, then its epoch, and ends with the result', async () => {
    const kinds: string[] = [];
    const steps: number[] = [];
    for await (const event of trainAlscor(noisy, config, trainSplit)) {
      if (event.type === 'steps') steps.push(...event.points.map(({ step }) => step));
      else kinds.push(event.type === 'epoch' ? `epoch ${event.result.epoch} after step ${event.result.step}` : 'result');
    }
    // 70 pairs to train on make round(70 / 24) = 3 batches an epoch
    expect(totalSteps(noisy, config)).toBe(12);
    expect(steps).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12]);
    expect(kinds).toEqual(['epoch 1 after step 3', 'epoch 2 after step 6', 'epoch 3 after step 9', 'epoch 4 after step 12', 'result']);
  });

  test('gives the same numbers twice from one seed, and others from another', async () => {
    const [one, same, other] = [await run(noisy, {}), await run(noisy, {}), await run(noisy, { seed: 2 })];
    expect(same.points).toEqual(one.points);
    expect(same.result.space).toEqual(one.result.space);
    for (const [i, { total }] of other.points.entries()) expect(Math.abs(total - one.points[i]!.total)).toBeGreaterThan(0);
  });

  test('strengthens the reversal as 2 / (1 + exp(-10p)) - 1 over the share p of the steps made before', async () => {
    const { points } = await run(noisy, {});
    const expected = points.map((_, i) => 2 / (1 + Math.exp((-10 * i) / 12)) - 1);
    expect(largestDifference(points.map(({ reversal }) => reversal), expected)).toBeLessThan(1e-12);
    expect(points.at(-1)!.reversal).toBeGreaterThan(0.99);
  });

  test('lifts the validation MAP of separable classes above the first epoch and far above chance', async () => {
    const { epochs } = await run(clear, { epochs: 10, learningRate: 0.03 });
    const chance = chanceMap(clear.validation.map((row) => labels[row]!));
    const [first, last] = [epochs[0]!, epochs.at(-1)!];
    for (const kind of ['canonical', 'semantic', 'fused'] as const) {
      for (const direction of ['i2t', 't2i'] as const) {
        expect(last.validation[kind][direction], `${kind} ${direction}`).toBeGreaterThan(2 * chance);
        expect(last.validation[kind][direction], `${kind} ${direction}`).toBeGreaterThan(first.validation[kind][direction]);
      }
    }
  });
});

/** AP by definition: precision at each relevant rank, averaged; images ask, held-out texts answer. */
function meanApOfImages({ image, text }: Space, rows: Int32Array): number {
  const score = (query: number, item: number) => image.latent.subarray(query * image.k, (query + 1) * image.k).reduce((sum, x, j) => sum + x * text.latent[item * text.k + j]!, 0);
  const aps = Array.from(rows, (query) => {
    const ranked = [...rows].sort((a, b) => score(query, b) - score(query, a)).map((row) => labels[row] === labels[query]);
    const precisions = ranked.flatMap((hit, i) => (hit ? [ranked.slice(0, i + 1).filter(Boolean).length / (i + 1)] : []));
    return precisions.reduce((a, b) => a + b, 0) / precisions.length;
  });
  return aps.reduce((a, b) => a + b, 0) / aps.length;
}

describe('the model of a run', () => {
  test('is chosen by the mean of the canonical and the semantic MAP over both directions, the fused one left out', () => {
    const validation = { canonical: { i2t: 0.1, t2i: 0.3 }, semantic: { i2t: 0.5, t2i: 0.9 }, fused: { i2t: 1, t2i: 1 } };
    // (0.1 + 0.3 + 0.5 + 0.9) / 4
    expect(selectionScore(validation, { classificationWeight: 1 })).toBeCloseTo(0.45, 12);
    // Nothing has trained the classifier: (0.1 + 0.3) / 2
    expect(selectionScore(validation, { classificationWeight: 0 })).toBeCloseTo(0.2, 12);
  });

  test('is the first epoch with the highest score, though later ones are worse', async () => {
    const { epochs, result } = await run(noisy, { epochs: 12, learningRate: 0.3, classifierLearningRate: 0.3, contrastWeight: 0 });
    const scores = epochs.map(({ validation }) => selectionScore(validation, config));
    const top = scores.indexOf(Math.max(...scores));
    expect(top).toBeGreaterThan(0);
    expect(top).toBeLessThan(epochs.length - 1);
    expect(result.bestEpoch).toBe(epochs[top]!.epoch);
    expect(result.model.members.map(({ weights }) => weights)).toEqual(epochs[top]!.model.members.map(({ weights }) => weights));
    expect(epochs.map(({ best }) => best)).toEqual(scores.map((score, i) => scores.slice(0, i).every((before) => before < score)));
  });

  test('scores on the validation items alone', async () => {
    for (const { space, validation } of (await run(noisy, {})).epochs) {
      expect(Math.abs(validation.canonical.i2t - meanApOfImages(space, noisy.validation))).toBeLessThan(1e-6);
    }
  });

  test('puts an item where the run has put it', async () => {
    const { result, epochs } = await run(noisy, {});
    for (const { model, space } of [result, epochs[1]!]) {
      for (const modality of ['image', 'text'] as const) {
        for (const row of [0, 7, 119]) {
          const { dims, data } = noisy[modality];
          const alone = await embedFeatures(model, modality, { data: data.slice(row * dims, (row + 1) * dims), rows: 1, dims });
          const { latent, posterior, k } = space[modality];
          expect(largestDifference(alone.latent, latent.subarray(row * k, (row + 1) * k))).toBeLessThan(1e-4);
          expect(largestDifference(alone.posterior!, posterior!.subarray(row * classes, (row + 1) * classes))).toBeLessThan(1e-4);
          expect(Math.hypot(...alone.latent)).toBeCloseTo(1, 5);
          expect(alone.posterior!.reduce((a, b) => a + b, 0)).toBeCloseTo(1, 5);
        }
      }
    }
  });

  test('has the CCA layer of the whole training split in all views, as float64 eigen-decompositions give it', async () => {
    const { model, space } = (await run(noisy, {})).result;
    const weights = uploadWeights(model.members[0]!);
    const tensors = uploadData(noisy, model.standardisers);
    const outputs = netOutputs(weights, tensors, model.config.activation);
    const [image, text] = [new Matrix(await outputs.image.array()), new Matrix(await outputs.text.array())];
    tf.dispose([...listWeights(weights), tensors.image, tensors.text, tensors.target, outputs.image, outputs.text]);

    const columns = [0, 1, 2, 3];
    const U = image.selection([...viewRows(trainSplit, count, views)], columns);
    const W = text.selection([...trainSplit, ...trainSplit], columns);
    const { Zv, Zt } = referenceCcaLayer(U, W, config.ridge);
    // 100 rows of 4 numbers
    expect(largestDifference(space.image.latent.subarray(0, 400), unitRows(Zv.subMatrixRow(trainSplit)))).toBeLessThan(1e-3);
    expect(largestDifference(space.text.latent.subarray(0, 400), unitRows(Zt.subMatrixRow(trainSplit)))).toBeLessThan(1e-3);
  });

  test('standardises with the training split, all views of it, and with no other row', async () => {
    const { model } = (await run(noisy, {})).result;
    const standardised = (modality: Modality, rows: number[]): Matrix => {
      const { dims, rows: length } = noisy[modality];
      return Matrix.from1DArray(length, dims, standardise(noisy[modality], model.standardisers[modality])).subMatrixRow(rows);
    };
    for (const Z of [standardised('image', [...viewRows(trainSplit, count, views)]), standardised('text', [...trainSplit])]) {
      expect(Math.max(...Z.mean('column').map(Math.abs))).toBeLessThan(1e-5);
      expect(Math.max(...Z.variance('column', { unbiased: false }).map((variance) => Math.abs(variance - 1)))).toBeLessThan(1e-5);
    }
  });
});

describe('a run of several members', () => {
  const several = { members: 3, epochs: 3 };

  test('has in its space the mean of the members’ cosines and posteriors, and places new items there', async () => {
    const { model, space } = (await run(noisy, several)).result;
    expect(model.members).toHaveLength(3);
    expect(space.image.k).toBe(3 * config.latentDim);
    const alone = await Promise.all(model.members.map((member) => embedFeatures({ ...model, members: [member] }, 'image', noisy.image)));
    const texts = await Promise.all(model.members.map((member) => embedFeatures({ ...model, members: [member] }, 'text', noisy.text)));
    const dot = (a: Float32Array, b: Float32Array) => a.reduce((sum, value, i) => sum + value * b[i]!, 0);
    for (const [image, text] of [[0, 0], [7, 3], [119, 100]] as const) {
      const row = (latent: Float32Array, k: number, i: number) => latent.subarray(i * k, (i + 1) * k);
      const cosines = alone.map((own, m) => dot(row(own.latent, own.k, image), row(texts[m]!.latent, own.k, text)));
      expect(dot(row(space.image.latent, space.image.k, image), row(space.text.latent, space.text.k, text))).toBeCloseTo((cosines[0]! + cosines[1]! + cosines[2]!) / 3, 4);
      const posterior = alone[0]!.posterior!.map((_, i) => alone.reduce((sum, own) => sum + own.posterior![i]!, 0) / 3);
      expect(largestDifference(row(space.image.posterior!, classes, image), row(posterior, classes, image))).toBeLessThan(1e-4);
    }
  });

  test('draws other starts and other validation items for each, and the first is the run of one', () => {
    const plans = planMembers(noisy, { ...config, members: 3 }, trainSplit);
    expect(plans[0]).toEqual({ config: { ...config, members: 3 }, data: noisy });
    expect(new Set(plans.map(({ config: { seed } }) => seed)).size).toBe(3);
    expect(new Set(plans.map(({ data }) => data.validation.join())).size).toBe(3);
    for (const { data } of plans) expect([...data.train, ...data.validation].sort((a, b) => a - b)).toEqual([...trainSplit]);
  });

  test('keeps to the given validation items where the training split holds none', () => {
    for (const { data } of planMembers(noisy, { ...config, members: 3 }, noisy.train)) expect(data.validation).toEqual(noisy.validation);
  });

  test('stops at the step where one member diverges, and leaves no tensor behind', async () => {
    const before = tf.memory().numTensors;
    await expect(run(broken(), several)).rejects.toThrow(DivergenceError);
    await run(noisy, several);
    expect(tf.memory().numTensors).toBe(before);
  });
});

describe('a run on pairs of no, one and two classes', () => {
  const data = multiLabelPairs({ count: 300, classes: 5, views: 2, dims: { image: 14, text: 9 }, deviation: 0.5 });
  const split = range(200);
  const several = { ...data, ...holdOut(split, data.labels, 0.2, 1) };
  const changes = { ...config, epochs: 20, latentDim: 5, learningRate: 0.02 };

  test('puts unseen pairs that share a class before the others, far above chance', async () => {
    const { result } = await run(several, changes, split);
    const unseen = range(300).subarray(200);
    const own = { image: selectRows(result.space.image, unseen), text: selectRows(result.space.text, unseen) };
    const labels = selectLabels(data.labels, unseen);
    for (const kind of ['semantic', 'canonical', 'fused'] as const) {
      const { i2t, t2i } = meanAveragePrecision(own, labels, kind, result.model.fusedWeight);
      expect(Math.min(i2t, t2i), kind).toBeGreaterThan(chanceMap(labels) + 0.3);
    }
  });

  test('gives each class a probability of its own: their sum grows with the classes that an item has', async () => {
    const { result } = await run(several, changes, split);
    const { posterior } = result.space.image;
    const average = (rows: Int32Array) => rows.reduce((total, row) => total + posterior!.subarray(row * 5, (row + 1) * 5).reduce((a, b) => a + b, 0), 0) / rows.length;
    const [none, one, two] = [0, 1, 2].map((size) => average(split.filter((row) => classesOf(data.labels, row).length === size)));
    expect(one).toBeGreaterThan(none!);
    expect(two).toBeGreaterThan(one!);
    // Of the 200 items 115 have one class and 75 have two
    expect(Math.abs(average(split) - (115 + 2 * 75) / 200)).toBeLessThan(0.3);
    const alone = await embedFeatures(result.model, 'text', { data: data.text.data.slice(0, 9), rows: 1, dims: 9 });
    expect(largestDifference(alone.posterior!, result.space.text.posterior!.subarray(0, 5))).toBeLessThan(1e-4);
  });
});
