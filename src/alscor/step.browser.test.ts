import * as tf from '@tensorflow/tfjs-core';
import { beforeAll, expect, test } from 'vitest';
import { startBackend } from '../engine/backends';
import { wasmAddresses } from '../engine/wasmAddresses';
import type { BackendName, Environment } from '../worker/protocol';
import { defaultConfig, type AlscorConfig } from './config';
import { dataDims, fitStandardiser, gatherRows, planEpoch, uploadData } from './data';
import { clusteredPairs } from './fixtures/clusters';
import { measureNames } from './objective';
import { createMasks, createTraining, disposeTraining, trainStep } from './step';

const config: AlscorConfig = { ...defaultConfig, seed: 3, latentDim: 8, hiddenDim: 32, batchSize: 64 };
const allSteps = 10;

const data = clusteredPairs({ count: 128, classes: 3, views: 1, dims: { image: 24, text: 12 }, deviation: 1 });

interface Trained {
  environment: Environment;
  /** What tfjs says it computed on after the last step. */
  active: string;
  /** `measureNames` of each step. */
  steps: number[][];
  tensorsLeft: number;
}

async function makeSteps(): Promise<number[][]> {
  const dims = dataDims(data);
  const tensors = uploadData(data, { image: fitStandardiser(data.image, data.train), text: fitStandardiser(data.text, data.train) });
  const training = createTraining(dims, config);
  const batches = [1, 2, 3, 4, 5].flatMap((epoch) => planEpoch(data, config, epoch).batches).slice(0, allSteps);
  const steps: number[][] = [];
  for (const { pairs, imageRows } of batches) {
    const measures = tf.tidy(() => {
      const features = { image: gatherRows(tensors.image, imageRows), text: gatherRows(tensors.text, pairs) };
      const batch = { ...features, target: gatherRows(tensors.target, pairs), multiLabel: tensors.multiLabel, masks: createMasks(pairs.length, dims, config, training.step) };
      return trainStep(training, batch, config, training.step / allSteps);
    });
    steps.push(Array.from(await measures.data()));
    measures.dispose();
  }
  disposeTraining(training);
  tf.dispose([tensors.image, tensors.text, tensors.target]);
  return steps;
}

async function train(backend: BackendName): Promise<Trained> {
  const environment = await startBackend(backend, wasmAddresses);
  const steps = environment.backend === backend ? await makeSteps() : [];
  return { environment, active: tf.getBackend(), steps, tensorsLeft: tf.memory().numTensors };
}

let reference: Trained;

beforeAll(async () => {
  reference = await train('cpu');
});

/** Where a relative difference says nothing: one item of the 2·64 may tip over, and the residual of a converged iteration is rounding alone. */
const absoluteLimits: Partial<Record<(typeof measureNames)[number], number>> = { modalityAccuracy: 1 / 128 + 1e-6, residual: 1e-4 };

function compare({ environment, steps }: Trained): void {
  let largest = 0;
  steps.forEach((values, step) =>
    measureNames.forEach((name, i) => {
      const [got, expected] = [values[i]!, reference.steps[step]![i]!];
      const limit = absoluteLimits[name];
      const difference = Math.abs(got - expected) / (limit === undefined ? Math.abs(expected) : 1);
      expect(difference, `${name} of step ${step + 1}: ${got} instead of ${expected}`).toBeLessThan(limit ?? 1e-3);
      if (limit === undefined) largest = Math.max(largest, difference);
    }),
  );
  const name = environment.adapter ? `${environment.backend} (${environment.adapter.vendor} ${environment.adapter.architecture})` : environment.backend;
  console.log(`${name}: ${steps.length} steps, losses at most ${largest.toExponential(1)} from the cpu backend's`);
}

test('the cpu backend, with which the others are compared, takes ten converged steps that change the losses', () => {
  expect(reference).toMatchObject({ active: 'cpu', tensorsLeft: 0 });
  expect(reference.steps).toHaveLength(allSteps);
  for (const values of reference.steps) expect(values[measureNames.indexOf('residual')]).toBeLessThan(1e-4);
  const totals = reference.steps.map((values) => values[measureNames.indexOf('total')]!);
  expect(new Set(totals).size).toBe(allSteps);
  expect(Math.min(...totals.slice(-4))).toBeLessThan(Math.min(...totals.slice(0, 4)));
});

test('ten steps on wasm have the measures of the cpu backend', async () => {
  const trained = await train('wasm');
  expect(trained, JSON.stringify(trained.environment.skipped)).toMatchObject({ active: 'wasm', tensorsLeft: 0 });
  expect(trained.steps).toHaveLength(allSteps);
  compare(trained);
});

test('ten steps on webgl have the measures of the cpu backend, where the browser has webgl', async ({ skip }) => {
  const trained = await train('webgl');
  skip(trained.environment.backend !== 'webgl', trained.environment.skipped.map(({ backend, reason }) => `${backend}: ${reason}`).join('; '));
  expect(trained).toMatchObject({ active: 'webgl', tensorsLeft: 0 });
  expect(trained.steps).toHaveLength(allSteps);
  compare(trained);
});

// A software adapter takes seconds a step.
test('ten steps on webgpu have the measures of the cpu backend', { timeout: 300_000 }, async () => {
  const trained = await train('webgpu');
  expect(trained, JSON.stringify(trained.environment.skipped)).toMatchObject({ active: 'webgpu', tensorsLeft: 0 });
  expect(trained.steps).toHaveLength(allSteps);
  compare(trained);
});
