import { expect, it } from 'vitest';
import { splitByClass, testSizes } from './split';

it('gives the largest remainders the items that rounding down leaves over', () => {
  // A fifth of 7, 4, 9 is 1.4, 0.8, 1.8; of 20 it is 4; rounded down 1, 0, 1: two are left, for 0.8 and 1.8.
  expect(testSizes([7, 4, 9])).toEqual([1, 1, 2]);
});

it('takes the same fifth of every class at every run', () => {
  const classes = Array.from({ length: 50 }, (_, i) => i % 5);
  const split = splitByClass(classes, 5);
  for (let c = 0; c < 5; c++) expect(split.filter((part, i) => part === 'test' && classes[i] === c)).toHaveLength(2);
  expect(splitByClass(classes, 5)).toEqual(split);
});
