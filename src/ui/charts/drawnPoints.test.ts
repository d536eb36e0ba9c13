import { expect, test } from 'vitest';
import { drawnPoints, pointLimit } from './drawnPoints';
import { xKinds } from './xAxis';

const columns = { step: [1, 2, 3], epoch: [0.5, 1, 1.5], elapsedMs: [0, 500, 1000] };

test('points are in the unit of the axis, and the same object as long as nothing changed', () => {
  const y = [3, 2, 1];
  const stretch = { from: 0, to: 1, log: false };
  const points = drawnPoints(columns, y, xKinds.time, stretch, 500);
  expect(points).toEqual({ x: [0, 0.5, 1], y: [3, 2, 1] });
  expect(drawnPoints(columns, y, xKinds.time, { ...stretch }, 500)).toBe(points);
  expect(drawnPoints(columns, y, xKinds.epoch, stretch, 500)).toEqual({ x: [0.5, 1, 1.5], y: [3, 2, 1] });
});

test('points that came are drawn', () => {
  const grown = { step: [1], epoch: [1], elapsedMs: [0] };
  const y = [5];
  const draw = () => drawnPoints(grown, y, xKinds.step, { from: 0, to: 10, log: false }, 500);
  expect(draw().y).toEqual([5]);
  grown.step.push(2);
  y.push(4);
  expect(draw()).toEqual({ x: [1, 2], y: [5, 4] });
});

test('up to 8 curves of a chart have 500 points each, more share 4,000', () => {
  expect([1, 8, 16, 1000].map(pointLimit)).toEqual([500, 500, 250, 100]);
});
