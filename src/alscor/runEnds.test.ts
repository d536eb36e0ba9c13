import * as tf from '@tensorflow/tfjs-core';
import { beforeAll, describe, expect, test } from 'vitest';
import { startBackend } from '../engine/backends';
import { wasmFolder } from '../tools/wasmFolder';
import { DivergenceError } from './divergence';
import { broken, clear, config, failure, noisy, run, trainSplit } from './fixtures/smallRuns';
import { trainAlscor } from './run';
import { selectionScore } from './validation';

beforeAll(async () => {
  await startBackend('wasm', wasmFolder());
});

describe('the end of a run', () => {
  test('comes early where patience runs out: a MAP of 1 has no better', async () => {
    const { epochs, result } = await run(clear, { epochs: 40, learningRate: 0.03, patience: 3 });
    expect(selectionScore(epochs.at(-1)!.validation, config)).toBe(1);
    expect(epochs).toHaveLength(result.bestEpoch + 3);
    expect(epochs.length).toBeLessThan(40);
  });

  test('comes with the first step that diverges, named with its term and with advice', async () => {
    const problem = await failure(trainAlscor(noisy, { ...config, learningRate: 1e6 }, trainSplit));
    expect(problem).toBeInstanceOf(DivergenceError);
    expect(problem.message).toMatch(/^Training stopped at step [1-9]\d*: expected .*(residual|loss).*, got \S+\.$/);
    expect((problem as DivergenceError).advice).toMatch(/learning rate \(now 1000000\)/);
  });

  test('comes at step 1 where a feature is not finite', async () => {
    const problem = await failure(trainAlscor(broken(), config, trainSplit));
    expect(problem).toBeInstanceOf(DivergenceError);
    expect(problem.message).toMatch(/^Training stopped at step 1: .*, got NaN\.$/);
  });
});

describe('the tensors of a run', () => {
  const alive = () => tf.memory().numTensors;

  test('are as many after each epoch, and none is left at the end', async () => {
    const before = alive();
    const after: number[] = [];
    for await (const event of trainAlscor(noisy, config, trainSplit)) if (event.type === 'epoch') after.push(alive());
    expect(new Set(after).size).toBe(1);
    expect(after[0]).toBeGreaterThan(before);
    expect(alive()).toBe(before);
  });

  test.each([1, 4, 5])('are freed where it is stopped after %i steps', async (steps) => {
    const before = alive();
    const events = trainAlscor(noisy, config, trainSplit);
    for (let step = 0; step < steps; ) {
      const { value } = await events.next();
      if (value?.type === 'steps') step = value.step;
    }
    expect(alive()).toBeGreaterThan(before);
    await events.return();
    expect(alive()).toBe(before);
  });

  test('are freed where it fails, in a step or after an epoch', async () => {
    const before = alive();
    await failure(trainAlscor(noisy, { ...config, learningRate: 1e6 }, trainSplit));
    await failure(trainAlscor(broken(), config, trainSplit));
    await failure(trainAlscor(noisy, { ...config, ridge: 0 }, trainSplit));
    expect(alive()).toBe(before);
  });
});
