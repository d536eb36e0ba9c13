import { expect, test } from 'vitest';
import { spriteCell } from './spriteCell';

test('one sheet without given rows holds all images', () => {
  // 1,412 pictures in 38 columns: ⌈1412 / 38⌉ = 38 rows; the last, 1411 = 37·38 + 5.
  expect(spriteCell({ columns: 38 }, 1411, 1412)).toEqual({ sheet: 0, column: 5, row: 37, rows: 38 });
});

test('images go on in the next sheet where the rows of a sheet are given', () => {
  const layout = { columns: 64, rows: 64 };
  expect(spriteCell(layout, 4095, 10_000)).toEqual({ sheet: 0, column: 63, row: 63, rows: 64 });
  expect(spriteCell(layout, 4096, 10_000)).toEqual({ sheet: 1, column: 0, row: 0, rows: 64 });
  // 9,999 − 2·4,096 = 1,807 = 28·64 + 15
  expect(spriteCell(layout, 9999, 10_000)).toEqual({ sheet: 2, column: 15, row: 28, rows: 64 });
});
