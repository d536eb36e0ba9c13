import { expect, test } from 'vitest';
import { meanAndDeviation } from './statistics';

test('the deviation is over n - 1', () => {
  // mean 4; squares 9 + 1 + 1 + 9 = 20; 20/3
  expect(meanAndDeviation([1, 3, 5, 7])).toEqual({ mean: 4, std: Math.sqrt(20 / 3) });
});

test('one value has no deviation, and no values have no mean', () => {
  expect(meanAndDeviation([0.7])).toEqual({ mean: 0.7, std: 0 });
  expect(meanAndDeviation([])).toEqual({ mean: NaN, std: 0 });
});
