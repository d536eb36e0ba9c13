import { expect, test } from 'vitest';
import { linePath, nearest, shareOn } from './linePath';

const linear = { domain: [0, 10] as [number, number], log: false };
const powers = { domain: [0.01, 100] as [number, number], log: true };

test('a value has its place on a linear and on a logarithmic axis', () => {
  expect(shareOn(linear, 2.5)).toBe(0.25);
  // 1 lies two of four powers of ten above 0.01.
  expect(shareOn(powers, 1)).toBeCloseTo(0.5, 12);
  expect([0, -1].map((value) => shareOn(powers, value))).toEqual([NaN, NaN]);
});

test('a line runs from left to right, high values at the top', () => {
  expect(linePath({ x: [0, 5, 10], y: [0, 10, 5] }, linear, linear, 100)).toBe('M0,100h0L50,0L100,50');
});

test('values without a place break the line, and one that is alone is a dot', () => {
  expect(linePath({ x: [0, 5, 10], y: [1, 0, 100] }, linear, powers, 100)).toBe('M0,50h0M100,0h0');
  expect(linePath({ x: [], y: [] }, linear, linear, 100)).toBe('');
});

test('the nearest of a list is found, the first of two as near', () => {
  expect(nearest([1, 2, 4], 3)).toBe(1);
  expect(nearest([1, 2, 4], 3.5)).toBe(2);
  expect(nearest([], 1)).toBe(-1);
});
