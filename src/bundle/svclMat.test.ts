import { expect, test } from 'vitest';
import { matFile } from './fixtures/matFile';
import { fixture, memorySource, refusal, withText, type Files } from './fixtures/memory';
import { readDataset } from './readDataset';

type Rows = number[][];

const variables: Record<string, Rows> = {
  I_tr: [[1, 2, 3], [4, 5, 6], [7, 8, 9], [1, 1, 1]],
  T_tr: [[0.5, -1], [0.25, 2], [3, 4], [5, 6]],
  I_te: [[2, 2, 2], [3, 3, 3]],
  T_te: [[1, 0], [0, 1]],
};
const train = 't1\ti1\t1\nt2\ti2\t2\nt3\ti3\t1\nt4\ti4\t2\n';
const test2 = 't5\ti5\t2\nt6\ti6\t1\n';

const matOnly = (changes: Record<string, Rows> = {}): Files => new Map([['x.mat', matFile(Object.entries({ ...variables, ...changes }).filter(([, rows]) => rows.length > 0))]]);

function withLists(files: Files, trainList = train, testList = test2): Files {
  return withText(withText(files, 'trainset_txt_img_cat.list', trainList), 'testset_txt_img_cat.list', testList);
}

const read = (files: Files) => readDataset(memorySource(files));
const message = async (files: Files): Promise<string> => (await refusal(read(files))).message;

test('training pairs come first, then test pairs, with the ids and classes of the lists and the names of categories.list', async () => {
  const files = withText(withLists(matOnly()), 'categories.list', 'art\nbiology\n');
  const dataset = await read(withText(files, 'README.md', 'more about it'));
  expect(dataset).toMatchObject({ name: 'x', count: 6, labels: { names: ['art', 'biology'], values: Int32Array.of(0, 1, 0, 1, 1, 0) } });
  expect(dataset.image).toEqual({ data: Float32Array.of(1, 2, 3, 4, 5, 6, 7, 8, 9, 1, 1, 1, 2, 2, 2, 3, 3, 3), rows: 6, dims: 3, views: ['default'], encoder: undefined });
  expect(dataset.text.data).toEqual(Float32Array.of(0.5, -1, 0.25, 2, 3, 4, 5, 6, 1, 0, 0, 1));
  expect(dataset.items[0]).toEqual({ id: 't1', split: 'train', caption: 'art, text t1, image i1' });
  expect(dataset.items[4]).toEqual({ id: 't5', split: 'test', caption: 'biology, text t5, image i5' });
  expect(dataset.bytes).toBe([...files.values()].reduce((sum, { length }) => sum + length, 0));
});

test('without categories.list classes have numbers, and text ids that come twice get their rows', async () => {
  const dataset = await read(withLists(matOnly(), train.replace('t2', 't1')));
  expect(dataset.labels.names).toEqual(['class 1', 'class 2']);
  expect(dataset.items.map(({ id }) => id)).toEqual(['t1 (train 1)', 't1 (train 2)', 't3 (train 3)', 't4 (train 4)', 't5 (test 1)', 't6 (test 2)']);
});

test.each<[string, Record<string, Rows>]>([
  ['columns counted from 1', { L_tr: [[1], [2], [1], [2]], L_te: [[2], [1]] }],
  ['rows counted from 1', { L_tr: [[1, 2, 1, 2]], L_te: [[2, 1]] }],
  ['columns counted from 0', { L_tr: [[0], [1], [0], [1]], L_te: [[1], [0]] }],
  ['one-hot rows', { L_tr: [[1, 0], [0, 1], [1, 0], [0, 1]], L_te: [[0, 1], [1, 0]] }],
])('L_tr and L_te may be %s', async (_, labels) => {
  const dataset = await read(matOnly(labels));
  expect(dataset.labels).toEqual({ names: ['class 1', 'class 2'], values: Int32Array.of(0, 1, 0, 1, 1, 0) });
  expect(dataset.items[5]).toEqual({ id: 'test 2', split: 'test', caption: 'class 1, test 2' });
});

test('L_tr and L_te may give rows several classes, and then none', async () => {
  const dataset = await read(matOnly({ L_tr: [[1, 0], [1, 1], [0, 1], [0, 0]], L_te: [[1, 1], [0, 1]] }));
  expect(dataset.labels).toEqual({ names: ['class 1', 'class 2'], values: { values: Uint8Array.of(1, 0, 1, 1, 0, 1, 0, 0, 1, 1, 0, 1), classes: 2 } });
  expect(dataset.items.slice(3, 5).map(({ caption }) => caption)).toEqual(['no class, train 4', 'class 1, class 2, test 1']);
});

test('labels in the file and in lists are taken where they agree, and refused by line where they do not', async () => {
  const files = matOnly({ L_tr: [[0], [1], [0], [1]], L_te: [[1], [0]] });
  expect((await read(withLists(files))).items[0]!.id).toBe('t1');
  expect(await message(withLists(files, train, test2.replace('i6\t1', 'i6\t2')))).toBe('testset_txt_img_cat.list, line 2: expected class 1, as x.mat says, got 2.');
});

test('a packed file that scipy wrote, alone and with its labels inside, is a dataset', async () => {
  const dataset = await read(new Map([['split.mat', fixture('mat/split.mat')]]));
  expect(dataset).toMatchObject({ name: 'split', count: 27, labels: { names: ['class 1', 'class 2', 'class 3'] }, image: { dims: 6 }, text: { dims: 4 } });
  expect(dataset.labels.values).toEqual(Int32Array.from({ length: 27 }, (_, i) => i % 3));
});

test.each<[string, Record<string, Rows>, string]>([
  ['rows of one modality missing', { T_tr: [[1, 2], [3, 4], [5, 6]] }, 'x.mat, T_tr: expected 4 rows, as I_tr has, got 3.'],
  ['other columns in the test split', { I_te: [[1, 2], [3, 4]] }, 'x.mat, I_te: expected 3 columns, as I_tr has, got 2.'],
  ['NaN', { T_te: [[1, 0], [0, NaN]] }, 'x.mat, T_te: expected finite float32 numbers, got NaN at row 2, column 2.'],
  ['numbers beyond float32', { I_tr: [[1, 2, 3], [4, 1e300, 6], [7, 8, 9], [1, 1, 1]] }, 'x.mat, I_tr: expected finite float32 numbers, got Infinity at row 2, column 2.'],
  ['no test labels', { L_tr: [[1], [2], [1], [2]] }, 'x.mat, L_te: expected this variable, got only I_tr, T_tr, I_te, T_te, L_tr.'],
  ['too few labels', { L_tr: [[1], [2], [1]], L_te: [[1], [2]] }, 'x.mat, L_tr: expected 4×1, 1×4 or 4×classes, as the features have 4 rows, got 3×1.'],
  ['a class that is no whole number', { L_tr: [[1], [1.5], [2], [2]], L_te: [[1], [2]] }, 'x.mat, L_tr: expected class numbers, at most 4 as there are so many training rows, got 1.5 at row 2.'],
  ['a class far out', { L_tr: [[1], [2], [1], [2]], L_te: [[1], [1e9]] }, 'x.mat, L_te: expected class numbers, at most 4 as there are so many training rows, got 1000000000 at row 2.'],
  ['a row of no class', { L_tr: [[1, 0], [0, 1], [0, 1], [0, 1]], L_te: [[0, 0], [0, 1]] }, 'x.mat, L_te, row 1: expected one class, as every other row has at most one, got none.'],
  ['scores for labels', { L_tr: [[1, 0], [0, 1], [0, 1], [0, 0.5]], L_te: [[1, 0], [0, 1]] }, 'x.mat, L_tr, row 4: expected only 0 and 1, got 0.5.'],
  ['one column a class, but not the same ones', { L_tr: [[1, 0], [0, 1], [0, 1], [0, 1]], L_te: [[1, 0, 0], [0, 1, 0]] }, 'x.mat, L_te: expected 2 columns, as L_tr has, got 3.'],
  ['one class', { L_tr: [[1], [1], [1], [1]], L_te: [[1], [1]] }, 'Classes for x.mat: expected at least 2, got 1.'],
  ['a class that only test rows have', { L_tr: [[1], [1], [2], [2]], L_te: [[1], [3]] }, 'x.mat, L_tr: expected training items of every class, got none of class 3.'],
  ['no labels', {}, 'x.mat: expected the classes in L_tr and L_te, or in *train*_txt_img_cat.list and *test*_txt_img_cat.list beside it, got neither.'],
])('a file with %s is refused', async (_, changes, expected) => {
  expect(await message(matOnly(changes))).toBe(expected);
});

test.each<[string, string, string, string]>([
  ['a line too few', train, 't5\ti5\t2\n', 'testset_txt_img_cat.list: expected 2 lines, one for each row of I_te, got 1.'],
  ['spaces for tabs', train.replace('t2\ti2\t2', 't2 i2 2'), test2, 'trainset_txt_img_cat.list, line 2: expected text id, image id and class from 1, with tabs between, got "t2 i2 2".'],
  ['class 0', train.replace('i3\t1', 'i3\t0'), test2, 'trainset_txt_img_cat.list, line 3: expected text id, image id and class from 1, with tabs between, got "t3\\ti3\\t0".'],
  ['a class far out', train, test2.replace('i6\t1', 'i6\t999999'), 'testset_txt_img_cat.list, line 2: expected a class of at most 4, as there are so many training rows, got 999999.'],
  ['a class that is not trained', train, test2.replace('i6\t1', 'i6\t3'), 'The lists of classes: expected training items of every class, got none of class 3.'],
])('lists with %s are refused', async (_, trainList, testList, expected) => {
  expect(await message(withLists(matOnly(), trainList, testList))).toBe(expected);
});

test('categories.list must name every class once', async () => {
  expect(await message(withText(withLists(matOnly()), 'categories.list', 'art'))).toBe('categories.list: expected 2 class names, got 1.');
  expect(await message(withText(withLists(matOnly()), 'categories.list', 'art\nart'))).toBe('categories.list, line 2: expected a class name of its own, got "art".');
  expect(await message(withText(withLists(matOnly()), 'categories.list', 'art\nart history\nsport'))).toBe('The lists of classes: expected training items of every class, got none of sport.');
});

test('one list alone, or two for the same split, are refused', async () => {
  const one = withText(matOnly(), 'trainset_txt_img_cat.list', train);
  const expected = 'Classes for x.mat: expected one *train*_txt_img_cat.list and one *test*_txt_img_cat.list beside it, got ';
  expect(await message(one)).toBe(`${expected}trainset_txt_img_cat.list.`);
  expect(await message(withText(one, 'train2_txt_img_cat.list', train))).toBe(`${expected}trainset_txt_img_cat.list, train2_txt_img_cat.list.`);
});

test('lists of another folder are passed over', async () => {
  const files: Files = new Map([['a/x.mat', matOnly().get('x.mat')!], ...[...withLists(new Map())].map(([path, bytes]) => [`b/${path}`, bytes] as const)]);
  expect(await message(files)).toContain('a/x.mat: expected the classes in L_tr and L_te');
});
