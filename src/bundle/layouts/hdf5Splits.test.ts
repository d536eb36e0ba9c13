import { expect, test } from 'vitest';
import { dropOf } from './fixtures/dropOf';
import { numberColumn } from './fixtures/memoryColumns';
import { detectHdf5Splits } from './hdf5Splits';

const column = (name: string, rows: number, dims: number, values?: number[], path = 'nus.h5py') => numberColumn(path, name, rows, dims, values);
const at = (name: string, path = 'nus.h5py') => ({ path, name });

test('train, valid and test with imgs_deep, text and imgs_labels', async () => {
  const columns = [['test', 3], ['train', 9], ['valid', 2]].flatMap(([word, rows]) => [
    column(`${word}_imgs_deep`, Number(rows), 4096), column(`${word}_text`, Number(rows), 1000),
    column(`${word}_imgs_labels`, Number(rows), 1, [1]), column(`${word}_texts_labels`, Number(rows), 1, [1]),
  ]);
  const guess = await detectHdf5Splits(dropOf(...columns));
  expect(guess).toMatchObject({ certain: true, mapping: { layout: 'hdf5-splits' } });
  expect(guess?.mapping.parts.map((part) => part.split)).toEqual(['train', 'val', 'test']);
  expect(guess?.mapping.parts[1]).toEqual({ split: 'val', roles: { image: at('valid_imgs_deep'), text: at('valid_text'), labels: at('valid_imgs_labels') } });
  expect(guess?.reasons[1]).toBe('train: image features train_imgs_deep of nus.h5py, 9 × 4096; text features train_text of nus.h5py, 9 × 1000; classes train_imgs_labels of nus.h5py, 9 numbers.');
});

test('tr, val and te with img, txt and img_lab, in several files', async () => {
  const columns = ['tr', 'val', 'te'].flatMap((word) => [column(`${word}_img`, 4, 128, undefined, 'image.mat'), column(`${word}_txt`, 4, 10, undefined, 'text.mat'), column(`${word}_img_lab`, 4, 1, [1], 'label.mat')]);
  const guess = await detectHdf5Splits(dropOf(...columns));
  expect(guess?.mapping.parts[2]).toEqual({ split: 'test', roles: { image: at('te_img', 'image.mat'), text: at('te_txt', 'text.mat'), labels: at('te_img_lab', 'label.mat') } });
});

test('classes that differ and repeated columns are doubts', async () => {
  const columns = ['train', 'test'].flatMap((word) => [column(`${word}_imgs_deep`, 2, 8), column(`${word}_texts`, 2, 4), column(`${word}_imgs_labels`, 2, 1, [1, 2])]);
  const guess = await detectHdf5Splits(dropOf(...columns, column('test_texts_labels', 2, 1, [1, 3]), column('train_texts', 2, 4, undefined, 'copy.h5')));
  expect(guess?.doubts).toEqual([
    'There are several columns of this name: train_texts of copy.h5 (copy.h5) was left out.',
    'test_imgs_labels of nus.h5py and test_texts_labels of nus.h5py differ in row 2: row i of both must be the same pair. The classes of the images were taken.',
  ]);
});

test('one split alone is left to other layouts', async () => {
  expect(await detectHdf5Splits(dropOf(column('train_img', 2, 3), column('train_txt', 2, 3)))).toBeNull();
});
