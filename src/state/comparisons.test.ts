import { beforeEach, describe, expect, test, vi } from 'vitest';
import { fitOf, small } from '../comparison/fixtures/small';
import type { Comparison } from '../comparison/comparison';
import { isComparison } from './storedComparison';

const kept = new Map<string, string>();
const storage = { getItem: (name: string) => kept.get(name) ?? null, setItem: vi.fn((name: string, value: string) => void kept.set(name, value)), removeItem: (name: string) => void kept.delete(name) };
vi.stubGlobal('localStorage', storage);
const { comparisonOf, madeOtherwise, useComparisons } = await import('./comparisons');
const { useProblems } = await import('./problems');

const named = (name: string, epochs = 40): Comparison => ({ ...small, setting: { ...small.setting, dataset: { ...small.setting.dataset, name }, config: { ...small.setting.config, epochs } } });
const names = () => useComparisons.getState().kept.map(({ setting }) => `${setting.dataset.name} ${setting.config.epochs}`);
const dataset = { name: 'a', count: 60 };

beforeEach(() => {
  kept.clear();
  storage.setItem.mockClear();
  useComparisons.setState({ kept: [], setAside: null });
});

describe('comparisons that are kept', () => {
  test('are the newest of each dataset and configuration, six at most', () => {
    const { keep } = useComparisons.getState();
    for (const name of ['a', 'b', 'c', 'd', 'e', 'f', 'g', 'b']) keep(named(name));
    keep(named('b', 2));
    expect(names()).toEqual(['b 2', 'b 40', 'g 40', 'f 40', 'e 40', 'd 40']);
  });

  test('are shown by dataset and settings, else the newest of the dataset', () => {
    const all = [named('b'), named('a', 2), named('a')];
    const { config } = small.setting;
    expect(comparisonOf(all, dataset, config)).toBe(all[2]);
    expect(comparisonOf(all, dataset, { ...config, epochs: 7 })).toBe(all[1]);
    expect(comparisonOf(all, { ...dataset, count: 61 }, config)).toBeNull();
    expect([madeOtherwise(all[2]!, config), madeOtherwise(all[1]!, config)]).toEqual([false, true]);
  });

  test('can be cleared, and brought back as they were', () => {
    const { keep, clear, bringBack } = useComparisons.getState();
    keep(named('a'));
    clear(named('a'));
    expect(names()).toEqual([]);
    bringBack();
    expect(names()).toEqual(['a 40']);
  });

  test('give way to a new one of the same kind, and change places with it', () => {
    const { keep, replace, bringBack } = useComparisons.getState();
    const [before, after] = [named('a'), { ...named('a'), startedAt: '2027-01-01T00:00:00.000Z' }];
    keep(before);
    replace(after);
    expect(names()).toEqual([]);
    keep(after);
    for (const shown of [before, after]) {
      bringBack();
      expect(useComparisons.getState().kept).toEqual([shown]);
    }
  });

  test('come back after a reload, NaN among their numbers', async () => {
    const odd = { ...named('a'), fits: [fitOf('cca', 1, 'ridge 1', 1, { canonical: [NaN, 0.5] })] };
    useComparisons.getState().keep(odd);
    useComparisons.setState({ kept: [] });
    kept.set('alscor-comparisons', storage.setItem.mock.calls.at(-2)![1]);
    await useComparisons.persist.rehydrate();
    expect(useComparisons.getState().kept).toEqual([odd]);
  });

  test('that are stored otherwise are left out', async () => {
    kept.set('alscor-comparisons', JSON.stringify({ version: 1, state: { kept: [named('a'), { ...named('b'), fits: 3 }, null] } }));
    await useComparisons.persist.rehydrate();
    expect(names()).toEqual(['a 40']);
    kept.set('alscor-comparisons', JSON.stringify({ version: 1, state: 'nonsense' }));
    await useComparisons.persist.rehydrate();
    expect(names()).toEqual([]);
  });

  test('stay on the page where the storage is full, and the visitor is told', () => {
    storage.setItem.mockImplementationOnce(() => {
      throw new Error('The quota has been exceeded.');
    });
    useComparisons.getState().keep(named('a'));
    expect(names()).toEqual(['a 40']);
    expect(useProblems.getState().problems).toMatchObject([{ message: expect.stringContaining('The quota has been exceeded. It stays on the page') }]);
  });
});

test('a comparison is told from anything else', () => {
  expect(isComparison(small)).toBe(true);
  expect(isComparison({ ...small, fits: [{ ...small.fits[0], scores: { semantic: { i2t: {} } } }] })).toBe(false);
  expect(isComparison({ ...small, setting: { ...small.setting, seeds: ['1'] } })).toBe(false);
  expect(isComparison([])).toBe(false);
});
