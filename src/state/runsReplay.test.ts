import { expect, test } from 'vitest';
import { stepsOf } from './fixtures/runs';
import { replayDifference, replayWords } from './runsReplay';

test('equal losses over the steps that both have are equal to the last digit', () => {
  const found = replayDifference(stepsOf([3, 2]), stepsOf([3, 2, 1]));
  expect(found).toEqual({ common: 2, largest: 0, at: 1 });
  expect(replayWords(found, 'Run 1')).toBe('Repeats Run 1: the total loss is equal to the last digit over 2 common steps.');
});

test('the largest difference is told with its step', () => {
  // |2 - 2.5| = 0.5 at step 2, |1 - 1.25| = 0.25 at step 3
  const found = replayDifference(stepsOf([3, 2, 1]), stepsOf([3, 2.5, 1.25]));
  expect(found).toEqual({ common: 3, largest: 0.5, at: 2 });
  expect(replayWords(found, 'Run 1')).toBe('Repeats Run 1: the total loss differs by at most 0.5, at step 2, over 3 common steps.');
});

test('steps are matched by their numbers', () => {
  expect(replayDifference(stepsOf([7, 8, 9], 3), stepsOf([0, 0, 0, 8]))).toEqual({ common: 2, largest: 7, at: 3 });
  expect(replayDifference(stepsOf([1], 5), stepsOf([1], 1))).toBeNull();
  expect(replayWords(null, 'Run 1')).toBe('Repeats Run 1; no step is common yet.');
});

test('a loss that is not a number equals only another such one', () => {
  expect(replayDifference(stepsOf([NaN]), stepsOf([NaN]))).toEqual({ common: 1, largest: 0, at: 1 });
  const found = replayDifference(stepsOf([1, NaN, 5]), stepsOf([1, 2, 9]));
  expect(found).toEqual({ common: 3, largest: NaN, at: 2 });
  expect(replayWords(found, 'Run 1')).toBe('Repeats Run 1: the total loss is not a number in one of both, at step 2, over 3 common steps.');
});
