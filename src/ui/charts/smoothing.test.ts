import { expect, test } from 'vitest';
import { countReads } from './countReads';
import { smoothed } from './smoothing';

test('smoothing keeps a constant, starts at the first value and can be off', () => {
  Array.from(smoothed([2, 2, 2], 0.9)).forEach((value) => expect(value).toBeCloseTo(2, 12));
  // weight 0.5: 0.5·4/0.5 = 4; (0.5·2 + 0.5·1) / 0.75 = 2
  expect(smoothed([4, 1], 0.5)).toEqual([4, 2]);
  const values = [1, 2];
  expect(smoothed(values, 0)).toBe(values);
});

test('a value that is not a number stays and does not count', () => {
  expect(smoothed([4, NaN, 1], 0.5)).toEqual([4, NaN, 2]);
});

test('a column that grew is smoothed on from where it stopped, and the same numbers come out', () => {
  const values = Array.from({ length: 100_000 }, (_, i) => Math.cos(i));
  const { column, reads } = countReads(values);
  const first = smoothed(column, 0.9);
  expect(reads()).toBe(100_000);
  for (let i = 0; i < 50; i++) values.push(Math.sin(i));
  expect(smoothed(column, 0.9)).toBe(first);
  expect(reads()).toBe(50);
  expect(first).toEqual(smoothed([...values], 0.9));
});

test('another weight starts anew', () => {
  const values = [4, 1];
  smoothed(values, 0.9);
  expect(smoothed(values, 0.5)).toEqual([4, 2]);
});
