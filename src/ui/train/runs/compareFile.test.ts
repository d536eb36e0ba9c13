import { expect, test } from 'vitest';
import { defaultConfig } from '../../../alscor/config';
import { epochOf, recordOf, stepsOf } from '../../../state/fixtures/runs';
import { comparedRun } from '../../../state/runsCompare';
import { compareCsv, compareJson } from './compareFile';

const runs = [1, 2].map((seed) =>
  comparedRun(
    { id: `r${seed}`, name: `Run ${seed}, "best"`, present: false, config: defaultConfig, steps: stepsOf([2, seed]), epochs: [epochOf(1, 0.5, true)], probes: [], changes: [] },
    recordOf(`r${seed}`, { config: { ...defaultConfig, seed } }),
  ),
);

test('the table has a column for each run', () => {
  const lines = compareCsv(runs).split('\r\n');
  expect(lines[0]).toBe(',"Run 1, ""best""","Run 2, ""best"""');
  expect(lines[1]).toBe('Seed,1,2');
  expect(lines).toContain('Last total loss,1,2');
  expect(lines).toContain('"Best validation MAP, fused, text to image",0.25,0.25');
});

test('the JSON has every setting of each run', () => {
  const { differences, runs: listed } = JSON.parse(compareJson(runs));
  expect(differences).toEqual([{ label: 'Seed', values: ['1', '2'] }]);
  expect(listed[1]).toMatchObject({ id: 'r2', backend: 'wasm', from: null, config: { ...defaultConfig, seed: 2 }, measures: { 'Best epoch': 1, Steps: 2, 'Last total loss': 2 } });
});
