import { expect, test } from 'vitest';
import { matFile } from '../fixtures/matFile';
import { refusal } from '../fixtures/memory';
import { asRead, columnFixture, columnOf, described, expectedOf, fixtureFile, memoryFile } from './fixtures/columnFiles';
import { openMatColumns } from './matColumns';

test.each(['plain.mat', 'packed.mat'])('every column of %s has the size, type and values that scipy wrote', async (name) => {
  const opened = await openMatColumns(fixtureFile(name));
  expect(opened.format).toBe('MATLAB file');
  expect(opened.columns.map((column) => column.name)).toEqual(expectedOf(name).map(([column]) => column));
  for (const [column, content] of expectedOf(name)) {
    expect(await described(columnOf(opened, column), 2), column).toEqual(asRead(content));
    expect(await described(columnOf(opened, column), Infinity), column).toEqual(asRead(content));
  }
});

test('what is no matrix of numbers and no list of texts is named and left out', async () => {
  const { notes } = await openMatColumns(fixtureFile('packed.mat'));
  expect(notes).toEqual([
    '"mixed" was left out: it holds class cell, no matrix of numbers and no texts.',
    '"record" was left out: it holds class struct, no matrix of numbers and no texts.',
    '"complex" was left out: it holds complex numbers, no matrix of numbers and no texts.',
    '"cube" was left out: it holds a 2×2×2 array, no matrix of numbers and no texts.',
  ]);
});

test('a file of version 7.3 is read as HDF5', async () => {
  const opened = await openMatColumns(fixtureFile('new.mat'));
  expect(opened.format).toBe('MATLAB 7.3 file');
  expect(await columnOf(opened, 'captions').readRows(1, 3)).toEqual(['due cani, perché no', '']);
  opened.close();
});

test('rows of a matrix belong to the caller, whole files of it are kept', async () => {
  const opened = await openMatColumns(memoryFile('x.mat', matFile([['__proto__', [[1, 2], [3, 4]]]])));
  const column = columnOf(opened, '__proto__');
  const rows = await column.readRows(1, 2);
  rows[0] = 9;
  expect(await column.readRows(1, 2)).toEqual(Float64Array.of(3, 4));
  expect((await refusal(column.readRows(0, 3))).message).toBe('x.mat, __proto__: expected rows between 0 and 2, got 0 to 3.');
});

test('a cut-off file is refused', async () => {
  // The first matrix takes 16 bytes of flags, 16 of sizes, 8 of its name, and 8 + 5 × 3 × 8 of numbers.
  expect((await refusal(openMatColumns(memoryFile('x.mat', columnFixture('plain.mat').slice(0, 200))))).message).toBe('x.mat: expected 168 bytes from byte 136 on, got 64.');
});
