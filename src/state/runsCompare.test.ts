import { expect, test } from 'vitest';
import { defaultConfig, type AlscorConfig } from '../alscor/config';
import type { ConfigChange } from '../alscor/runState';
import { epochOf, recordOf, stepsOf } from './fixtures/runs';
import { changeWords, comparedRun, differences, measures, type ComparedRun } from './runsCompare';

const compared = (id: string, config: Partial<AlscorConfig> = {}, changes: ConfigChange[] = [], totals = [3, 2, 1]): ComparedRun =>
  comparedRun(
    { id, name: `Run ${id}`, present: false, config: defaultConfig, steps: stepsOf(totals), epochs: [epochOf(1, 0.4, true), epochOf(2, 0.5, true), epochOf(3, 0.2, false)], probes: [], changes },
    recordOf(id, { config: { ...defaultConfig, ...config } }),
  );

test('only what differs is shown, by its label', () => {
  expect(differences([compared('a'), compared('b')])).toEqual([]);
  expect(differences([compared('a', { seed: 1, adversaryWeight: 1 }), compared('b', { seed: 2, adversaryWeight: 1 }), compared('c', { seed: 1, adversaryWeight: 0 })])).toEqual([
    { label: 'Adversary weight γ', values: ['1', '1', '0'] },
    { label: 'Seed', values: ['1', '2', '1'] },
  ]);
});

test('dataset, backend, start and changes in the middle count too', () => {
  const [a, b] = [compared('a'), compared('b', {}, [{ step: 40, key: 'adversaryWeight', value: 0 }])];
  const other: ComparedRun = {
    ...b,
    record: {
      ...b.record,
      dataset: { ...b.record.dataset, name: 'Flowers', fingerprint: 'cd'.repeat(32) },
      environment: { ...b.record.environment, backend: 'webgpu' },
      from: { id: 'a', name: 'Run a', step: 20 },
    },
  };
  expect(differences([a, other])).toEqual([
    { label: 'Dataset', values: ['Demo', 'Flowers'] },
    { label: 'Dataset fingerprint', values: ['abababababab', 'cdcdcdcdcdcd'] },
    { label: 'Backend', values: ['wasm', 'webgpu'] },
    { label: 'Started from', values: ['its seed', 'step 20 of Run a'] },
    { label: 'Changed while it went on', values: ['none', 'Adversary weight γ 0 after step 40'] },
  ]);
  expect(changeWords([])).toBe('none');
});

test('a run of an older version, without a later setting, differs by it', () => {
  const { contrastWeight: _, ...older } = defaultConfig;
  const old = compared('a');
  Object.assign(old.record, { config: older });
  expect(differences([old, compared('b')])).toEqual([{ label: 'Contrast weight δ', values: ['–', '1'] }]);
});

test('measures are of the best epoch and the last step', () => {
  const rows = measures([compared('a'), compared('b', {}, [], [3, 2, 1, 0.5])]);
  const of = (label: string) => rows.find((row) => row.label === label)?.values;
  expect(of('Best validation MAP, semantic, image to text')).toEqual([0.5, 0.5]);
  // Half of it the other way
  expect(of('Best validation MAP, semantic, text to image')).toEqual([0.25, 0.25]);
  expect(of('Best epoch')).toEqual([2, 2]);
  expect(of('Steps')).toEqual([3, 4]);
  expect(of('Time')).toEqual([150, 200]);
  // Two steps in 150 - 50 ms, three in 200 - 50 ms: 50 ms each
  expect(of('Steps per second')).toEqual([20, 20]);
  expect(of('Last total loss')).toEqual([1, 0.5]);
});

test('what a run without steps has not measured is left out', () => {
  const rows = measures([{ ...compared('a', {}, [], []), best: null }]);
  expect(rows.flatMap(({ values }) => values).every((value) => value === null)).toBe(true);
});
