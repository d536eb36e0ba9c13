import '@tensorflow/tfjs-backend-cpu';
import * as tf from '@tensorflow/tfjs-core';
import { Matrix } from 'ml-matrix';
import { beforeAll, describe, expect, it } from 'vitest';
import { reversalStrength } from '../alscor/adversary';
import { dropoutMask, normal, streamKey } from '../math/random';
import { acmrObjective } from './acmr';
import { dccaObjective, dccaRecipe } from './dcca';
import type { DeepObjective } from './deepStep';
import { listWeights, mapWeights, type DeepWeights } from './deepWeights';
import { dscmrObjective } from './dscmr';
import { referenceAcmr, referenceContrast, referenceDcca, referenceDscmr, type ReferenceBatch } from './fixtures/deepReference';
import { infoNceObjective } from './infonce';
import { createNet, type Activation } from './net';

beforeAll(async () => {
  await tf.setBackend('cpu');
});

const progress = 0.1;
const acmrFactors = { label: 1, triplet: 0.5, negative: 0.7, margin: 2, norm: 0.05 };

function features(n: number, dims: number, seed: number): Matrix {
  const key = streamKey(seed);
  return Matrix.from1DArray(n, dims, Array.from({ length: n * dims }, (_, i) => normal(key, i)));
}

function mask(n: number, dims: number, seed: number): Matrix {
  return Matrix.from1DArray(n, dims, Array.from(dropoutMask(n * dims, 0.2, streamKey(seed))));
}

/** Pairs 0 to 8 of three classes; with several, pair i also has class i/2 mod 3, and the last has none. */
function batchOf(multiLabel: boolean): ReferenceBatch {
  const target = Array.from({ length: 9 }, (_, i) => [0, 1, 2].map((label) => Number(label === i % 3 || (multiLabel && label === (i >> 1) % 3))));
  if (multiLabel) target[8] = [0, 0, 0];
  const masks = { image: [mask(9, 7, 3), mask(9, 12, 4)], text: [mask(9, 5, 5), mask(9, 10, 6)] };
  return { image: features(9, 7, 1), text: features(9, 5, 2), target, multiLabel, masks };
}

function weightsOf(activation: Activation, shared: boolean): DeepWeights {
  return {
    image: createNet(7, [[12, activation], [4, shared ? activation : 'tanh']], 1, 0),
    text: createNet(5, [[10, activation], [4, shared ? activation : 'tanh']], 1, 1),
    shared: shared ? createNet(4, [[3, 'linear']], 1, 2) : [],
    classifier: createNet(shared ? 3 : 4, [[3, 'linear']], 1, 3),
    adversary: createNet(shared ? 3 : 4, [[5, 'relu'], [2, 'linear']], 1, 4),
  };
}

/** What the parameters of each part minimise. */
type Played = (weights: DeepWeights<Matrix>, batch: ReferenceBatch, part: keyof DeepWeights) => number;

interface Case {
  title: string;
  objective: DeepObjective;
  weights: () => DeepWeights;
  played: Played;
}

const cases: Case[] = [
  { title: 'InfoNCE', objective: infoNceObjective, weights: () => weightsOf('relu', false), played: (w, batch) => referenceContrast(w, batch, 0.1) },
  { title: 'DCCA', objective: dccaObjective, weights: () => weightsOf('relu', false), played: (w, batch) => referenceDcca(w, batch, dccaRecipe.alignment!.ridge) },
  { title: 'DSCMR', objective: dscmrObjective, weights: () => weightsOf('relu', true), played: (w, batch) => referenceDscmr(w, batch, 1e-3, 0.1) },
  {
    title: 'ACMR',
    objective: acmrObjective(acmrFactors),
    weights: () => weightsOf('tanh', false),
    played: (w, batch, part) => {
      const { total, adversary } = referenceAcmr(w, batch, acmrFactors);
      if (part === 'adversary') return adversary;
      return part === 'classifier' ? total : total - reversalStrength(progress) * adversary;
    },
  },
];

/** Every parameter with its part. */
function parameters<T>(weights: DeepWeights<T>): { part: keyof DeepWeights; value: T }[] {
  const parts = ['image', 'text', 'shared', 'classifier', 'adversary'] as const;
  return parts.flatMap((part) => weights[part].flatMap(({ weight, bias }) => [{ part, value: weight }, { part, value: bias }]));
}

function centralDifference(matrix: Matrix, row: number, column: number, value: () => number): number {
  const kept = matrix.get(row, column);
  const h = 1e-5;
  const at = (x: number) => (matrix.set(row, column, x), value());
  const difference = (at(kept + h) - at(kept - h)) / (2 * h);
  matrix.set(row, column, kept);
  return difference;
}

describe.each([['one class a pair', false], ['several classes a pair, or none', true]])('with %s', (_, multiLabel) => {
  it.each(cases)('loss and hand-derived gradient of $title agree with float64 losses and central differences', async ({ objective, weights: createWeights, played }) => {
    const weights = createWeights();
    const batch = batchOf(multiLabel);
    const parts: (keyof DeepWeights)[] = [];
    const [loss, ...gradients] = tf.tidy(() => {
      const tensor = (matrix: Matrix) => tf.tensor2d(matrix.to2DArray());
      const masks = { image: batch.masks.image.map(tensor), text: batch.masks.text.map(tensor) };
      const result = objective(weights, { image: tensor(batch.image), text: tensor(batch.text), target: tf.tensor2d(batch.target), multiLabel, masks, progress });
      const listed = parameters(result.gradients);
      parts.push(...listed.map(({ part }) => part));
      return [result.loss, ...listed.map(({ value }) => value)];
    });
    const reference = mapWeights(weights, (t) => Matrix.from1DArray(t.shape[0], t.shape[1], Array.from(t.dataSync())));
    const [measured] = await loss!.data();
    expect(Math.abs(measured! - played(reference, batch, 'classifier'))).toBeLessThan(1e-4);

    const matrices = parameters(reference).filter(({ part }) => parts.includes(part));
    expect(gradients.map(({ shape }) => shape)).toEqual(matrices.map(({ value }) => [value.rows, value.columns]));
    matrices.forEach(({ part, value: matrix }, index) => {
      const gradient = gradients[index]!.dataSync();
      const scale = Math.hypot(...gradient) / Math.sqrt(gradient.length) + 1e-4;
      for (let i = 0; i < gradient.length; i += 3) {
        const difference = centralDifference(matrix, Math.floor(i / matrix.columns), i % matrix.columns, () => played(reference, batch, part));
        expect(Math.abs(gradient[i]! - difference) / scale, `${part} ${index}[${i}]`).toBeLessThan(5e-3);
      }
    });
    tf.dispose([loss!, ...gradients, ...listWeights(weights)]);
  });
});
