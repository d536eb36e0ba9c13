import { expect, test } from 'vitest';
import { thinned } from './thinned';

test('few points stay, of many an even choice with both ends', () => {
  expect(thinned([1, 2, 3], 3)).toEqual([1, 2, 3]);
  // 0, 9/3, 18/3, 9
  expect(thinned([0, 1, 2, 3, 4, 5, 6, 7, 8, 9], 4)).toEqual([0, 3, 6, 9]);
});
