import { expect, test } from 'vitest';
import { xKinds } from './xAxis';
import { axisEnd, roundEnd, shareOf, shownStretch, valueAt, wholeStretch, zoomedBy } from './xWindow';

const { epoch, step, time } = xKinds;

test('the axis ends at a whole epoch that holds the curve, and at most an eighth beyond the next one', () => {
  expect([0.2, 1, 1.3, 7.9, 8, 8.1, 17, 40, 41].map(axisEnd)).toEqual([1, 1, 2, 8, 8, 10, 18, 40, 42]);
  for (let epochs = 1; epochs < 500; epochs += 0.7) {
    expect(axisEnd(epochs)).toBeGreaterThanOrEqual(epochs);
    expect(axisEnd(epochs)).toBeLessThanOrEqual(epochs + Math.max(1, Math.ceil(epochs / 8)));
  }
});

test('it takes few places while a run of a hundred epochs grows, and few while one of 100,000 steps does', () => {
  expect(new Set(Array.from({ length: 1000 }, (_, i) => axisEnd((i + 1) / 10))).size).toBeLessThan(35);
  expect([0, 0.3, 1, 17, 160, 170, 100_000].map(roundEnd)).toEqual([1, 0.3, 1, 18, 160, 180, 100_000]);
  const ends = Array.from({ length: 100_000 }, (_, i) => roundEnd(i + 1));
  expect(new Set(ends).size).toBeLessThan(200);
  ends.forEach((end, i) => {
    if (end < i + 1 || end > (i + 1) * 1.125 + 1e-9) throw new Error(`Expected an end between ${i + 1} and an eighth beyond, got ${end}.`);
  });
});

const run = (steps: number, perEpoch: number, ms: number) => ({
  step: Array.from({ length: steps }, (_, i) => i + 1),
  epoch: Array.from({ length: steps }, (_, i) => (i + 1) / perEpoch),
  elapsedMs: Array.from({ length: steps }, (_, i) => i * ms),
});

test('the axis holds every run that is shown, over epochs, steps and time', () => {
  const runs = [run(10, 5, 1000), run(40, 20, 100)];
  expect(wholeStretch(runs, epoch, false)).toEqual({ from: 0, to: 2, log: false });
  expect(wholeStretch(runs, step, false)).toEqual({ from: 0, to: 40, log: false });
  // 9 steps of 1 s after the first.
  expect(wholeStretch(runs, time, false)).toEqual({ from: 0, to: 9, log: false });
  expect(wholeStretch([], step, false)).toEqual({ from: 0, to: 1, log: false });
});

test('a logarithmic axis starts at the least value above 0', () => {
  const runs = [run(10, 5, 1000), run(40, 20, 100)];
  expect(wholeStretch(runs, epoch, true)).toEqual({ from: 0.05, to: 2, log: true });
  expect(wholeStretch(runs, time, true).from).toBeCloseTo(0.1, 12);
  expect(wholeStretch([], step, true)).toEqual({ from: 0.1, to: 1, log: true });
});

test('a stretch is shown as far as the axis goes, and only on the axis that it was chosen on', () => {
  const whole = { from: 0, to: 10, log: false };
  expect(shownStretch(whole, null, epoch)).toBe(whole);
  expect(shownStretch(whole, { x: 'epoch', from: 4, to: 20 }, epoch)).toEqual({ from: 4, to: 10, log: false });
  expect(shownStretch(whole, { x: 'step', from: 4, to: 6 }, epoch)).toBe(whole);
  expect(shownStretch(whole, { x: 'epoch', from: 11, to: 20 }, epoch)).toBe(whole);
});

test('shares of the way and values go back and forth, on both kinds of axis', () => {
  expect(valueAt({ from: 2, to: 10, log: false }, 0.25)).toBe(4);
  expect(valueAt({ from: 1, to: 100, log: true }, 0.5)).toBe(10);
  expect(valueAt({ from: 2, to: 10, log: false }, 1.4)).toBe(10);
  expect(shareOf({ from: 1, to: 100, log: true }, 10)).toBe(0.5);
});

test('keys zoom about the reading and back to the whole', () => {
  const whole = { from: 0, to: 10, log: false };
  expect(zoomedBy(whole, whole, 5, 0.5)).toEqual({ from: 2.5, to: 7.5 });
  expect(zoomedBy(whole, whole, 10, 0.5)).toEqual({ from: 5, to: 10 });
  expect(zoomedBy({ from: 5, to: 10, log: false }, whole, 10, 2)).toBeNull();
  expect(zoomedBy({ from: 4, to: 6, log: false }, whole, 4, 2)).toEqual({ from: 4, to: 8 });
  expect(zoomedBy(whole, whole, 0, 1e-6)).toEqual({ from: 0, to: 0.1 });
  const decades = { from: 1, to: 10_000, log: true };
  expect(zoomedBy(decades, decades, 10_000, 0.5)).toEqual({ from: 100, to: 10_000 });
});
