import { expect, test } from 'vitest';
import { numberOf } from './numberText';

test.each([['0', 0], ['-0', -0], [' +1.5 ', 1.5], ['.5', 0.5], ['2.', 2], ['-1e-3', -0.001], ['1E+300', 1e300], ['NaN', NaN], ['-inf', -Infinity], ['9007199254740991', 2 ** 53 - 1], ['1.000000000000000000e+20', 1e20]])('%j is a number', (text, value) => {
  expect(numberOf(text)).toBe(value);
});

test.each(['', ' ', '007', '-01', '1,5', '0x10', '1_000', '1e', '.', '--1', '9007199254740993', 'Infinity1', '1 2', '١'])('%j is none', (text) => {
  expect(numberOf(text)).toBe(undefined);
});
