import { expect, test } from 'vitest';
import { checkMapping } from './checkMapping';
import { filesOf, numberColumn, textColumn } from './fixtures/memoryColumns';
import { guessOf, partOf } from './guess';
import type { Mapping, Part } from './mapping';

const image = numberColumn('image.npy', '', 4, 8);
const text = numberColumn('text.npy', '', 4, 3);
const captions = textColumn('captions.txt', '', ['a', 'b', 'c', 'd']);
const classes = numberColumn('labels.npy', '', 4, 1, [1, 2]);
const short = numberColumn('short.npy', '', 3, 3);
const wide = numberColumn('wide.npy', '', 4, 9);
const empty = numberColumn('empty.npy', '', 0, 3);
const opened = filesOf(image, text, captions, classes, short, wide, empty);

const mappingOf = (...parts: Part[]): Mapping => guessOf('table', 'x', { parts, reasons: [] }).mapping;
const problemsOf = (...parts: Part[]): string[] => checkMapping(opened, mappingOf(...parts));

test('a mapping that fits has no problems', () => {
  expect(problemsOf(partOf(null, { image, text, labels: classes, caption: captions }))).toEqual([]);
  expect(problemsOf(partOf(null, { image, caption: captions, id: captions }))).toEqual(['captions.txt was chosen twice: for the captions and for the ids.']);
  expect(problemsOf(partOf(null, { imageName: captions, text, imageId: captions, id: captions }))).toEqual([]);
});

test.each([
  ['no parts', [], ['No columns were chosen.']],
  ['a part without columns', [partOf(null, {})], ['No image features were chosen, nor names of pictures to make them of.', 'No text features were chosen, nor captions to make them of.']],
  ['a column that is not there', [partOf(null, { image, text: { path: 'gone.npy', name: '' } })], ['The files have no column gone.npy, which was chosen for the text features.']],
  ['a name of the object prototype', [partOf(null, { image, text: { path: 'text.npy', name: '__proto__' } })], ['The files have no column __proto__ of text.npy, which was chosen for the text features.']],
  ['rows that differ', [partOf(null, { image, text: short })], ['image.npy has 4 rows, but short.npy has 3: row i of both must be the same pair.']],
  ['classes of other rows', [partOf(null, { image: short, text: short, labels: classes })], ['short.npy was chosen twice: for the image features and for the text features.', 'labels.npy has 4 rows, but short.npy has 3: the classes need one row a text.']],
  ['texts as features', [partOf(null, { image, text: captions })], ['captions.txt was chosen for the text features, but holds texts: features are numbers.']],
  ['numbers as captions', [partOf(null, { image, caption: classes })], ['labels.npy was chosen for the captions, but holds numbers.']],
  ['several numbers as an id', [partOf(null, { image, text, id: wide })], ['wide.npy was chosen for the ids, but has 9 numbers a row: one is needed.']],
  ['an empty column', [partOf(null, { image: empty, text: empty })], ['empty.npy is empty.', 'empty.npy is empty.', 'empty.npy was chosen twice: for the image features and for the text features.']],
])('%s is told', (_, parts, problems) => {
  expect(problemsOf(...parts)).toEqual(problems);
});

test('parts must have the same roles and widths, and no rows twice', () => {
  const problems = problemsOf(partOf('train', { image, text, labels: classes }), partOf('test', { image: wide, text }));
  expect(problems).toEqual([
    'The image features differ between the parts: image.npy is 4 × 8, wide.npy is 4 × 9.',
    'The classes were chosen for 1 of 2 parts: choose them for all, or for none.',
    'text.npy gives the text features of two parts: their rows would come twice.',
  ]);
});

test('problems of one of several parts name it', () => {
  expect(problemsOf(partOf('train', { image, text }), partOf(null, { image: numberColumn('image.npy', '', 4, 8) }))[0]).toBe('Part 2: No text features were chosen, nor captions to make them of.');
});

test('several captions an image need rows in that ratio, or as many rows', () => {
  const few = numberColumn('few.npy', '', 2, 8);
  const files = filesOf(few, image, captions);
  const withCaptions = (captionsPerImage: number, column = few): string[] => checkMapping(files, { ...mappingOf(partOf(null, { image: column, caption: captions })), captionsPerImage });
  expect(withCaptions(2)).toEqual([]);
  expect(withCaptions(2, image)).toEqual([]);
  expect(withCaptions(3)).toEqual(['few.npy has 2 rows, but captions.txt has 4 at 3 texts an image: row i of both must be the same pair.']);
  expect(withCaptions(0.5)[1]).toBe('An image needs a whole number of captions, at least 1, not 0.5.');
});

test('shares of the splits must leave rows for training', () => {
  const mapping = mappingOf(partOf(null, { image, text }));
  expect(checkMapping(opened, { ...mapping, splits: { validation: 0.5, test: 0.5, seed: 1 } })).toEqual(['The shares of the validation and the test split must be at least 0 and below 1 together, not 0.5 and 0.5.']);
  expect(checkMapping(opened, { ...mapping, splits: { validation: NaN, test: 0, seed: 1 } })).toHaveLength(1);
});
