import { expect, test } from 'vitest';
import { defaultConfig } from '../alscor/config';
import { recordOf, runOf, stateOf } from './fixtures/runs';
import { configAt } from '../alscor/configAt';
import { forkName, planFork } from './runsFork';

const run = runOf('a', { states: [stateOf(20), stateOf(40)], changes: [{ step: 30, key: 'learningRate', value: 0.1 }] });
const find = (id: string) => [run].find((entry) => entry.id === id);
const plan = (step: number | null, kind: Parameters<typeof planFork>[1]['kind'], panel = defaultConfig) => planFork(run, { step, kind }, panel, find);

test('the same start without a term differs by its weight alone', () => {
  expect(plan(null, 'no-adversary')).toEqual({ config: { ...defaultConfig, adversaryWeight: 0 }, from: null, differences: ['Adversary weight γ: 1 → 0'], refusal: null });
  expect(plan(null, 'no-correlation').differences).toEqual(['Correlation weight α: 0.1 → 0']);
  expect(plan(null, 'other-seed').differences).toEqual(['Seed: 1 → 2']);
  const last = runOf('b', { record: recordOf('b', { config: { ...defaultConfig, seed: 2 ** 31 - 1 } }) });
  expect(planFork(last, { step: null, kind: 'other-seed' }, defaultConfig, find).config.seed).toBe(0);
});

test('a state has the settings that were changed up to its step', () => {
  expect(configAt(defaultConfig, run.changes, 29).learningRate).toBe(defaultConfig.learningRate);
  expect(configAt(defaultConfig, run.changes, 30).learningRate).toBe(0.1);
  expect(plan(20, 'no-adversary').config.learningRate).toBe(defaultConfig.learningRate);
  expect(plan(40, 'no-adversary')).toMatchObject({ from: { id: 'a', step: 40 }, config: { learningRate: 0.1, adversaryWeight: 0 }, refusal: null });
});

test('a state keeps its nets and its validation items', () => {
  const wider = { ...defaultConfig, latentDim: 64, layer: 'none' as const, adversaryWeight: 2 };
  expect(plan(null, 'panel', wider).refusal).toBeNull();
  expect(plan(20, 'panel', wider).refusal).toBe('From step 20, Common space width k, CCA layer must stay: the stored weights are of the nets as they were. Start from a seed instead.');
  expect(plan(20, 'panel', { ...defaultConfig, adversaryWeight: 2 }).refusal).toBeNull();
  expect(plan(20, 'other-seed').refusal).toMatch(/^From step 20, Seed must stay: other validation items would be drawn/);
});

test('a state needs epochs that are left', () => {
  // Step 40 is at epoch 4.
  expect(plan(40, 'panel', { ...defaultConfig, epochs: 4 }).refusal).toMatch(/^Epochs: expected more than the 4 that are done at step 40, got 4\./);
  expect(plan(40, 'panel', { ...defaultConfig, epochs: 5 }).refusal).toBeNull();
});

test('a run that started from a state starts there again, while that is stored', () => {
  const child = (step: number) => runOf('b', { record: recordOf('b', { from: { id: 'a', name: 'Run a', step } }) });
  expect(planFork(child(20), { step: null, kind: 'no-adversary' }, defaultConfig, find)).toMatchObject({ from: { id: 'a', step: 20 }, refusal: null });
  expect(planFork(child(10), { step: null, kind: 'no-adversary' }, defaultConfig, find).refusal).toBe('Starting from step 10 of Run a: expected that state in this browser, it is no longer there. Start from another one.');
});

test('a fork is called by what is changed', () => {
  expect(forkName('Run 3', 'no-adversary')).toBe('Run 3, without the adversary');
  expect(forkName('Run 3', 'panel')).toBe('Run 3');
});
