import { expect, test } from 'vitest';
import { epochScale, HEIGHT, pathOf, rankScale, rankTicks, WIDTH } from './bumpScale';

test('epochs lie evenly, also where some were dropped, and one alone in the middle', () => {
  const x = epochScale([2, 4, 6, 7]);
  expect([x(2), x(7), x(4)]).toEqual([0, WIDTH, 0.4 * WIDTH]);
  expect(epochScale([3])(3)).toBe(WIDTH / 2);
});

test('ranks lie by their logarithm: as far from 1 to 10 as from 10 to 100', () => {
  const y = rankScale(100);
  expect([y(1), y(10), y(100)]).toEqual([0, HEIGHT / 2, HEIGHT]);
  expect(rankTicks(250)).toEqual([1, 10, 100]);
  expect(rankScale(1)(1)).toBe(HEIGHT / 2);
});

test('a line is broken where a rank is missing', () => {
  expect(pathOf([[0, 1], [2, 3], null, [4, 5]])).toBe('M0.0,1.0L2.0,3.0M4.0,5.0');
});
