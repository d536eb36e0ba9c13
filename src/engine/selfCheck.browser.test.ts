import * as tf from '@tensorflow/tfjs-core';
import { expect, test } from 'vitest';
import { checkProduct } from './checkProduct';
import { selfCheck } from './selfCheck';

async function start(backend: 'webgpu' | 'webgl'): Promise<number> {
  await (backend === 'webgpu' ? import('@tensorflow/tfjs-backend-webgpu') : import('@tensorflow/tfjs-backend-webgl'));
  expect(await tf.setBackend(backend)).toBe(true);
  await tf.ready();
  return tf.memory().numTensors;
}

test('webgpu passes the start check, and no tensor is left', async () => {
  const tensors = await start('webgpu');
  const begun = performance.now();
  const error = await selfCheck();
  console.log(`Start check on webgpu: ${(performance.now() - begun).toFixed(0)} ms, worst relative error ${error.toExponential(1)}`);
  expect(error).toBeLessThan(2e-4);
  expect(tf.memory().numTensors).toBe(tensors);
});

test('webgl passes its product, and no tensor is left', async () => {
  const tensors = await start('webgl');
  await checkProduct();
  expect(tf.memory().numTensors).toBe(tensors);
});
