import { expect, test } from 'vitest';
import { decimate, smooth } from './decimate';

test('short curves are kept whole', () => {
  expect(decimate([[3, 1, 2]], 300)).toEqual([0, 1, 2]);
  expect(decimate([], 300)).toEqual([]);
  expect(decimate([[]], 300)).toEqual([]);
});

test('long curves keep both ends and every spike, in order, within the limit', () => {
  const first = Array.from({ length: 10_000 }, (_, i) => Math.sin(i / 500));
  const second = first.map((value) => -value);
  first[4321] = 9;
  second[1234] = -9;
  const kept = decimate([first, second], 300);
  expect(kept.length).toBeLessThanOrEqual(300);
  expect(kept.length).toBeGreaterThan(100);
  expect(kept).toEqual([...kept].sort((a, b) => a - b));
  expect(kept).toEqual(expect.arrayContaining([0, 1234, 4321, 9999]));
});

test('values that are not numbers do not hide the others', () => {
  const values = Array.from({ length: 1000 }, (_, i) => (i % 2 ? i : NaN));
  expect(decimate([values], 100).filter((i) => Number.isNaN(values[i]!))).toEqual([0]);
});

test('smoothing keeps a constant, starts at the first value and can be off', () => {
  smooth([2, 2, 2], 0.9).forEach((value) => expect(value).toBeCloseTo(2, 12));
  // weight 0.5: 0.5·4/0.5 = 4; (0.5·2 + 0.5·1) / 0.75 = 2
  expect(smooth([4, 1], 0.5)).toEqual([4, 2]);
  const values = [1, 2];
  expect(smooth(values, 0)).toBe(values);
});
