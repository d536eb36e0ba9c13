import { expect, test } from 'vitest';
import { arrowWidth, pullsOf, strongestOf } from './strength';

test('an arrow is as wide as the logarithm of its norm', () => {
  // Three powers of ten lie between 9 and 1.5: each takes 2.5.
  expect(arrowWidth(20, 20)).toBe(9);
  expect(arrowWidth(2, 20)).toBeCloseTo(6.5, 12);
  expect(arrowWidth(0.02, 20)).toBeCloseTo(1.5, 12);
  expect(arrowWidth(1e-9, 20)).toBe(1.5);
});

test('what does not pull, or is not a number, has no arrow', () => {
  expect([0, NaN, Infinity].map((norm) => arrowWidth(norm, 1))).toEqual([0, 0, 0]);
});

test('the terms beside the game are added up', () => {
  const pulls = pullsOf({
    gradients: { visNet: { correlation: 1, classification: 2, contrast: 3, adversary: 4 }, txtNet: { correlation: 0.1, classification: 0.2, contrast: 0, adversary: 0 } },
    adversaryGradient: 5,
  });
  expect(pulls).toEqual({ game: { visNet: 4, txtNet: 0 }, rest: { visNet: 6, txtNet: expect.closeTo(0.3, 12) }, classifier: 5 });
  expect(strongestOf(pulls)).toBe(6);
});
