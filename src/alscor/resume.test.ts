import * as tf from '@tensorflow/tfjs-core';
import { beforeAll, describe, expect, test } from 'vitest';
import { startBackend } from '../engine/backends';
import { wasmFolder } from '../tools/wasmFolder';
import { defaultConfig, type AlscorConfig } from './config';
import { batchesPerEpoch } from './data';
import { noisy as data, trainSplit } from './fixtures/smallRuns';
import type { StepMeasures } from './measureQueue';
import { AlscorRun, type EpochResult, type RunOptions, type RunResult } from './run';
import { configAt } from './configAt';
import { forkState, type RunState } from './runState';

/** 70 pairs to train on make 3 steps an epoch, 12 in all. */
const config: AlscorConfig = { ...defaultConfig, members: 2, latentDim: 4, hiddenDim: 16, batchSize: 24, epochs: 4, adversaryHidden: 8, learningRate: 0.01 };

interface Told {
  points: StepMeasures[];
  epochs: Omit<EpochResult, 'model' | 'space'>[];
  result: RunResult | null;
  state: RunState | null;
}

interface Plan extends RunOptions {
  /** Ends after this step, with the state there. */
  until?: number;
  /** Before the step after this one. */
  change?: { at: number; key: keyof AlscorConfig; value: number | string };
}

async function runTo(start: AlscorConfig, { until, change, ...options }: Plan = {}): Promise<Told> {
  const run = new AlscorRun(data, start, trainSplit, options);
  const told: Told = { points: [], epochs: [], result: null, state: null };
  const events = run.events();
  for (let next = await events.next(); !next.done; next = await events.next()) {
    const event = next.value;
    if (event.type === 'steps') told.points.push(...event.points);
    else if (event.type === 'epoch') {
      const { model: _model, space: _space, ...rest } = event.result;
      told.epochs.push(rest);
    } else if (event.type === 'result') told.result = event.result;
    if (event.type === 'steps' && event.step === change?.at && run.present[change.key] !== change.value) run.change(change.key, change.value);
    if (event.type === 'steps' && event.step === until) {
      told.points.push(...(await run.drain()));
      told.state = structuredClone(await run.state(1000));
      await events.return();
      break;
    }
  }
  return told;
}

let whole: Told;

beforeAll(async () => {
  await startBackend('wasm', wasmFolder());
  whole = await runTo(config);
});

describe('a run that is interrupted', { timeout: 30_000 }, () => {
  test.each([[1, 'at its first step'], [4, 'within an epoch'], [6, 'before the validation of an epoch'], [7, 'after it']])('after step %i, %s, ends with the same numbers to the last digit', async (step) => {
    const before = tf.memory().numTensors;
    const first = await runTo(config, { until: step });
    expect(first.points).toEqual(whole.points.slice(0, step));
    const rest = await runTo(config, { from: first.state });
    expect(rest.points).toEqual(whole.points.slice(step));
    expect([...first.epochs, ...rest.epochs]).toEqual(whole.epochs);
    expect(rest.result).toEqual(whole.result);
    expect(tf.memory().numTensors).toBe(before);
  });

  test('twice, with a change in mid-run, ends as the same run without a break', async () => {
    const change = { at: 5, key: 'adversaryWeight', value: 3 } as const;
    const changed = await runTo(config, { change });
    expect(changed.points.slice(0, 5)).toEqual(whole.points.slice(0, 5));
    expect(changed.points.at(-1)).not.toEqual(whole.points.at(-1));
    const first = await runTo(config, { until: 3 });
    const second = await runTo(config, { from: first.state, until: 8, change });
    expect(second.state?.changes).toEqual([{ step: 5, key: 'adversaryWeight', value: 3 }]);
    const rest = await runTo(config, { from: second.state });
    expect([...first.points, ...second.points, ...rest.points]).toEqual(changed.points);
    expect(rest.result).toEqual(changed.result);
  });

  test('is replayed from its configuration and its changes', async () => {
    const changed = await runTo(config, { change: { at: 5, key: 'learningRate', value: 0.001 } });
    const replayed = await runTo(config, { script: [{ step: 5, key: 'learningRate', value: 0.001 }] });
    expect(replayed.points).toEqual(changed.points);
    expect(replayed.result).toEqual(changed.result);
  });

  test('is not gone on with by nets of another width, and frees what it made', async () => {
    const { state } = await runTo(config, { until: 2 });
    const before = tf.memory().numTensors;
    await expect(runTo({ ...config, hiddenDim: 8 }, { from: state })).rejects.toThrow('Going on with a run: expected visNet hidden of 10 × 8, got 10 × 16. Start from a run with the same architecture and features.');
    expect(tf.memory().numTensors).toBe(before);
  });
});

describe('a run from the state of another', { timeout: 30_000 }, () => {
  test('goes on with changed terms from its step, and chooses its own best epoch', async () => {
    const { state } = await runTo(config, { until: 7 });
    const without = { ...config, adversaryWeight: 0 };
    const forked = forkState(state!, without, [], batchesPerEpoch(data.train.length, without.batchSize));
    expect([forked.step, forked.epoch, forked.batch, forked.best, forked.elapsedMs]).toEqual([7, 2, 1, null, 0]);
    const rest = await runTo(without, { from: forked });
    expect(rest.points.map(({ step }) => step)).toEqual([8, 9, 10, 11, 12]);
    // The step's measures come before its update: the first is the parent's still.
    expect(rest.points[0]).toEqual(whole.points[7]);
    expect(rest.points[1]).not.toEqual(whole.points[8]);
    expect(rest.epochs.map(({ epoch }) => epoch)).toEqual([3, 4]);
    expect(rest.epochs[0]!.best).toBe(true);
  });

  test('with other batches begins the epoch anew', async () => {
    const { state } = await runTo(config, { until: 7 });
    // 70 pairs in batches of 35 are 2 an epoch: after 2 epochs, step 4
    expect(forkState(state!, { ...config, batchSize: 35 }, [], 2)).toMatchObject({ step: 4, epoch: 2, batch: 0 });
    expect(() => forkState(state!, { ...config, seed: 2 }, [], 3)).toThrow('Starting from a state: expected its seed 1 and validation share 0.15, got 2 and 0.15.');
  });
});

describe('whose turn it is', { timeout: 30_000 }, () => {
  const weightsOf = ({ state }: Told, part: 'visNet' | 'classifier' | 'adversary') => JSON.stringify(state!.members.map((member) => Object.values(member[part]).map(({ value }) => [...value.data])));

  test('decides which side learns', async () => {
    const start = await runTo(config, { until: 1 });
    const nets = await runTo(config, { from: { ...start.state!, changes: [{ step: 1, key: 'turn', value: 'nets' }] }, until: 3 });
    expect(weightsOf(nets, 'adversary')).toBe(weightsOf(start, 'adversary'));
    expect(weightsOf(nets, 'visNet')).not.toBe(weightsOf(start, 'visNet'));
    const adversary = await runTo(config, { from: { ...start.state!, changes: [{ step: 1, key: 'turn', value: 'adversary' }] }, until: 3 });
    expect(weightsOf(adversary, 'adversary')).not.toBe(weightsOf(start, 'adversary'));
    expect([weightsOf(adversary, 'visNet'), weightsOf(adversary, 'classifier')]).toEqual([weightsOf(start, 'visNet'), weightsOf(start, 'classifier')]);
  });

  test('a constant reversal is at full strength from the first step', async () => {
    const { points } = await runTo({ ...config, reversal: 'constant' }, { until: 2 });
    expect(points.map(({ reversal }) => reversal)).toEqual([1, 1]);
    expect(whole.points[0]!.reversal).toBe(0);
  });
});

describe('a run ends', { timeout: 30_000 }, () => {
  test('at the first epoch that reaches the target', async () => {
    const { epochs, result } = await runTo({ ...config, targetMap: 0.01 });
    expect([epochs.length, result?.reason]).toEqual([1, 'target']);
  });

  test('in the middle of an epoch when its time is over, but not before one is finished', async () => {
    let now = 0;
    const late = await runTo({ ...config, timeLimit: 1 }, { elapsedMs: () => 60_000 });
    expect([late.points.length, late.result?.reason]).toEqual([3, 'time']);
    const inTime = await runTo({ ...config, timeLimit: 1 }, { elapsedMs: () => (now += 10_000) });
    // Asked after epochs 1 and 2, before steps 5, 6 and 8: 50 s. Before step 9 it is over.
    expect([inTime.points.length, inTime.epochs.length, inTime.result?.reason]).toEqual([8, 3, 'time']);
  });

  test('after its epochs', () => {
    expect([whole.points.length, whole.epochs.length, whole.result?.reason]).toEqual([12, 4, 'epochs']);
  });
});

test('changes count from the step after theirs, the last of several of one setting', () => {
  const changes = [{ step: 2, key: 'learningRate', value: 1 }, { step: 4, key: 'learningRate', value: 2 }, { step: 4, key: 'turn', value: 'nets' }] as const;
  expect([0, 2, 3, 4].map((step) => configAt(config, changes, step).learningRate)).toEqual([0.01, 1, 1, 2]);
  expect(configAt(config, changes, 9).turn).toBe('nets');
});
