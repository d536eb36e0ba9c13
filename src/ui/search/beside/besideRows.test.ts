import { expect, test } from 'vitest';
import { withDifference } from './besideRows';

test('a measure says how far it is above the other’s', () => {
  expect([withDifference(0.5, 0.25), withDifference(0.25, 0.5), withDifference(0.5, null), withDifference(null, 0.5)]).toEqual(['0.500 (+0.250)', '0.250 (−0.250)', '0.500', '–']);
});
