import { expect, test } from 'vitest';
import { filterRows } from './filterRows';
import { replaceWord } from './replaceWord';

const items = [
  { id: 'a', split: 'train' as const, caption: 'Red apple' },
  { id: 'b', split: 'test' as const, caption: 'Green apple' },
  { id: 'c', split: 'test' as const, caption: 'Train' },
];
const summary = { items, classNames: ['Food', 'Travel'], labels: Int32Array.of(0, 0, 1) };

test('every word must be in the caption or the class; test items come first', () => {
  expect(filterRows(summary, '')).toEqual([1, 2, 0]);
  expect(filterRows(summary, ' APPLE food ')).toEqual([1, 0]);
  expect(filterRows(summary, 'apple travel')).toEqual([]);
});

test('any class of an item counts', () => {
  const several = { ...summary, labels: { values: Uint8Array.of(1, 1, 0, 1, 0, 0), classes: 2 } };
  expect(filterRows(several, 'food travel')).toEqual([0]);
  expect(filterRows(several, 'travel')).toEqual([1, 0]);
});

test('a suggestion takes the place of the unknown word only', () => {
  expect(replaceWord('Aple, pie aples', 'aple', 'apple')).toBe('apple pie aples');
});
