import { expect, test } from 'vitest';
import { refusal } from '../fixtures/memory';
import { asRead, columnFixture, columnOf, described, expectedOf, fixtureFile, memoryFile } from './fixtures/columnFiles';
import { openHdf5 } from './hdf5Columns';

test.each(['kinds.h5', 'trees.h5', 'new.mat'])('every column of %s has the size, type and values that were written, read at once or two rows at a time', async (name) => {
  const opened = await openHdf5(fixtureFile(name));
  for (const [column, content] of expectedOf(name)) {
    expect(await described(columnOf(opened, column), 2), column).toEqual(asRead(content));
    expect(await described(columnOf(opened, column), Infinity), column).toEqual(asRead(content));
  }
  opened.close();
});

test('what holds no numbers or texts, and what lies elsewhere, is named and left out', async () => {
  const { columns, notes, format, close } = await openHdf5(fixtureFile('trees.h5'));
  expect(format).toBe('HDF5 file');
  expect(columns.map(({ name }) => name)).toEqual([
    'train/deep/er/cube', 'train/half', 'train/img', 'test/lists', 'words', 'fixed', 'packed_words', '__proto__', 'constructor/toString',
    'scalar', 'none', 'again/deep/er/cube', 'again/half', 'again/img',
  ]);
  expect(notes).toEqual([
    '"complex" was left out: it holds compound rows, no matrix of numbers and no texts.',
    '"table" was left out: it holds compound rows, no matrix of numbers and no texts.',
    '"ragged" was left out: it holds lists of differing lengths, no matrix of numbers and no texts.',
    '"virtual" was left out: its numbers lie in other files.',
    '"float128" was left out: it holds 128-bit floats, no matrix of numbers and no texts.',
    '"alias" was left out: it is a link to another place, which is not followed.',
    '"elsewhere" was left out: it is a link to another place, which is not followed.',
  ]);
  close();
});

test('of a MATLAB file other classes are named, and MATLAB\'s own groups are no columns', async () => {
  const { columns, notes, format, close } = await openHdf5(fixtureFile('new.mat'));
  expect(format).toBe('MATLAB 7.3 file');
  expect(columns.map(({ name }) => name).sort()).toEqual(expectedOf('new.mat').map(([name]) => name).sort());
  expect(notes).toEqual(['"empty" was left out: it is empty.', '"mixed" was left out: it holds MATLAB\'s class cell, no matrix of numbers and no texts.']);
  close();
});

test('truth values are b1 and float16 comes as float32', async () => {
  const opened = await openHdf5(fixtureFile('kinds.h5'));
  const half = columnOf(opened, 'kinds/f2');
  // Multiples of 2^-11: 1/3 is kept as 1365/4096, less 1 is −1365.5/2048, a tie that goes to 1366; 2/3 as 1365/2048.
  expect(await half.readRows(0, 1)).toEqual(Float32Array.of(-1, -1366 / 2048, -683 / 2048));
  opened.close();
});

test('numbers outside of the file, and of a filter that is not there, are refused; others in the file are read', async () => {
  const opened = await openHdf5(fixtureFile('external.h5'));
  expect(await columnOf(opened, 'here').readRows(0, 4)).toEqual(Float32Array.of(0, 1, 2, 3));
  const blosc = await refusal(columnOf(opened, 'blosc').readRows(0, 4));
  expect(blosc.message).toBe('external.h5, blosc: expected numbers packed with gzip, szip or not at all, got filter 32001 (without a name).');
  expect(blosc.advice).toContain('gzip');
  expect((await refusal(columnOf(opened, 'outside').readRows(0, 4))).message).toBe('external.h5, outside: expected data that the HDF5 library can read, got: unable to open external raw data file.');
  opened.close();
});

test('a claim that the file cannot hold is refused before memory is taken', async () => {
  const bytes = columnFixture('claim.h5');
  const claim = await refusal(openHdf5(memoryFile('x.h5', bytes)));
  expect(claim.message).toBe(`x.h5, nothing: expected at most ${1032 * bytes.length} bytes in a file of ${bytes.length}, got a claim of 1000000000000 × 128 items of 4 bytes.`);
});

test('one file that fails leaves the next one whole', async () => {
  const bytes = columnFixture('kinds.h5');
  const [cut, zeros] = [bytes.slice(0, 3000), new Uint8Array(5000)];
  for (const damaged of [cut, zeros]) {
    expect((await refusal(openHdf5(memoryFile('x.h5', damaged)))).message).toMatch(/^x\.h5: expected data that the HDF5 library can read, got: /);
    const opened = await openHdf5(memoryFile('kinds.h5', bytes));
    expect(await columnOf(opened, 'truth').readRows(0, 3)).toEqual(Float32Array.of(1, 0, 1));
    opened.close();
  }
});

test('two files are open at the same time, and a closed one is not read', async () => {
  const [first, second] = [await openHdf5(fixtureFile('kinds.h5')), await openHdf5(fixtureFile('new.mat'))];
  expect(await columnOf(second, 'word').readRows(0, 1)).toEqual(['hello']);
  const truth = columnOf(first, 'truth');
  expect(await truth.readRows(1, 3)).toEqual(Float32Array.of(0, 1));
  first.close();
  first.close();
  expect((await refusal(truth.readRows(0, 1))).message).toBe('kinds.h5, truth: expected an open file, got a closed one.');
  second.close();
});

test('rows that the column does not have are refused', async () => {
  const opened = await openHdf5(fixtureFile('kinds.h5'));
  expect((await refusal(columnOf(opened, 'truth').readRows(1, 4))).message).toBe('kinds.h5, truth: expected rows between 0 and 3, got 1 to 4.');
  opened.close();
});
