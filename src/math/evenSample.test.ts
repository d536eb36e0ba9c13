import { expect, test } from 'vitest';
import { evenSample } from './evenSample';

test('a sample rises, holds nothing twice and is the same for the same seed', () => {
  const sample = evenSample(1000, 100, 7);
  expect(sample).toHaveLength(100);
  expect(new Set(sample).size).toBe(100);
  expect([...sample]).toEqual([...sample].sort((a, b) => a - b));
  expect(evenSample(1000, 100, 7)).toEqual(sample);
  expect(evenSample(1000, 100, 8)).not.toEqual(sample);
});

test('where there are no more than wanted all of them are taken', () => {
  expect([...evenSample(3, 5, 1)]).toEqual([0, 1, 2]);
  expect(evenSample(0, 5, 1)).toHaveLength(0);
});

test('each number is drawn as often as the others', () => {
  // 2,000 samples of 5 out of 20: each is expected 500 times with a deviation of √(2000 · 1/4 · 3/4) = 19.4; 5 deviations are 97.
  const drawn = Array.from({ length: 20 }, () => 0);
  for (let seed = 0; seed < 2000; seed++) for (const i of evenSample(20, 5, seed)) drawn[i]!++;
  for (const times of drawn) expect(Math.abs(times - 500)).toBeLessThan(97);
});
