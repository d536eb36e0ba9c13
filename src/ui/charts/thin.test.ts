import { expect, test } from 'vitest';
import { countReads } from './countReads';
import { edges, thin } from './thin';

const whole = (to: number) => ({ from: 0, to, log: false });
const steps = (count: number) => Array.from({ length: count }, (_, i) => i + 1);

test('short curves are kept whole, and so is a short stretch of a long one, with a point beyond each end', () => {
  expect(thin([1, 2, 3], [3, 1, 2], whole(3), 300)).toEqual([0, 1, 2]);
  expect(thin([], [], whole(1), 300)).toEqual([]);
  const x = steps(10_000);
  expect(thin(x, x, { from: 10, to: 12, log: false }, 300)).toEqual([8, 9, 10, 11, 12]);
  expect(thin(x, x, { from: 20_000, to: 30_000, log: false }, 300)).toEqual([9999]);
});

test('a long curve keeps both ends and every spike, in order, within the limit', () => {
  const y = Array.from({ length: 100_000 }, (_, i) => Math.sin(i / 5000));
  y[43_210] = 9;
  y[12_345] = -9;
  const kept = thin(steps(100_000), y, whole(100_000), 500);
  expect(kept.length).toBeLessThanOrEqual(500);
  expect(kept.length).toBeGreaterThan(300);
  expect(kept).toEqual([...new Set(kept)].sort((a, b) => a - b));
  expect(kept).toEqual(expect.arrayContaining([0, 12_345, 43_210, 99_999]));
});

test('values that are not numbers do not hide the others', () => {
  const y = Array.from({ length: 1000 }, (_, i) => (i % 2 ? i : NaN));
  expect(thin(steps(1000), y, whole(1000), 100).filter((i) => Number.isNaN(y[i]!))).toEqual([0]);
});

test('on a logarithmic axis each decade gets its share of points', () => {
  expect(edges({ from: 1, to: 100, log: true }, 2)).toEqual([1, 10, 100]);
  const y = Array.from({ length: 100_000 }, (_, i) => (i % 2 ? 1 : -1));
  const kept = thin(steps(100_000), y, { from: 1, to: 100_000, log: true }, 500);
  // 249 parts over 5 decades: about 50 a decade, two points each; the first two have only the steps 1 to 99.
  const within = (low: number, high: number) => kept.filter((i) => i + 1 >= low && i + 1 < high).length;
  for (const power of [2, 3, 4]) {
    expect(within(10 ** power, 10 ** (power + 1))).toBeGreaterThan(90);
    expect(within(10 ** power, 10 ** (power + 1))).toBeLessThan(105);
  }
});

test('a point that was drawn stays while the curve grows under the same axis', () => {
  const y = Array.from({ length: 9000 }, (_, i) => Math.sin(i * 1.7));
  const before = thin(steps(8000), y.slice(0, 8000), whole(9000), 300).filter((i) => i < 7900);
  const after = thin(steps(9000), y, whole(9000), 300).filter((i) => i < 7900);
  expect(after).toEqual(before);
});

test('a redraw of 100,000 steps with 50 new ones reads a fraction of them', () => {
  const x = countReads(steps(100_000));
  const values = Array.from({ length: 100_000 }, (_, i) => Math.sin(i));
  const y = countReads(values);
  thin(x.column, y.column, whole(110_000), 500);
  x.reads();
  y.reads();
  values.push(...Array.from({ length: 50 }, (_, i) => Math.sin(i)));
  thin(x.column, y.column, whole(110_000), 500);
  // 249 parts, 17 halvings each at most.
  expect(x.reads()).toBeLessThan(17 * 252);
  // A part of 442 steps has at most 30 single ones at its ends and the two extremes of 26 blocks of 16 between.
  expect(y.reads()).toBeLessThan(249 * (30 + 2 * 26));
});
