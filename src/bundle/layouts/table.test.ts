import { expect, test } from 'vitest';
import type { Column } from '../columns/column';
import { dropOf } from './fixtures/dropOf';
import { numberColumn, textColumn } from './fixtures/memoryColumns';
import type { Guess } from './mapping';
import { detectTable } from './table';

const detect = async (...columns: Column[]): Promise<Guess | null> => detectTable(dropOf(...columns));
const npy = (path: string, rows: number, dims = 1, values?: number[]) => numberColumn(path, '', rows, dims, values);
const at = (path: string, name = '') => ({ path, name });
const labels = [0, 1, 2];

test('two matrices and a vector with telling names are certain', async () => {
  const guess = await detect(npy('image.npy', 9, 512), npy('text.npy', 9, 300), npy('labels.npy', 9, 1, labels));
  expect(guess).toMatchObject({ certain: true, doubts: [], mapping: { layout: 'table', captionsPerImage: 1, labels: null } });
  expect(guess?.mapping.parts).toEqual([{ split: null, roles: { image: at('image.npy'), text: at('text.npy'), labels: at('labels.npy') } }]);
  expect(guess?.reasons).toEqual(['Image features: image.npy, 9 × 512, by its name.', 'Text features: text.npy, 9 × 300, by its name.', 'The classes: labels.npy.']);
});

test('columns of one file have roles by their names, captions and ids too', async () => {
  const path = 'data/features.npz';
  const guess = await detect(
    numberColumn(path, 'clip_image', 9, 8), numberColumn(path, 'clip_text', 9, 8), numberColumn(path, 'y', 9, 1, labels),
    textColumn(path, 'sentences', ['a dog runs'], 9), numberColumn(path, 'image_id', 9, 1), textColumn(path, 'split', ['train', 'test', 'dev'], 9), textColumn(path, 'URL', ['https://a'], 9),
  );
  expect(guess?.certain).toBe(true);
  expect(guess?.mapping.parts[0]?.roles).toEqual({
    image: at(path, 'clip_image'), text: at(path, 'clip_text'), labels: at(path, 'y'), caption: at(path, 'sentences'), imageId: at(path, 'image_id'), split: at(path, 'split'), url: at(path, 'URL'),
  });
});

test.each([
  ['names of columns', (split: string, side: string) => at('all.h5', `${side}_${split}`)],
  ['names of files', (split: string, side: string) => at(`${side}-${split}.npy`)],
  ['folders', (split: string, side: string) => at(`data/${split}/${side}.npy`)],
  ['folders of the sides', (split: string, side: string) => at(`${side}/${split}.npy`)],
])('splits in %s become parts, training first', async (_, place) => {
  const columns = [['test', 4], ['train', 9], ['val', 5]].flatMap(([split, rows]) =>
    [['img', 16], ['bow', 7], ['label', 1]].map(([side, dims]) => {
      const { path, name } = place(String(split), String(side));
      return numberColumn(path, name, Number(rows), Number(dims), dims === 1 ? labels : undefined);
    }),
  );
  const guess = await detect(...columns);
  expect(guess?.doubts).toEqual([]);
  expect(guess?.mapping.parts).toEqual(['train', 'val', 'test'].map((split) => ({ split, roles: { image: place(split, 'img'), text: place(split, 'bow'), labels: place(split, 'label') } })));
});

test('two matrices without telling names are in doubt: the first by name is the image', async () => {
  const guess = await detect(npy('b.npy', 9, 4), npy('a.npy', 9, 3));
  expect(guess?.mapping.parts[0]?.roles).toEqual({ image: at('a.npy'), text: at('b.npy') });
  expect(guess).toMatchObject({ certain: false, doubts: ['No name tells which of a.npy and b.npy are the image features: a.npy was taken, as it comes first.'] });
});

test('where one side has a telling name, the one other matrix of as many rows is the other side', async () => {
  const guess = await detect(npy('images.npy', 9, 4), npy('a.npy', 9, 3), npy('z.npy', 8, 3));
  expect(guess?.mapping.parts[0]?.roles).toEqual({ image: at('images.npy'), text: at('a.npy') });
  expect(guess?.reasons[1]).toBe('Text features: a.npy, 9 × 3, as it has as many rows as images.npy.');
  expect(guess?.doubts).toEqual(['z.npy has 8 rows, not 9 as images.npy: it was left out.']);
  const other = await detect(npy('bert.npy', 9, 4), npy('a.npy', 9, 3));
  expect(other).toMatchObject({ certain: true, mapping: { parts: [{ roles: { image: at('a.npy'), text: at('bert.npy') } }] } });
});

test('several columns for one side are in doubt', async () => {
  const guess = await detect(npy('img_resnet.npy', 9, 4), npy('img_vit.npy', 9, 5), npy('txt.npy', 9, 3));
  expect(guess?.mapping.parts[0]?.roles.image).toEqual(at('img_resnet.npy'));
  expect(guess?.doubts).toEqual(['There are several columns that may be the image features, img_resnet.npy and img_vit.npy: img_resnet.npy was taken.']);
});

test('a vector of few whole numbers is taken for classes, in doubt; a running number is not', async () => {
  const guess = await detect(npy('image.npy', 12, 4), npy('text.npy', 12, 3), npy('z.npy', 12, 1, labels));
  expect(guess?.mapping.parts[0]?.roles.labels).toEqual(at('z.npy'));
  expect(guess?.doubts).toEqual(['No name tells that z.npy are the classes: it was taken for them as it holds few different values.']);
  const counted = await detect(npy('image.npy', 12, 4), npy('text.npy', 12, 3), npy('z.npy', 12, 1, Array.from({ length: 12 }, (_, i) => i)));
  expect(counted).toMatchObject({ certain: true, mapping: { parts: [{ roles: { image: at('image.npy'), text: at('text.npy') } }] } });
});

test('a one-hot matrix is classes, not features, whatever its name; a class embedding is no class', async () => {
  const guess = await detect(npy('image.npy', 9, 4), npy('z.npy', 9, 3, [1, 0, 0, 0, 0, 1]), npy('a.npy', 9, 5));
  expect(guess?.mapping.parts[0]?.roles).toEqual({ image: at('image.npy'), text: at('a.npy'), labels: at('z.npy') });
  const embedded = await detect(npy('image.npy', 9, 4), npy('class_embedding.npy', 9, 5));
  expect(embedded?.mapping.parts[0]?.roles).toEqual({ image: at('image.npy'), text: at('class_embedding.npy') });
});

test('classes of image and text that agree are no doubt', async () => {
  const sides = [npy('image.npy', 9, 4), npy('text.npy', 9, 3)];
  expect((await detect(...sides, npy('image_labels.npy', 9, 1, labels), npy('text_labels.npy', 9, 1, labels)))?.certain).toBe(true);
  expect((await detect(...sides, npy('image_labels.npy', 9, 1, labels), npy('text_labels.npy', 9, 1, [2, 1, 0])))?.doubts).toEqual(['There are several columns that may be the classes, image_labels.npy and text_labels.npy: image_labels.npy was taken.']);
});

test('shards of Parquet files are parts, each of its split', async () => {
  const file = (path: string, rows: number) => [numberColumn(path, 'image_embedding', rows, 8), numberColumn(path, 'text_embedding', rows, 8), numberColumn(path, 'label', rows, 1, labels)];
  const guess = await detect(...file('data/train-00001-of-00002.parquet', 5), ...file('data/train-00000-of-00002.parquet', 6), ...file('data/test-00000-of-00001.parquet', 3));
  expect(guess?.certain).toBe(true);
  expect(guess?.mapping.parts.map(({ split, roles }) => [split, roles.image?.path])).toEqual([
    ['train', 'data/train-00000-of-00002.parquet'], ['train', 'data/train-00001-of-00002.parquet'], ['test', 'data/test-00000-of-00001.parquet'],
  ]);
});

test('numbered files of both sides are parts in the order of their numbers', async () => {
  const guess = await detect(...[10, 9].flatMap((shard) => [npy(`img_${shard}.npy`, shard, 4), npy(`txt_${shard}.npy`, shard, 3)]));
  expect(guess?.certain).toBe(true);
  expect(guess?.mapping.parts.map(({ roles }) => roles.image?.path)).toEqual(['img_9.npy', 'img_10.npy']);
});

test('a loose column joins the file of both sides that has as many rows', async () => {
  const guess = await detect(numberColumn('f.npz', 'image', 9, 4), numberColumn('f.npz', 'text', 9, 3), npy('labels.npy', 9, 1, labels));
  expect(guess?.mapping.parts[0]?.roles.labels).toEqual(at('labels.npy'));
});

test('captions stand for text features that are missing; five times as many are five an image, in doubt', async () => {
  const path = 'captions.txt';
  const one = await detect(npy('image.npy', 4, 8), textColumn(path, '', ['a dog runs by'], 4));
  expect(one).toMatchObject({ certain: true, mapping: { parts: [{ roles: { image: at('image.npy'), caption: at(path, '') } }] } });
  const five = await detect(npy('image.npy', 4, 8), textColumn(path, '', ['a dog runs by'], 20));
  expect(five).toMatchObject({ certain: false, mapping: { captionsPerImage: 5, parts: [{ roles: { caption: at(path, '') } }] } });
});

test('rows that fit in no way are told', async () => {
  const guess = await detect(npy('image.npy', 9, 8), npy('text.npy', 7, 8));
  expect(guess?.doubts).toEqual(['image.npy has 9 rows, text.npy 7: row i of both must be the same pair.']);
});

test('a short list of names beside classes names them', async () => {
  const guess = await detect(npy('image.npy', 9, 4), npy('text.npy', 9, 3), npy('labels.npy', 9, 1, labels), textColumn('class_names.txt', '', ['art', 'music', 'sport']));
  expect(guess?.mapping.classNames).toEqual(['art', 'music', 'sport']);
  expect(guess?.mapping.parts[0]?.roles.labels).toEqual(at('labels.npy'));
});

test('a test split alone is no split', async () => {
  expect((await detect(npy('test/image.npy', 9, 4), npy('test/text.npy', 9, 3)))?.mapping.parts[0]?.split).toBeNull();
  expect((await detect(npy('train/image.npy', 9, 4), npy('train/text.npy', 9, 3)))?.mapping.parts[0]?.split).toBe('train');
});

test('one matrix without captions, and vectors alone, are no dataset', async () => {
  expect(await detect(npy('image.npy', 9, 4))).toBeNull();
  expect(await detect(npy('image.npy', 9), npy('text.npy', 9))).toBeNull();
  expect(await detect(textColumn('a.txt', '', ['x y z']))).toBeNull();
});

test('names of the object prototype are names as any other', async () => {
  const guess = await detect(numberColumn('__proto__.mat', '__proto__', 9, 4), numberColumn('__proto__.mat', 'constructor', 9, 3));
  expect(guess?.mapping.parts[0]?.roles).toEqual({ image: at('__proto__.mat', '__proto__'), text: at('__proto__.mat', 'constructor') });
});
