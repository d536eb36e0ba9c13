import { expect, test } from 'vitest';
import { chartHeader, chartRows, rowStride } from './chartRows';
import { draw, type DrawingOptions } from './drawing';
import { figureKinds } from './figures';
import { shownRun } from './shownRunFixture';
import { xKinds } from './xAxis';

const options: DrawingOptions = { x: xKinds.step, logX: false, logY: false, smoothing: 0, zoom: null, hiddenSeries: [], hiddenRuns: [] };
const [total, , classification, , validation] = figureKinds;

test('rows are the points of the stretch that is shown, with what was changed', () => {
  const run = { ...shownRun('a', 6), changes: [{ step: 3, key: 'learningRate' as const, value: 0.1 }] };
  const drawing = draw(total!, [run], { ...options, zoom: { x: 'step', from: 2, to: 4 } });
  expect(chartHeader(drawing)).toEqual(['run', 'step', 'epoch', 'elapsedMs', 'total', 'changed']);
  expect([...chartRows(drawing, 1)]).toEqual([
    ['Run a', 2, 1, 250, 0.9, ''],
    ['Run a', 3, 1.5, 500, 0.8, 'learning rate 0.1'],
    ['Run a', 4, 2, 750, 0.7, ''],
  ]);
});

test('where rows are left out, the last point stays and no change is lost', () => {
  const run = { ...shownRun('a', 6), changes: [{ step: 2, key: 'learningRate' as const, value: 0.1 }, { step: 3, key: 'ridge' as const, value: 1 }] };
  const rows = [...chartRows(draw(total!, [run], options), 4)];
  expect(rows.map((row) => [row[1], row.at(-1)])).toEqual([[1, ''], [5, 'learning rate 0.1, ridge r 1'], [6, '']]);
});

test('a thousand steps of three runs fit into 500 rows', () => {
  const drawing = draw(total!, [shownRun('a', 1000), shownRun('b', 37), shownRun('c', 2)], options);
  expect(rowStride(draw(total!, [shownRun('a', 500)], options), 500)).toBe(1);
  // 1039 points over 500 - 6 rows.
  expect(rowStride(drawing, 500)).toBe(3);
  const rows = [...chartRows(drawing, 3)];
  expect(rows.length).toBeLessThanOrEqual(500);
  expect(rows.filter(([name]) => name === 'Run a').at(-1)?.[1]).toBe(1000);
});

test('only what is shown is told: hidden series and runs are not, smoothed values are', () => {
  const drawing = draw(classification!, [shownRun('a', 2), shownRun('b', 2)], { ...options, smoothing: 0.5, hiddenRuns: ['a'], hiddenSeries: ['classification/classText'] });
  expect(chartHeader(drawing)).toEqual(['run', 'step', 'epoch', 'elapsedMs', 'classImage', 'classImage_smoothed', 'changed']);
  expect([...chartRows(drawing, 1)].map((row) => row.slice(0, 2))).toEqual([['Run b', 1], ['Run b', 2]]);
});

test('epochs have rows too', () => {
  expect([...chartRows(draw(validation!, [shownRun('a', 4)], options), 1)]).toEqual([
    ['Run a', 2, 1, 250, 0.1, 0.05, ''],
    ['Run a', 4, 2, 750, 0.2, 0.1, ''],
  ]);
});
