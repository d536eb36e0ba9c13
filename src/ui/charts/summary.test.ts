import { expect, test } from 'vitest';
import { draw, type DrawingOptions } from './drawing';
import { figureKinds } from './figures';
import { shownRun } from './shownRunFixture';
import { severalSentence, summary } from './summary';
import { xKinds } from './xAxis';

const options: DrawingOptions = { x: xKinds.step, logX: false, logY: false, smoothing: 0, zoom: null, hiddenSeries: [], hiddenRuns: [] };
const total = figureKinds[0]!;

test('a chart is told in words, with what was changed', () => {
  const run = { ...shownRun('a', 4), changes: [{ step: 2, key: 'learningRate' as const, value: 0.1 }] };
  expect(summary(draw(total, [run], options))).toBe(
    'Total loss from step 0 to step 4. total: 1 at step 1, 0.7 at step 4, least 0.7 at step 4, greatest 1 at step 1. Marks: step 2: learning rate 0.1.',
  );
  expect(summary(draw(total, [], options))).toBe('No points yet.');
});

test('of a stretch only that is told', () => {
  expect(summary(draw(total, [shownRun('a', 10)], { ...options, zoom: { x: 'step', from: 2, to: 4 } }))).toContain('total: 0.9 at step 2, 0.7 at step 4');
});

test('of several runs the one that is ahead is named: the lowest loss, the highest MAP', () => {
  const runs = [shownRun('a', 4), shownRun('b', 8)];
  // 1 - 7/10 after eight steps; MAP a tenth of the epoch's number.
  expect(severalSentence(draw(total, runs, options))).toBe('2 runs have points here; lowest total at its end: 0.3, Run b.');
  expect(severalSentence(draw(figureKinds[4]!, runs, options))).toBe('2 runs have points here; highest image→text at its end: 0.400, Run b.');
  expect(severalSentence(draw(total, runs, { ...options, hiddenSeries: ['total/total'] }))).toBe('All curves are hidden.');
});
