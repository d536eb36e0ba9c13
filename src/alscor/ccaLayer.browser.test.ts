import * as tf from '@tensorflow/tfjs-core';
import { beforeAll, expect, test } from 'vitest';
import { startBackend } from '../engine/backends';
import { wasmAddresses } from '../engine/wasmAddresses';
import { ccaBackward, ccaForward } from './ccaLayer';
import { defaultConfig } from './config';
import { checkResidual, DivergenceError } from './divergence';
import { describeErrors, layerErrors, layers, limits, polarErrors, polars, rootErrors, roots, violations, violationsOf } from './fixtures/ccaLayerCases';
import { hardSizes, solveCase } from './fixtures/seededViews';

// Without WebGPU these tests fail: wasm and cpu are tested in Node. A software adapter takes seconds a case.
beforeAll(async () => {
  const environment = await startBackend('webgpu', wasmAddresses);
  if (environment.backend !== 'webgpu') throw new Error(JSON.stringify(environment.skipped));
}, 60_000);

const chosen = ['random, k = 2', 'random, k = 8', 'condition 1e6 before the ridge', 'fewer pairs than dimensions', 'duplicated columns'];

test('webgpu has the whitening of numpy and its gradient by central differences', async () => {
  const { problems, summary } = await violationsOf(roots.filter(({ ridge, k }) => ridge === 0.1 && k === 8), rootErrors, limits.root, 'whitening');
  console.log(summary);
  expect(problems).toEqual([]);
});

test('webgpu has the polar factors and the trace norm of numpy and their gradients by central differences', async () => {
  const { problems, summary } = await violationsOf(polars.filter(({ title }) => title === 'full rank, k = 8' || title === 'rank 4 of 8'), polarErrors, limits.polar, 'polar factors');
  console.log(summary);
  expect(problems).toEqual([]);
});

test.each(chosen)('webgpu has the layer of numpy and its gradients by central differences: %s', async (title) => {
  expect(tf.getBackend()).toBe('webgpu');
  const { problems, summary } = await violationsOf(layers.filter((one) => one.title === title), layerErrors, limits.layer, title);
  console.log(summary);
  expect(problems).toEqual([]);
});

// A software adapter takes a minute for each case of k = 256: one that is both ill-conditioned and short of rank stands for two.
const large = [...hardSizes(128), { title: 'k = 256, fewer pairs than dimensions, condition 1e6 before the ridge', n: 128, k: 256, ridge: 0.1, condition: 1e6 }];

test.each(large)('webgpu has the values and the gradients of the float64 reference: $title', { timeout: 300_000 }, async (recipe) => {
  expect(tf.getBackend()).toBe('webgpu');
  const errors = await layerErrors(solveCase(recipe));
  console.log(`webgpu, ${recipe.title}: ${describeErrors(errors)}`);
  expect(violations(errors, limits.layer, recipe.title)).toEqual([]);
});

test('a loss that is not finite stops training on webgpu through the residual of the gradient, though the layer converged', async () => {
  const { k, U, W, gZv, gZt, ridge } = layers.find(({ title }) => title === 'random, k = 2')!;
  const tensor = (values: number[]) => tf.tensor2d(values, [values.length / k, k]);
  const residual = tf.tidy(() => ccaBackward(ccaForward(tensor(U), tensor(W), ridge), tensor(gZv.with(0, NaN)), tensor(gZt), 1).residual);
  const [value] = await residual.data();
  residual.dispose();
  expect(() => checkResidual(value!, 3, 'the CCA layer’s iterations', { ...defaultConfig, latentDim: k })).toThrow(DivergenceError);
});

test('a text net that is not finite stops training on webgpu, though the images whiten well', async () => {
  const { k, U, W, ridge } = layers.find(({ title }) => title === 'random, k = 2')!;
  const residual = tf.tidy(() => ccaForward(tf.tensor2d(U, [U.length / k, k]), tf.tensor2d(W.with(0, NaN), [W.length / k, k]), ridge).residual);
  const [value] = await residual.data();
  residual.dispose();
  expect(() => checkResidual(value!, 3, 'the CCA layer’s iterations', { ...defaultConfig, latentDim: k })).toThrow(DivergenceError);
});
