import { expect, test } from 'vitest';
import { curvePath, nearestIndex } from './plottedCurve';

test('the nearest index of an ascending array', () => {
  expect([-1, 0, 0.4, 0.6, 2.9, 9].map((target) => nearestIndex([0, 1, 3], target))).toEqual([0, 0, 0, 1, 2, 2]);
  expect(nearestIndex([], 1)).toBe(-1);
});

test('a path breaks at what cannot be drawn', () => {
  const twice = (value: number) => value * 2;
  expect(curvePath({ x: [0, 1, 2, 3], y: [1, NaN, 2, 3] }, twice, twice)).toBe('M0.0,2.0M4.0,4.0L6.0,6.0');
  expect(curvePath({ x: [0, 1], y: [0, 1] }, twice, (value) => (value > 0 ? value : undefined))).toBe('M2.0,1.0');
  expect(curvePath({ x: [], y: [] }, twice, twice)).toBe('');
});
