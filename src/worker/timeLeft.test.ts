import { expect, test } from 'vitest';
import { secondsLeft } from './timeLeft';

test('nothing is said before anything is known', () => {
  expect(secondsLeft([], [{ method: 'sm', seconds: 3, share: 0 }], ['sm', 'cca'])).toBeNull();
});

test('a method takes as long as its own fits, one without any as long as the others', () => {
  const finished = [{ method: 'sm', seconds: 2 }, { method: 'sm', seconds: 4 }, { method: 'cca', seconds: 1 }];
  // sm 3, cca 1, dcca (2 + 4 + 1)/3
  expect(secondsLeft(finished, [], ['sm', 'cca', 'dcca'])).toBeCloseTo(3 + 1 + 7 / 3, 12);
});

test('a running fit tells its rest by its share, and what its method’s next ones take', () => {
  // 2 s for a quarter: 6 s are left, and another of 8 s waits.
  expect(secondsLeft([], [{ method: 'alscor', seconds: 2, share: 0.25 }], ['alscor'])).toBe(6 + 8);
});

test('one that has just begun takes what its method took before, and never less than nothing', () => {
  const finished = [{ method: 'sm', seconds: 2 }];
  expect(secondsLeft(finished, [{ method: 'sm', seconds: 0.5, share: 0 }], [])).toBe(1.5);
  expect(secondsLeft(finished, [{ method: 'sm', seconds: 9, share: 0 }], [])).toBe(0);
});
