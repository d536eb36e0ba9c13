import { expect, test } from 'vitest';
import { epochOf, recordOf, runOf, stateOf } from '../../../state/fixtures/runs';
import { bestWords, runFacts, standingWords } from './runWords';

test('a run says what it is at', () => {
  const run = runOf('a', { step: 120, totalSteps: 400 });
  expect(standingWords(run, 'present')).toBe('training, step 120 of 400');
  expect(standingWords({ ...run, phase: 'paused' }, 'present')).toBe('paused at step 120 of 400');
  expect(standingWords({ ...run, totalSteps: 0 }, 'interrupted')).toBe('interrupted at step 120');
  expect(standingWords(run, 'gone')).toBe('the browser has cleared its files');
});

test('the best epoch is told by the mean of both directions', () => {
  // (0.4 + 0.2) / 2
  expect(bestWords(epochOf(3, 0.4, true))).toBe('MAP 0.300 at epoch 3');
  expect(bestWords(null)).toBeNull();
});

test('facts that are not known are left out', () => {
  const day = /24 Nov 2026, \d\d:\d\d/;
  const record = recordOf('a', { created: Date.UTC(2026, 10, 24, 12), from: { id: 'b', name: 'Run 1', step: 40 } });
  const bare = runFacts(runOf('a', { record: { ...record, from: null } }), 'cut');
  expect(bare.replace(day, 'DAY')).toBe('interrupted at step 0, before a state was stored · DAY · Demo');
  const full = runFacts(runOf('a', { record, step: 9, totalSteps: 9, best: epochOf(3, 0.4, true), bytes: 2048, states: [stateOf(9)] }), 'finished');
  expect(full.replace(day, 'DAY')).toBe('finished, step 9 of 9 · MAP 0.300 at epoch 3 · from step 40 of Run 1 · 1 state · 2 KB · DAY · Demo');
});
