import * as tf from '@tensorflow/tfjs-core';
import type { Tensor2D } from '@tensorflow/tfjs-core';
import { Matrix } from 'ml-matrix';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { startBackend } from '../engine/backends';
import { wasmFolder } from '../tools/wasmFolder';
import { defaultConfig, type AlscorConfig } from './config';
import { matrix } from './fixtures/ccaLayerCases';
import { normals } from './fixtures/seededViews';
import type { Perceptron } from './nets';
import { measureNames, objective, type Batch } from './objective';
import { probe, type GradientTerm } from './probe';
import { referenceObjective, symmetricFunction } from './reference';
import { createMasks } from './step';
import { createWeights, listWeights, mapWeights, type Weights } from './weights';

async function start(backend: 'cpu' | 'wasm'): Promise<void> {
  const started = await startBackend(backend, wasmFolder());
  if (started.backend !== backend) throw new Error(JSON.stringify(started.skipped));
}

const dims = { image: 5, text: 4, classes: 3 };
const small: AlscorConfig = { ...defaultConfig, latentDim: 4, hiddenDim: 6, adversaryHidden: 5, activation: 'tanh', correlationWeight: 0.7, classificationWeight: 1.3, contrastWeight: 0.6, adversaryWeight: 2 };
const λ = 0.4;
const n = 24;

function plainBatch(config: AlscorConfig, masked = false): Batch {
  const target = tf.tensor2d(Array.from({ length: n * 3 }, (_, i) => (Math.floor(i / 3) % 3 === i % 3 ? 1 : 0)), [n, 3]);
  return { image: tf.tensor2d(normals(n, 5, 1), [n, 5]), text: tf.tensor2d(normals(n, 4, 2), [n, 4]), target, multiLabel: false, masks: masked ? createMasks(n, dims, config, 3) : null };
}

/** Frees every tensor that was made on the way. */
async function scoped<T>(body: () => Promise<T>): Promise<T> {
  tf.engine().startScope();
  try {
    return await body();
  } finally {
    tf.engine().endScope();
  }
}

const close = (got: number, expected: number, relative = 1e-3) => expect(Math.abs(got - expected)).toBeLessThanOrEqual(relative * Math.abs(expected));

/** By central differences of a float64 loss: its gradient norm with respect to one net. */
function referenceNorm(net: Perceptron<Matrix>, loss: () => number): number {
  const h = 1e-5;
  let squares = 0;
  for (const one of [net.hidden, net.hiddenBias, net.output, net.outputBias]) {
    one.apply((row, column) => {
      const kept = one.get(row, column);
      one.set(row, column, kept + h);
      const above = loss();
      one.set(row, column, kept - h);
      squares += ((above - loss()) / (2 * h)) ** 2;
      one.set(row, column, kept);
    });
  }
  return Math.sqrt(squares);
}

/** A net that passes positive numbers through. */
const identity = (k: number): Perceptron => ({ hidden: tf.eye(k), hiddenBias: tf.zeros([1, k]), output: tf.eye(k), outputBias: tf.zeros([1, k]) });

/** Views of four pairs through identity nets, k = 2, r = 0.1: what they are is known by hand. */
async function ofViews(image: number[][], text: number[][], answer: [number, number] = [0, 0]) {
  const config: AlscorConfig = { ...small, latentDim: 2, hiddenDim: 2, activation: 'relu', ridge: 0.1 };
  const adversary: Perceptron = { hidden: tf.zeros([2, 5]), hiddenBias: tf.zeros([1, 5]), output: tf.zeros([5, 2]), outputBias: tf.tensor2d([answer]) };
  const weights: Weights = { visNet: identity(2), txtNet: identity(2), classifier: { weight: tf.zeros([2, 1]), bias: tf.zeros([1, 1]) }, adversary };
  const batch: Batch = { image: tf.tensor2d(image), text: tf.tensor2d(text), target: tf.ones([image.length, 1]), multiLabel: false, masks: null };
  return probe(weights, batch, config, λ);
}

/** Orthogonal columns around 2 with deviations of length 2: the covariance is 4/3 of the identity. */
const square = [[3, 3], [3, 1], [1, 3], [1, 1]];

beforeAll(() => start('cpu'));

test('views that are the same have the correlation 1/(1 + r) in every direction', () =>
  scoped(async () => {
    // S = 4/3·I, ridged by r = 0.1 of itself: ρ = 1/1.1, (2ρ²)²/(2ρ⁴) = 2, and all eigenvalues are equal.
    const { correlations, effectiveDimension, condition, whiteningResidual } = await ofViews(square, square);
    correlations.forEach((correlation) => expect(correlation).toBeCloseTo(1 / 1.1, 5));
    expect(effectiveDimension).toBeCloseTo(2, 5);
    expect(condition.image).toBeCloseTo(1, 4);
    expect(condition.text).toBeCloseTo(1, 4);
    expect(whiteningResidual).toBeLessThan(1e-4);
  }));

test('independent views have no correlation and share no direction', () =>
  scoped(async () => {
    // Columns of an 8 × 8 Hadamard matrix, around 2: those of the image are orthogonal to those of the text.
    const sign = (row: number, column: number) => ([0, 1, 2].filter((bit) => (row >> bit) & (column >> bit) & 1).length % 2 ? 1 : 3);
    const view = (columns: number[]) => Array.from({ length: 8 }, (_, row) => columns.map((column) => sign(row, column)));
    const { correlations, effectiveDimension } = await ofViews(view([1, 2]), view([4, 3]));
    expect(correlations).toEqual([0, 0]);
    expect(effectiveDimension).toBe(0);
  }));

test('a collapsed net shares one direction, and its covariance has the condition 1 + k/r', () =>
  scoped(async () => {
    // Both columns are one: S has the eigenvalues 2s and 0, its ridge is r·2s/2 = 0.1·s: 2.1/0.1 = 21. ρ = 2/2.1 and 0.
    const one = [[3, 3], [3, 3], [1, 1], [1, 1]];
    const { correlations, effectiveDimension, condition } = await ofViews(one, one);
    expect(correlations[0]).toBeCloseTo(2 / 2.1, 5);
    expect(correlations[1]).toBeCloseTo(0, 5);
    expect(effectiveDimension).toBeCloseTo(1, 5);
    expect(condition.image).toBeCloseTo(21, 3);
    expect(condition.text).toBeCloseTo(21, 3);
  }));

test('a modality classifier that always says one word takes all items for that', () =>
  scoped(async () => {
    expect((await ofViews(square, square, [1, 0])).takenForImage).toEqual({ image: 1, text: 1 });
    expect((await ofViews(square, square, [0, 1])).takenForImage).toEqual({ image: 0, text: 0 });
  }));

test('outputs that are not numbers give NaN and no endless loop', () =>
  scoped(async () => {
    const { correlations, effectiveDimension, condition } = await ofViews([[NaN, 1], [3, 1], [1, 3], [1, 1]], square);
    expect(correlations).toEqual([NaN, NaN]);
    expect(effectiveDimension).toBe(NaN);
    expect(condition.image).toBe(NaN);
    expect(condition.text).toBeCloseTo(1, 4);
  }));

describe.each(['cpu', 'wasm'] as const)('on %s', (backend) => {
  beforeAll(() => start(backend));
  afterAll(() => start('cpu'));

  test.each(['cca', 'none'] as const)('correlations, condition numbers and gradient norms are those of the float64 reference, layer: %s', (layer) =>
    scoped(async () => {
      const config = { ...small, layer };
      const weights = createWeights(dims, config);
      const batch = plainBatch(config);
      const got = await probe(weights, batch, config, λ);

      const reference = mapWeights(weights, (t) => Matrix.from1DArray(t.shape[0], t.shape[1], Array.from(t.dataSync())));
      const [image, text] = [matrix(batch.image.dataSync(), 5), matrix(batch.text.dataSync(), 4)];
      const losses = () => referenceObjective(reference, image, text, Array.from({ length: n }, (_, i) => i % 3), config);
      const negative = got.correlations.reduce((sum, correlation) => sum + Math.hypot(correlation, 0.01) - 0.01, 0) / -config.latentDim;
      // The loss smooths the trace norm: Σ √(ρ² + ε²) - kε with ε = 0.01.
      expect(negative).toBeCloseTo(losses().correlation, 4);

      for (const net of ['visNet', 'txtNet'] as const) {
        const { correlation, classification, contrast, adversary } = got.gradients[net];
        close(correlation, 0.7 * referenceNorm(reference[net], () => losses().correlation));
        close(classification, 1.3 * referenceNorm(reference[net], () => losses().classImage + losses().classText));
        close(contrast, 0.6 * referenceNorm(reference[net], () => losses().contrast));
        close(adversary, 2 * λ * referenceNorm(reference[net], () => losses().adversary));
      }
      close(got.adversaryGradient, referenceNorm(reference.adversary, () => losses().adversary));
    }));

  test('the condition numbers are those of float64 covariances, and the correlations those of their M', () =>
    scoped(async () => {
      const weights = createWeights(dims, small);
      const batch = plainBatch(small);
      const got = await probe(weights, batch, small, λ);
      const outputs = (net: Perceptron, x: Tensor2D) => {
        const U = matrix(tf.add(tf.matMul(tf.tanh(tf.add(tf.matMul(x, net.hidden), net.hiddenBias)), net.output), net.outputBias).dataSync(), 4);
        return Matrix.sub(U, Matrix.ones(n, 1).mmul(Matrix.rowVector(U.mean('column'))));
      };
      const [U, W] = [outputs(weights.visNet, batch.image), outputs(weights.txtNet, batch.text)];
      const ridged = (X: Matrix) => {
        const S = X.transpose().mmul(X).div(n - 1);
        return Matrix.add(S, Matrix.eye(4).mul((small.ridge * S.trace()) / 4));
      };
      const eigenvalues = (S: Matrix) => {
        const found: number[] = [];
        symmetricFunction(S, (x) => found.push(x));
        return found.toSorted((a, b) => b - a);
      };
      for (const [view, X] of [['image', U], ['text', W]] as const) {
        const values = eigenvalues(ridged(X));
        close(got.condition[view], values[0]! / values[3]!);
      }
      const root = (X: Matrix) => symmetricFunction(ridged(X), (x) => x ** -0.5);
      const M = root(U).mmul(U.transpose().mmul(W).div(n - 1)).mmul(root(W));
      eigenvalues(M.transpose().mmul(M)).forEach((value, i) => expect(got.correlations[i]).toBeCloseTo(Math.sqrt(Math.max(0, value)), 4));
      expect(got.whiteningResidual).toBeLessThan(1e-3);
    }));

  const only: Record<GradientTerm, Partial<AlscorConfig>> = {
    correlation: { classificationWeight: 0, contrastWeight: 0, adversaryWeight: 0 },
    classification: { correlationWeight: 0, contrastWeight: 0, adversaryWeight: 0 },
    contrast: { correlationWeight: 0, classificationWeight: 0, adversaryWeight: 0 },
    adversary: { correlationWeight: 0, classificationWeight: 0, contrastWeight: 0 },
  };
  const alone = (['cca', 'cut', 'none'] as const).flatMap((layer) => (Object.keys(only) as GradientTerm[]).map((term) => ({ layer, term })));

  test.each(alone)('where $term counts alone its norm is the whole gradient’s and the others are 0, layer: $layer', ({ layer, term }) =>
    scoped(async () => {
      const config = { ...small, layer };
      const lonely = { ...config, ...only[term] };
      const weights = createWeights(dims, config);
      const batch = plainBatch(config, true);
      const { gradients, takenForImage } = await probe(weights, batch, config, λ);
      const { gradients: own } = await probe(weights, batch, lonely, λ);
      const step = objective(weights, batch, lonely, λ);
      for (const net of ['visNet', 'txtNet'] as const) {
        const flat = Object.values(step.gradients[net]).flatMap((t: Tensor2D) => Array.from(t.dataSync()));
        close(own[net][term], Math.hypot(...flat), 1e-5);
        close(gradients[net][term], own[net][term], 1e-5);
        expect(Object.entries(own[net]).filter(([name, norm]) => name !== term && norm !== 0)).toEqual([]);
      }
      const accuracy = step.measures.dataSync()[measureNames.indexOf('modalityAccuracy')]!;
      expect((takenForImage.image + 1 - takenForImage.text) / 2).toBeCloseTo(accuracy, 5);
    }));

  // Without SIMD the widest space takes most of a minute.
  const widest = backend === 'wasm' ? 256 : 48;

  test(`nothing is left behind and nothing of the run changes, with k = 2 and with k = ${widest}`, async () => {
    for (const latentDim of [2, widest]) {
      const config = { ...small, latentDim };
      await scoped(async () => {
        const weights = createWeights(dims, config);
        const batch = plainBatch(config);
        const sums = () => listWeights(weights).map((t) => Array.from(t.dataSync()));
        const [before, tensors] = [sums(), tf.memory().numTensors];
        const { correlations, gradients } = await probe(weights, batch, config, λ);
        expect(tf.memory().numTensors).toBe(tensors);
        expect(sums()).toEqual(before);
        expect(correlations).toHaveLength(latentDim);
        expect(correlations).toEqual(correlations.toSorted((a, b) => b - a));
        expect(Object.values(gradients.visNet).every(Number.isFinite)).toBe(true);
      });
    }
  });
});

test('at the start of a growing reversal the adversary does not pull', () =>
  scoped(async () => {
    const { gradients, adversaryGradient } = await probe(createWeights(dims, small), plainBatch(small), small, 0);
    expect([gradients.visNet.adversary, gradients.txtNet.adversary]).toEqual([0, 0]);
    expect(adversaryGradient).toBeGreaterThan(0);
  }));

test('a batch of one pair is refused', () => scoped(() => expect(ofViews([[1, 1]], [[1, 1]])).rejects.toThrow(/at least 2 pairs/)));
