import { expect, test } from 'vitest';
import { filesOf, numberColumn, textColumn } from './fixtures/memoryColumns';
import { guessOf, partOf } from './guess';
import { previewRows } from './preview';

const huge = 1e12;

test('the first rows of each part are shown, also of columns of any length', async () => {
  const image = numberColumn('i.npy', '', huge, 5, [1, 2, 3, 4, 5]);
  const text = numberColumn('t.npy', '', huge, 2, [6, 7]);
  const labels = numberColumn('l.npy', '', huge, 1, [1, 3]);
  const caption = textColumn('c.txt', '', ['x'.repeat(300)], huge);
  const parts = [partOf('train', { image, text, labels, caption }), partOf(null, { image, text, labels, caption, split: textColumn('s.txt', '', ['dev'], huge) })];
  const { mapping } = guessOf('table', 'x', { parts, reasons: [], labels: { kind: 'index', base: 1 }, classNames: ['art', 'music', 'sport'] });
  const rows = await previewRows(filesOf(image, text, labels, caption, textColumn('s.txt', '', ['dev'], huge)), mapping, 3);
  expect(rows).toEqual([
    { row: 1, id: '', caption: 'x'.repeat(200), classText: 'art', split: 'train', image: [1, 2, 3, 4], text: [6, 7], picture: null },
    { row: 2, id: '', caption: 'x'.repeat(200), classText: 'sport', split: 'train', image: [1, 2, 3, 4], text: [6, 7], picture: null },
    { row: 1, id: '', caption: 'x'.repeat(200), classText: 'art', split: 'val', image: [1, 2, 3, 4], text: [6, 7], picture: null },
  ]);
});

test('texts of one image show its row of the features', async () => {
  const image = numberColumn('i.npy', '', 2, 1, [10, 20]);
  const caption = textColumn('c.txt', '', ['a', 'b', 'c', 'd']);
  const { mapping } = guessOf('vse-precomp', 'x', { parts: [partOf('test', { image, caption, imageName: caption })], reasons: [], captionsPerImage: 2 });
  const rows = await previewRows(filesOf(image, caption), mapping, 9);
  expect(rows.map((row) => [row.caption, row.image[0], row.picture])).toEqual([['a', 10, 'a'], ['b', 10, 'b'], ['c', 20, 'c'], ['d', 20, 'd']]);
});

test.each([
  ['marks', numberColumn('l.npy', '', 1, 3, [1, 0, 1]), null, 'class 1, class 3'],
  ['a number whose reading is not known', numberColumn('l.npy', '', 1, 1, [4]), null, '4'],
  ['a missing class', numberColumn('l.npy', '', 1, 1, [-1]), { kind: 'index', base: 0 } as const, ''],
  ['names', textColumn('l.csv', 'class', ['cat\ndog']), null, 'cat, dog'],
  ['a number in texts', textColumn('l.csv', 'class', ['2']), { kind: 'index', base: 1 } as const, 'class 2'],
])('classes of %s are shown by name where it is known', async (_, labels, reading, shown) => {
  const { mapping } = guessOf('table', 'x', { parts: [partOf(null, { labels, image: numberColumn('i.npy', '', 1, 2) })], reasons: [], labels: reading });
  const [row] = await previewRows(filesOf(labels, numberColumn('i.npy', '', 1, 2)), mapping, 5);
  expect(row?.classText).toBe(shown);
});

test('a column that is missing or too short leaves its cells empty', async () => {
  const text = numberColumn('t.npy', '', 2, 1);
  const { mapping } = guessOf('table', 'x', { parts: [partOf(null, { text, image: { path: 'gone', name: '' }, id: textColumn('id.txt', '', ['a']) })], reasons: [] });
  const rows = await previewRows(filesOf(text, textColumn('id.txt', '', ['a'])), mapping, 5);
  expect(rows.map(({ id, image }) => [id, image])).toEqual([['a', []], ['', []]]);
});
