import { expect, test } from 'vitest';
import { countReads } from './countReads';
import { extremesOf } from './extremes';

/** Draws that repeat: a linear congruence modulo 2³². */
function draws(count: number): number[] {
  let state = 1;
  return Array.from({ length: count }, () => (state = (state * 1664525 + 1013904223) % 2 ** 32) / 2 ** 32);
}

test('any stretch has the extremes that a walk through all of it finds', () => {
  const values = draws(5000);
  const extremes = extremesOf(values);
  const ends = draws(400).map((share) => Math.floor(share * 5001));
  for (let i = 0; i < ends.length; i += 2) {
    const [start, end] = [ends[i]!, ends[i + 1]!].sort((a, b) => a - b) as [number, number];
    const stretch = values.slice(start, end);
    const index = (value: number) => (stretch.length === 0 ? -1 : start + stretch.indexOf(value));
    expect(extremes.within(start, end)).toEqual({ low: index(Math.min(...stretch)), high: index(Math.max(...stretch)) });
  }
});

test('values that are not numbers are passed over', () => {
  const values = Array.from({ length: 600 }, (_, i) => (i === 300 ? 1 : i === 301 ? 2 : NaN));
  expect(extremesOf(values).within(0, 600)).toEqual({ low: 300, high: 301 });
  expect(extremesOf(values).within(0, 300)).toEqual({ low: -1, high: -1 });
  expect(extremesOf([]).within(0, 0)).toEqual({ low: -1, high: -1 });
});

test('what was looked through once is not read again: 100,000 values and 50 more', () => {
  const values = draws(100_000);
  const { column, reads } = countReads(values);
  extremesOf(column).within(0, 100_000);
  reads();
  values.push(...draws(50));
  extremesOf(column).within(0, 100_050);
  expect(reads()).toBeLessThan(1000);
});
