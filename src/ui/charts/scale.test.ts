import { expect, test } from 'vitest';
import { linearScale, logScale, scaleOf, ticksWithin } from './scale';

test('a linear axis has round ticks and holds all values', () => {
  expect(linearScale(0.13, 0.87)).toEqual({ domain: [0, 1], ticks: [0, 0.2, 0.4, 0.6, 0.8, 1], log: false });
  expect(linearScale(-31.2, -3).ticks).toEqual([-40, -30, -20, -10, 0]);
  expect(linearScale(0, 1).domain).toEqual([0, 1]);
});

test('a constant curve gets room', () => {
  const { domain, ticks } = linearScale(5, 5);
  expect(domain[0]).toBeLessThanOrEqual(5);
  expect(domain[1]).toBeGreaterThan(5);
  expect(ticks.length).toBeGreaterThan(1);
});

test('a log axis ends at powers of ten', () => {
  expect(logScale(0.03, 2.3)).toEqual({ domain: [0.01, 10], ticks: [0.01, 0.1, 1, 10], log: true });
  expect(logScale(1, 1).domain).toEqual([1, 10]);
  expect(logScale(1e-9, 1e3).ticks.length).toBeLessThanOrEqual(7);
});

test('NaN, and on a log axis zero, are passed over; no value at all gives an axis still', () => {
  expect(scaleOf([[NaN, 0.2, 0.9], [Infinity]], false).domain).toEqual([0.2, 1]);
  expect(scaleOf([[0, 0.5, -1]], true).domain).toEqual([0.1, 1]);
  expect(scaleOf([[]], false).domain).toEqual([0, 1]);
});

test('an axis whose ends are given has round ticks between them', () => {
  // 8 / 6 = 1.33, the next round step is 2.
  expect(ticksWithin(0, 8, false)).toEqual([0, 2, 4, 6, 8]);
  expect(ticksWithin(3.1, 3.9, false)).toEqual([3.2, 3.4, 3.6, 3.8]);
  expect(ticksWithin(0.05, 200, true)).toEqual([0.1, 1, 10, 100]);
  expect(ticksWithin(0.05, 2, true)).toEqual([0.05, 0.1, 0.2, 0.5, 1, 2]);
  expect(ticksWithin(3, 4, true)).toEqual([3, 3.2, 3.4, 3.6, 3.8, 4]);
});
