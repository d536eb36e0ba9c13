import { expect, test } from 'vitest';
import { findColumn, takenRef } from './findColumn';
import { filesOf, numberColumn, textColumn } from './fixtures/memoryColumns';

const lines = textColumn('a.list', '', ['t-1\ti-1\t2', 't-2\t i-2 ']);
const opened = filesOf(lines, numberColumn('a.npz', 'x, field 1', 2, 1, [5]), numberColumn('a.npz', 'x', 2, 1), textColumn('b.csv', 'path', ['train/cat/1.jpg', '1.jpg'], 1e12));
const read = async (path: string, name: string) => findColumn(opened, { path, name })?.readRows(0, 2);

test('a column is found by file and name; a field of a line, counted from 1, by a name of its own', async () => {
  expect(findColumn(opened, { path: 'a.list', name: '' })).toBe(lines);
  expect(await read('a.list', 'field 1')).toEqual(['t-1', 't-2']);
  expect(await read('a.list', 'field 2')).toEqual(['i-1', 'i-2']);
  expect(await read('a.list', 'field 3')).toEqual(['2', '']);
  expect(findColumn(opened, takenRef(lines, 'field 3'))).toMatchObject({ kind: 'texts', path: 'a.list', name: 'field 3', rows: 2 });
});

test('a column that is really called so comes first', async () => {
  expect(await read('a.npz', 'x, field 1')).toEqual(Float64Array.of(5, 5));
});

test('folders and splits are taken from paths', async () => {
  expect(await read('b.csv', 'path, folder')).toEqual(['cat', '']);
  expect(await read('b.csv', 'path, split')).toEqual(['train', '']);
});

test('a picture that is not there keeps its name', async () => {
  expect(await read('b.csv', 'path, picture')).toEqual(['train/cat/1.jpg', '1.jpg']);
});

test('what is not there, not of texts, or no field is not found', () => {
  const names = ['field 0', 'field 1.5', 'field', ', __proto__', 'constructor', 'gone, field 1'];
  expect(names.map((name) => findColumn(opened, { path: 'a.list', name }))).toEqual(names.map(() => undefined));
  expect(findColumn(opened, { path: 'a.npz', name: 'x, field 2' })).toBeUndefined();
  expect(findColumn(opened, { path: '__proto__', name: 'x' })).toBeUndefined();
});
