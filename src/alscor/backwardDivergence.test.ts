import { beforeAll, expect, test, vi } from 'vitest';
import { startBackend } from '../engine/backends';
import { wasmFolder } from '../tools/wasmFolder';
import { defaultConfig, type AlscorConfig } from './config';
import { DivergenceError } from './divergence';
import { clusteredPairs, range } from './fixtures/clusters';
import { trainAlscor } from './run';

const broken = vi.hoisted(() => ({ call: Infinity, calls: 0 }));

/** From the call on, the differentiated iteration lacks a step. */
vi.mock(import('../math/squareRoot'), async (original) => {
  const real = await original();
  return {
    ...real,
    squareRootTangent: (result, E) => real.squareRootTangent(++broken.calls < broken.call ? result : { ...result, iterates: result.iterates.toSpliced(1, 1) }, E),
  };
});

const config: AlscorConfig = { ...defaultConfig, members: 1, epochs: 3, latentDim: 4, hiddenDim: 8, batchSize: 24, ridge: 0.2 };
const data = { ...clusteredPairs({ count: 60, classes: 3, views: 1, dims: { image: 12, text: 6 }, deviation: 1 }), train: range(48), validation: range(60).slice(48) };

beforeAll(async () => {
  const started = await startBackend('wasm', wasmFolder());
  if (started.backend !== 'wasm') throw new Error(JSON.stringify(started.skipped));
});

async function train(call: number): Promise<number> {
  Object.assign(broken, { call, calls: 0 });
  let steps = 0;
  for await (const event of trainAlscor(data, config, data.train)) if (event.type === 'steps') steps = event.step;
  return steps;
}

test('a run whose gradients converge ends', async () => {
  expect(await train(Infinity)).toBe(6);
  // Two in the polar factor, one in each whitening.
  expect(broken.calls).toBe(6 * 4);
});

test.each([[9, 'the polar factor'], [11, 'the whitening of the images'], [12, 'the whitening of the texts']])('a run stops at the step whose backward iteration breaks, from call %i: %s', async (call) => {
  const problem: unknown = await train(call).catch((error: unknown) => error);
  expect(problem).toBeInstanceOf(DivergenceError);
  const { message, advice } = problem as DivergenceError;
  expect(message).toMatch(/^Training stopped at step 3: expected the CCA layer’s iterations with a residual below 0\.1, got /);
  expect(advice).toContain('raise the ridge (now r = 0.2, k = 4)');
});
