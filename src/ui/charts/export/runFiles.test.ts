import { expect, test } from 'vitest';
import { defaultConfig } from '../../../alscor/config';
import { shownRun } from '../shownRunFixture';
import { allEpochsCsv, allRunsJson, allStepsCsv, epochsCsv, runJson, stepsCsv, tellingNames } from './runFiles';

const lines = (parts: Iterable<string>) => [...parts].join('').trimEnd().split('\r\n');

test('a run as CSV has every step, and every epoch with all of its scores', () => {
  expect(lines(stepsCsv(shownRun('a', 2)))).toEqual([
    'step,epoch,elapsedMs,total,correlation,classImage,classText,contrast,adversary,modalityAccuracy,reversal',
    '1,0.5,0,1,0,2,3,0,0.7,0.5,1',
    '2,1,250,0.9,-0.1,1.9,2.9,0,0.7,0.5,1',
  ]);
  expect(lines(epochsCsv(shownRun('a', 2)))).toEqual([
    'epoch,step,elapsedMs,best,canonical_i2t,canonical_t2i,semantic_i2t,semantic_t2i,fused_i2t,fused_t2i',
    '1,2,250,true,0.1,0.05,0.1,0.05,0.1,0.05',
  ]);
});

test('all runs are in one file, each row with its run', () => {
  const runs = [shownRun('a', 2), { ...shownRun('b', 2), name: 'Other, "tuned"' }];
  const steps = lines(allStepsCsv(runs));
  expect(steps).toHaveLength(5);
  expect(steps[0]).toMatch(/^run,step,epoch,elapsedMs,total,/);
  expect(steps[1]).toMatch(/^Run a,1,0.5,0,1,/);
  expect(steps[4]).toMatch(/^"Other, ""tuned""",2,1,250,0.9,/);
  expect(lines(allEpochsCsv(runs)).map((line) => line.split(',')[0])).toEqual(['run', 'Run a', '"Other']);
});

test('runs of one name are told apart', () => {
  expect(tellingNames([{ id: 'a', name: 'Run' }, { id: 'b', name: 'Run' }, { id: 'c', name: 'Best' }])).toEqual(['Run (a)', 'Run (b)', 'Best']);
});

test('JSON holds the settings, the steps and the epochs', () => {
  const run = { ...shownRun('a', 4), changes: [{ step: 2, key: 'learningRate' as const, value: 0.1 }] };
  const one = JSON.parse([...runJson(run, { config: defaultConfig, status: null })].join('')) as object;
  expect(one).toEqual({ config: defaultConfig, status: null, steps: run.steps, epochs: run.epochs });
  const all = JSON.parse([...allRunsJson([run, shownRun('b', 2)])].join('')) as { runs: object[] };
  expect(all.runs[0]).toEqual({ id: 'a', name: 'Run a', changes: run.changes, steps: run.steps, epochs: run.epochs });
  expect(all.runs).toHaveLength(2);
});
