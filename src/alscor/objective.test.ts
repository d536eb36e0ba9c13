import '@tensorflow/tfjs-backend-cpu';
import * as tf from '@tensorflow/tfjs-core';
import { Matrix } from 'ml-matrix';
import { beforeAll, describe, expect, it } from 'vitest';
import { normal, streamKey } from '../math/random';
import { defaultConfig, type AlscorConfig } from './config';
import { measureNames, objective } from './objective';
import { referenceObjective, type ReferenceLosses } from './reference';
import { createWeights, listWeights, mapWeights, type Weights } from './weights';

beforeAll(async () => {
  await tf.setBackend('cpu');
});

const classCount = 3;

function data(n: number, dims: number, seed: number): Matrix {
  const key = streamKey(seed);
  return Matrix.from1DArray(n, dims, Array.from({ length: n * dims }, (_, i) => normal(key, i)));
}

interface Case {
  title: string;
  n: number;
  config: AlscorConfig;
  multiLabel?: boolean;
}

const base: AlscorConfig = { ...defaultConfig, latentDim: 5, hiddenDim: 7, adversaryHidden: 6, activation: 'tanh' };
const cases: Case[] = [
  { title: 'tanh nets', n: 16, config: base },
  { title: 'relu nets', n: 16, config: { ...base, activation: 'relu' } },
  { title: 'fewer pairs than latent dimensions', n: 4, config: base },
  { title: 'a small ridge', n: 24, config: { ...base, ridge: 1e-2 } },
  { title: 'strong correlation and adversary', n: 16, config: { ...base, correlationWeight: 3, adversaryWeight: 2 } },
  { title: 'without the layer', n: 16, config: { ...base, layer: 'none' } },
  { title: 'a strong contrast', n: 16, config: { ...base, contrastWeight: 3 } },
  { title: 'without contrast', n: 16, config: { ...base, contrastWeight: 0 } },
  { title: 'pairs of no, one and several classes', n: 16, config: { ...base, classificationWeight: 2 }, multiLabel: true },
];

/** Pairs of classes {0}, {1}, {2}, {0, 1}, {1, 2}, {} and so on, [n, C]. */
function severalClasses(n: number): Matrix {
  const sets = [[1, 0, 0], [0, 1, 0], [0, 0, 1], [1, 1, 0], [0, 1, 1], [0, 0, 0]];
  return new Matrix(Array.from({ length: n }, (_, i) => sets[i % sets.length]!));
}

describe('the hand-derived gradient of the objective', () => {
  for (const { title, n, config, multiLabel = false } of cases) {
    it(`agrees with float64 losses and central differences: ${title}`, async () => {
      const image = data(n, 9, 1);
      const text = Matrix.add(data(n, 6, 2), image.subMatrix(0, n - 1, 0, 5));
      const one = Array.from({ length: n }, (_, i) => i % classCount);
      const classes = multiLabel ? severalClasses(n) : one;
      const reversal = 0.4;
      const weights = createWeights({ image: 9, text: 6, classes: classCount }, config);
      const [measured, ...gradients] = tf.tidy(() => {
        const target = Matrix.isMatrix(classes) ? tf.tensor2d(classes.to2DArray()) : (tf.cast(tf.oneHot(tf.tensor1d(classes, 'int32'), classCount), 'float32') as tf.Tensor2D);
        const batch = { image: tf.tensor2d(image.to2DArray()), text: tf.tensor2d(text.to2DArray()), target, multiLabel, masks: null };
        const result = objective(weights, batch, config, reversal);
        return [result.measures, ...listWeights(result.gradients)];
      });
      const reference = mapWeights(weights, (t) => Matrix.from1DArray(t.shape[0], t.shape[1], Array.from(t.dataSync())));
      const losses = (w: Weights<Matrix>): ReferenceLosses => referenceObjective(w, image, text, classes, config);

      const measures = Array.from(await measured!.data());
      const expected = losses(reference);
      for (const name of ['total', 'correlation', 'classImage', 'classText', 'contrast', 'adversary'] as const) {
        expect(Math.abs(measures[measureNames.indexOf(name)]! - expected[name]), name).toBeLessThan(1e-4);
      }

      const played = (w: Weights<Matrix>, part: string) => {
        const { total, adversary } = losses(w);
        if (part === 'adversary') return adversary;
        return part === 'classifier' ? total : total - config.adversaryWeight * reversal * adversary;
      };
      const parts = listWeights(mapWeights(weights, (_, part) => part));
      listWeights(reference).forEach((matrix, index) => {
        const gradient = gradients[index]!.dataSync();
        const scale = Math.hypot(...gradient) / Math.sqrt(gradient.length) + 1e-3;
        for (let i = 0; i < gradient.length; i += Math.max(1, gradient.length >> 3)) {
          const [row, column] = [Math.floor(i / matrix.columns), i % matrix.columns];
          const kept = matrix.get(row, column);
          const h = 1e-5;
          const at = (x: number) => {
            matrix.set(row, column, x);
            return played(reference, parts[index]!);
          };
          const difference = (at(kept + h) - at(kept - h)) / (2 * h);
          matrix.set(row, column, kept);
          expect(Math.abs(gradient[i]! - difference) / scale, `${parts[index]} ${index}[${i}]`).toBeLessThan(5e-3);
        }
      });
    });
  }

  it('refuses a batch of one pair', () => {
    const weights = createWeights({ image: 3, text: 3, classes: 2 }, { ...base, latentDim: 2 });
    const one = { image: tf.ones([1, 3]) as tf.Tensor2D, text: tf.ones([1, 3]) as tf.Tensor2D, target: tf.tensor2d([[1, 0]]), multiLabel: false, masks: null };
    expect(() => objective(weights, one, { ...base, latentDim: 2 }, 0)).toThrow(/at least 2 pairs/);
  });
});
