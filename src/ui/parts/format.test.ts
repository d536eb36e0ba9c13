import { expect, test } from 'vitest';
import { bytes, duration, percent, score, significant } from './format';

test('times are read in the largest two units', () => {
  expect([300, 59_400, 61_000, 3_720_000].map(duration)).toEqual(['under 1 s', '59 s', '1 min 1 s', '1 h 2 min']);
  expect(duration(null)).toBe('–');
});

test('sizes, shares and scores have a fixed precision', () => {
  expect([12, 2048, 5 * 1024 ** 2, 3 * 1024 ** 3].map(bytes)).toEqual(['12 B', '2 KB', '5.0 MB', '3.00 GB']);
  expect([percent(0.524), percent(NaN)]).toEqual(['52 %', '–']);
  expect([score(0.27649), score(null), score(NaN)]).toEqual(['0.276', '–', '–']);
  expect([significant(0.0012345), significant(12345.6), significant(Infinity)]).toEqual(['0.00123', '12,346', '–']);
  expect([significant(0.00001), significant(-0.00012345), significant(0)]).toEqual(['1e-5', '-1.23e-4', '0']);
});
