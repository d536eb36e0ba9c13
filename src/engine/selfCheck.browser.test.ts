import * as tf from '@tensorflow/tfjs-core';
import { expect, test } from 'vitest';
import { selfCheck } from './selfCheck';

test.each(['webgpu', 'webgl'] as const)('%s passes the start check, and no tensor is left', async (backend) => {
  await (backend === 'webgpu' ? import('@tensorflow/tfjs-backend-webgpu') : import('@tensorflow/tfjs-backend-webgl'));
  expect(await tf.setBackend(backend)).toBe(true);
  await tf.ready();
  const tensors = tf.memory().numTensors;
  const start = performance.now();
  const error = await selfCheck();
  console.log(`Start check on ${backend}: ${(performance.now() - start).toFixed(0)} ms, worst relative error ${error.toExponential(1)}`);
  expect(error).toBeLessThan(2e-4);
  expect(tf.memory().numTensors).toBe(tensors);
});
