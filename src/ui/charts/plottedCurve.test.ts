import { expect, test } from 'vitest';
import { curvePath } from './plottedCurve';

test('a path breaks at what cannot be drawn', () => {
  const twice = (value: number) => value * 2;
  expect(curvePath({ x: [0, 1, 2, 3], y: [1, NaN, 2, 3] }, twice, twice)).toBe('M0.0,2.0M4.0,4.0L6.0,6.0');
  expect(curvePath({ x: [0, 1], y: [0, 1] }, twice, (value) => (value > 0 ? value : undefined))).toBe('M2.0,1.0');
  expect(curvePath({ x: [], y: [] }, twice, twice)).toBe('');
});
