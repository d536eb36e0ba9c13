import * as tf from '@tensorflow/tfjs-core';
import { beforeAll, describe, expect, test } from 'vitest';
import { startBackend } from '../engine/backends';
import { wasmFolder } from '../tools/wasmFolder';
import { ccaBackward, ccaForward, type CcaForward } from './ccaLayer';
import { defaultConfig, type AlscorConfig } from './config';
import { checkMeasures, checkResidual, DivergenceError } from './divergence';
import { normals, seededViews } from './fixtures/seededViews';
import { measureNames, objective } from './objective';
import type { Measures } from './measureQueue';
import { createWeights, listWeights } from './weights';

const k = 8;
const config: AlscorConfig = { ...defaultConfig, latentDim: k, hiddenDim: 6, adversaryHidden: 4 };

async function residualOf(U: number[], W: number[], ridge: number): Promise<number> {
  const tensor = (values: number[]) => tf.tensor2d(values, [values.length / k, k]);
  const residual = tf.tidy(() => ccaForward(tensor(U), tensor(W), ridge).residual);
  const [value] = await residual.data();
  residual.dispose();
  return value!;
}

function problemOf(act: () => void): DivergenceError {
  try {
    act();
  } catch (error) {
    if (error instanceof DivergenceError) return error;
    throw error;
  }
  throw new Error('Expected a DivergenceError, got none.');
}

describe.each(['cpu', 'wasm'] as const)('on %s', (backend) => {
  beforeAll(async () => {
    const started = await startBackend(backend, wasmFolder());
    if (started.backend !== backend) throw new Error(JSON.stringify(started.skipped));
  });

  const full = seededViews({ title: '', n: 24, k, ridge: 0.1 });
  const few = seededViews({ title: '', n: 4, k, ridge: 0.1 });

  test('a whitening that converges passes', async () => {
    const residual = await residualOf(full.U, full.W, 0.1);
    expect(() => checkResidual(residual, 7, 'the CCA layer’s iterations', config)).not.toThrow();
  });

  test.each([
    ['a ridge below what the configuration allows, with fewer pairs than dimensions', few.U, few.W, 1e-9],
    ['an image feature that is NaN', full.U.with(3, NaN), full.W, 0.1],
    ['a text feature that is NaN', full.U, full.W.with(3, NaN), 0.1],
    ['a text feature that is infinite', full.U, full.W.with(3, Infinity), 0.1],
    ['a net whose covariance overflows float32', full.U.map((x) => x * 1e20), full.W, 0.1],
    ['an image net that is constant', full.U.map(() => 0), full.W, 0.1],
    ['a text net that is constant', full.U, full.W.map(() => 0), 0.1],
  ])('%s stops training with an error that names the ridge and k', async (_, U, W, ridge) => {
    const residual = await residualOf(U, W, ridge);
    expect(residual < 0.1).toBe(false);
    const problem = problemOf(() => checkResidual(residual, 7, 'the CCA layer’s iterations', { ...config, ridge }));
    expect(problem.message).toMatch(/^Training stopped at step 7: expected the CCA layer’s iterations with a residual below 0\.1, got /);
    expect(problem.advice).toContain(`ridge (now r = ${ridge}, k = ${k})`);
  });

  async function gradientResidual(change: (forward: CcaForward) => void, gZv = normals(24, k, k, 3), scale = 1): Promise<number> {
    const residual = tf.tidy(() => {
      const forward = ccaForward(tf.tensor2d(full.U, [24, k]), tf.tensor2d(full.W, [24, k]), 0.1);
      change(forward);
      const [forImages, forTexts] = [gZv, normals(24, k, k, 4)].map((values) => tf.mul<tf.Tensor2D>(tf.tensor2d(values, [24, k]), scale));
      return ccaBackward(forward, forImages!, forTexts!, 1.5 * scale).residual;
    });
    const [value] = await residual.data();
    residual.dispose();
    return value!;
  }

  test.each([1, 1e-8, 1e8])('a gradient that converges passes, whatever its size: %f', async (scale) => {
    expect(await gradientResidual(() => {}, undefined, scale)).toBeLessThan(1e-5);
  });

  test('a gradient of zeros passes', async () => {
    expect(await gradientResidual(() => {}, undefined, 0)).toBe(0);
  });

  test.each([
    ['whose step is left out in the whitening of the images', ({ cache }: CcaForward) => void cache.A.iterates.splice(1, 1), undefined],
    ['whose step is left out in the whitening of the texts', ({ cache }: CcaForward) => void cache.B.iterates.splice(1, 1), undefined],
    ['whose step is left out in the polar factor', ({ cache }: CcaForward) => void cache.P.iterates.splice(1, 1), undefined],
    ['that ran away', ({ cache }: CcaForward) => cache.B.iterates.forEach((iterate) => (iterate.Q = tf.mul(iterate.Q, 1e8))), undefined],
    ['of a loss that is NaN', () => {}, normals(24, k, k, 3).fill(NaN, 5, 6)],
  ])('a backward iteration %s stops training, though the layer itself converged', async (_, change, gZv) => {
    const residual = await gradientResidual(change, gZv);
    expect(residual < 0.1, `${residual}`).toBe(false);
    const problem = problemOf(() => checkResidual(residual, 7, 'the CCA layer’s iterations', config));
    expect(problem.message).toMatch(/^Training stopped at step 7: expected the CCA layer’s iterations with a residual below 0\.1, got /);
    expect(problem.advice).toContain(`ridge (now r = ${config.ridge}, k = ${k})`);
  });

  test('a net that died stops training through the measures of the objective', async () => {
    const weights = createWeights({ image: 5, text: 3, classes: 2 }, config);
    const measures = tf.tidy(() => {
      // Zero images, zero biases: every row of U is the same.
      const target = tf.tensor2d([1, 0, 0, 1, 1, 0, 0, 1, 1, 0, 0, 1], [6, 2]);
      const batch = { image: tf.zeros<tf.Rank.R2>([6, 5]), text: tf.tensor2d(full.U.slice(0, 18), [6, 3]), target, multiLabel: false, masks: null };
      return objective(weights, batch, config, 0.5).measures;
    });
    const values = await measures.data();
    const named = Object.fromEntries(measureNames.map((name, i) => [name, values[i]!])) as Measures;
    const problem = problemOf(() => checkMeasures(named, 2, config));
    expect(problem.message).toMatch(/step 2: expected the CCA layer’s iterations with a residual below 0\.1, got /);
    expect(problem.advice).toContain(`r = ${config.ridge}, k = ${k}`);
    tf.dispose([measures, ...listWeights(weights)]);
  });
});

describe('the residual of the layer', () => {
  const n = 24;
  const few = seededViews({ title: '', n: 4, k, ridge: 0.1 });
  const { U: alike, W: full } = seededViews({ title: '', n, k, ridge: 0.1, duplicated: k - 1 });

  test.each([
    { place: 0, name: 'the whitening of the images, whose columns are all alike', rows: n, U: alike, W: full, ridge: 1e-5 },
    { place: 1, name: 'the whitening of the texts, whose columns are all alike', rows: n, U: full, W: alike, ridge: 1e-5 },
    { place: 2, name: 'the polar factor, with fewer pairs than dimensions', rows: 4, U: few.U, W: few.W, ridge: 0.1 },
  ])('is that of the worst iteration: $name', ({ place, rows, U, W, ridge }) => {
    tf.tidy(() => {
      const { residual, cache } = ccaForward(tf.tensor2d(U, [rows, k]), tf.tensor2d(W, [rows, k]), ridge);
      const parts = [cache.A, cache.B, cache.P].map((root) => root.residual.dataSync()[0]!);
      expect(parts.indexOf(Math.max(...parts)), parts.join(', ')).toBe(place);
      expect(residual.dataSync()[0]).toBe(parts[place]);
    });
  });
});
