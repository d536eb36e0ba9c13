import * as tf from '@tensorflow/tfjs-core';
import { expect, test } from 'vitest';
import { startBackend } from '../engine/backends';
import { wasmAddresses } from '../engine/wasmAddresses';
import type { BackendName } from '../worker/protocol';
import { defaultConfig } from './config';
import { normals } from './fixtures/seededViews';
import { probe, type Probe } from './probe';
import { createWeights, listWeights } from './weights';

const config = { ...defaultConfig, latentDim: 8, hiddenDim: 16 };
const n = 64;

async function probeOn(backend: BackendName): Promise<Probe> {
  const started = await startBackend(backend, wasmAddresses);
  expect(started.backend, JSON.stringify(started.skipped)).toBe(backend);
  const weights = createWeights({ image: 12, text: 9, classes: 4 }, config);
  const target = tf.tensor2d(Array.from({ length: n * 4 }, (_, i) => (Math.floor(i / 4) % 4 === i % 4 ? 1 : 0)), [n, 4]);
  const batch = { image: tf.tensor2d(normals(n, 12, 1), [n, 12]), text: tf.tensor2d(normals(n, 9, 2), [n, 9]), target, multiLabel: false, masks: null };
  const tensors = tf.memory().numTensors;
  const probed = await probe(weights, batch, config, 0.5);
  expect(tf.memory().numTensors).toBe(tensors);
  tf.dispose([...listWeights(weights), batch.image, batch.text, batch.target]);
  return probed;
}

/** Every number of a probe but the residual, which is rounding alone. */
const numbers = ({ correlations, effectiveDimension, condition, takenForImage, gradients, adversaryGradient }: Probe): number[] => [
  ...correlations, effectiveDimension, condition.image, condition.text, takenForImage.image, takenForImage.text,
  ...Object.values(gradients.visNet), ...Object.values(gradients.txtNet), adversaryGradient,
];

// A software adapter takes seconds.
test.each(['wasm', 'webgpu'] as const)('a probe on %s has the numbers of the cpu backend', { timeout: 300_000 }, async (backend) => {
  const expected = numbers(await probeOn('cpu'));
  const probed = await probeOn(backend);
  expect(probed.whiteningResidual).toBeLessThan(1e-3);
  numbers(probed).forEach((got, i) => expect(Math.abs(got - expected[i]!), `number ${i}: ${got} instead of ${expected[i]}`).toBeLessThan(1e-3 * Math.abs(expected[i]!) + 1e-6));
});
