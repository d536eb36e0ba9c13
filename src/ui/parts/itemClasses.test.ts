import { expect, test } from 'vitest';
import { classLine, classNamesOf, countClasses } from './itemClasses';

const classNames = ['Food', 'Travel', 'Night'];
const one = { classNames, labels: Int32Array.of(1, 0, 1) };
/** Travel; Food and Night; nothing. */
const several = { classNames, labels: { values: Uint8Array.of(0, 1, 0, 1, 0, 1, 0, 0, 0), classes: 3 } };

test('the classes of an item are named, whether it has one, several or none', () => {
  expect([0, 1, 2].map((row) => classNamesOf(one, row))).toEqual([['Travel'], ['Food'], ['Travel']]);
  expect([0, 1, 2].map((row) => classLine(several, row))).toEqual(['Travel', 'Food, Night', 'no class']);
});

test('an item counts in each of its classes, or among those without', () => {
  expect(countClasses(one)).toEqual({ counts: [1, 2, 0], without: 0 });
  expect(countClasses(several)).toEqual({ counts: [1, 1, 1], without: 1 });
});
