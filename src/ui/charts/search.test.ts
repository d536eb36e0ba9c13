import { expect, test } from 'vitest';
import { firstAbove, firstAtLeast, nearestIndex } from './search';

test('the nearest index of an ascending array', () => {
  expect([-1, 0, 0.4, 0.6, 2.9, 9].map((target) => nearestIndex([0, 1, 3], target))).toEqual([0, 0, 0, 1, 2, 2]);
  expect(nearestIndex([], 1)).toBe(-1);
});

test('the first value not below a target, and the first above it', () => {
  const values = [1, 2, 2, 2, 5];
  expect([0, 1, 2, 3, 6].map((target) => firstAtLeast(values, target))).toEqual([0, 0, 1, 4, 5]);
  expect([0, 1, 2, 5].map((target) => firstAbove(values, target))).toEqual([0, 1, 4, 5]);
  expect(firstAtLeast(values, 1, 3)).toBe(3);
});
