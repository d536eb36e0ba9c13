import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { defaultConfig } from '../alscor/config';
import { useProblems } from './problems';
import { fieldProblem, followSettings, repairConfig, useSettings } from './settings';
import { useView } from './view';

const storage = vi.hoisted(() => {
  const items = new Map<string, string>();
  const localStorage = {
    getItem: (key: string) => items.get(key) ?? null,
    setItem: (key: string, text: string) => void items.set(key, text),
    removeItem: (key: string) => void items.delete(key),
  };
  vi.stubGlobal('window', { localStorage });
  return localStorage;
});

test('stored settings are kept where they are possible and repaired where not', () => {
  const stored = { epochs: 7, activation: 'tanh', batchSize: -1, learningRate: null, seed: '3', unknown: 1 };
  expect(repairConfig(stored)).toEqual({ ...defaultConfig, epochs: 7, activation: 'tanh' });
  expect(repairConfig('nonsense')).toEqual(defaultConfig);
});

test('a field that is out of range says what was expected', () => {
  expect(fieldProblem({ ...defaultConfig, epochs: 0 }, 'epochs')).toContain('Epochs: expected a whole number');
  expect(fieldProblem({ ...defaultConfig, epochs: 0 }, 'seed')).toBeNull();
});

test('settings that were replaced at once come back, until a field is changed', () => {
  const { setField, replace, undo, resetAll } = useSettings.getState();
  setField('epochs', 7);
  replace({ ...defaultConfig, members: 1 });
  expect(useSettings.getState()).toMatchObject({ config: { members: 1, epochs: 40 }, before: { members: 4, epochs: 7 } });
  undo();
  expect(useSettings.getState()).toMatchObject({ config: { members: 4, epochs: 7 }, before: null });
  undo();
  expect(useSettings.getState().config.epochs).toBe(7);
  resetAll();
  expect(useSettings.getState()).toMatchObject({ config: defaultConfig, before: { epochs: 7 } });
  setField('seed', 2);
  expect(useSettings.getState().before).toBeNull();
  resetAll();
});

describe('settings and the address', () => {
  const address: string[] = [];
  let end: () => void;

  beforeEach(() => {
    address.length = 0;
    vi.stubGlobal('history', { replaceState: (_state: unknown, _title: string, hash: string) => void address.push(hash), pushState: () => undefined });
    useSettings.setState({ config: defaultConfig, before: null });
    useView.setState({ set: {} });
    end = followSettings();
  });

  afterEach(() => {
    end();
    useProblems.setState({ problems: [] });
    vi.unstubAllGlobals();
  });

  test('a changed field is in the address, and all defaults clear it', () => {
    expect(address).toEqual([]);
    useSettings.getState().setField('epochs', 20);
    useSettings.getState().setField('latentDim', 64);
    useSettings.getState().setField('members', NaN);
    useSettings.getState().resetAll();
    expect(address).toEqual(['#/train?set=epochs:20', '#/train?set=latentDim:64,epochs:20', '#/train']);
  });

  test('settings of another address count over the defaults, and what was there comes back with undo', () => {
    useSettings.getState().setField('members', 2);
    useView.getState().choose({ set: { epochs: '20' } });
    expect(useSettings.getState().config).toEqual({ ...defaultConfig, epochs: 20 });
    useSettings.getState().undo();
    expect(useSettings.getState().config).toEqual({ ...defaultConfig, members: 2 });
    expect(address.at(-1)).toBe('#/train?set=members:2');
  });

  test('an address without settings leaves those that are there, and shows them', () => {
    useSettings.getState().setField('members', 2);
    useView.getState().choose({ set: {} });
    expect(useSettings.getState().config.members).toBe(2);
    expect(address.at(-1)).toBe('#/train?set=members:2');
  });

  test('what of an address is not possible is told and leaves the address', () => {
    useView.getState().choose({ set: { epochs: '0', members: '2' } });
    expect(useSettings.getState().config).toEqual({ ...defaultConfig, members: 2 });
    expect(address.at(-1)).toBe('#/train?set=members:2');
    expect(useProblems.getState().problems.map(({ message }) => message)).toEqual([
      'The address sets Epochs: expected a whole number from 1 to 10000, got 0. The default, 40, counts.',
    ]);
  });
});

test('a visit with settings in its address starts from them, one without from those of the last visit', async () => {
  const stored = JSON.stringify({ state: { config: { ...defaultConfig, members: 2 } }, version: 1 });
  storage.setItem('alscor-settings', stored);
  vi.stubGlobal('window', { localStorage: storage });
  for (const [hash, expected] of [['#/train', { members: 2, epochs: 40 }], ['#/train?set=epochs:20,members:99', { members: 4, epochs: 20 }]] as const) {
    vi.stubGlobal('location', { hash });
    vi.resetModules();
    const visit = await import('./settings');
    expect(visit.useSettings.getState().config).toMatchObject(expected);
    expect(storage.getItem('alscor-settings')).toBe(stored);
  }
  vi.unstubAllGlobals();
});
