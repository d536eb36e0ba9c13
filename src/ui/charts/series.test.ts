import { expect, test } from 'vitest';
import { axisEnd } from './series';

test('the axis ends at a whole epoch that holds the curve, and at most an eighth beyond the next one', () => {
  expect([0.2, 1, 1.3, 7.9, 8, 8.1, 17, 40, 41].map(axisEnd)).toEqual([1, 1, 2, 8, 8, 10, 18, 40, 42]);
  for (let epochs = 1; epochs < 500; epochs += 0.7) {
    expect(axisEnd(epochs)).toBeGreaterThanOrEqual(epochs);
    expect(axisEnd(epochs)).toBeLessThanOrEqual(epochs + Math.max(1, Math.ceil(epochs / 8)));
  }
});

test('it takes few places while a run of a hundred epochs grows', () => {
  expect(new Set(Array.from({ length: 1000 }, (_, i) => axisEnd((i + 1) / 10))).size).toBeLessThan(35);
});
