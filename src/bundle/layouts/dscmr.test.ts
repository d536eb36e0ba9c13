import { expect, test } from 'vitest';
import { detectDscmr } from './dscmr';
import { dropOf } from './fixtures/dropOf';
import { numberColumn } from './fixtures/memoryColumns';

const split = (folder: string, word: string, rows: number, variable = 'x') => [
  numberColumn(`${folder}${word}_img.mat`, variable, rows, 4096),
  numberColumn(`${folder}${word}_txt.mat`, variable, rows, 300),
  numberColumn(`${folder}${word}_img_lab.mat`, `${variable}_lab`, rows, 1, [1, 2]),
];

test('each file is a split and a kind, whatever its variable is called', async () => {
  const guess = await detectDscmr(dropOf(...split('wiki/', 'test', 3), ...split('wiki/', 'train', 5, '__proto__'), ...split('wiki/', 'valid', 2)));
  expect(guess).toMatchObject({ certain: true, mapping: { layout: 'dscmr' } });
  expect(guess?.mapping.parts.map((part) => part.split)).toEqual(['train', 'val', 'test']);
  expect(guess?.mapping.parts[0]?.roles).toEqual({
    image: { path: 'wiki/train_img.mat', name: '__proto__' },
    text: { path: 'wiki/train_txt.mat', name: '__proto__' },
    labels: { path: 'wiki/train_img_lab.mat', name: '__proto___lab' },
  });
  expect(guess?.reasons[1]).toBe('train: image features __proto__ of train_img.mat, 5 × 4096; text features __proto__ of train_txt.mat, 5 × 300; classes __proto___lab of train_img_lab.mat, 5 numbers.');
});

test('classes of the texts do where those of the images are missing, and are compared where both are there', async () => {
  const lab = (values: number[]) => numberColumn('train_txt_lab.mat', 'l', 5, 1, values);
  const [image, text, labels] = split('', 'train', 5);
  expect((await detectDscmr(dropOf(image!, text!, lab([1, 2]))))?.mapping.parts[0]?.roles.labels).toEqual({ path: 'train_txt_lab.mat', name: 'l' });
  expect((await detectDscmr(dropOf(image!, text!, labels!, lab([1, 2]))))?.certain).toBe(true);
  expect((await detectDscmr(dropOf(image!, text!, labels!, lab([2, 1]))))?.doubts).toEqual(['x_lab of train_img_lab.mat and l of train_txt_lab.mat differ in row 1: row i of both must be the same pair. The classes of the images were taken.']);
});

test('a second folder of such files is a doubt', async () => {
  const guess = await detectDscmr(dropOf(...split('a/', 'train', 5), ...split('b/', 'train', 5)));
  expect(guess?.mapping.parts).toHaveLength(1);
  expect(guess?.doubts).toEqual(['The folder b/ holds such files too: only a/ was taken.']);
});

test('files with several variables, and a test split alone, are not taken for it', async () => {
  expect(await detectDscmr(dropOf(...split('', 'train', 5), numberColumn('train_img.mat', 'more', 5, 2)))).toBeNull();
  expect(await detectDscmr(dropOf(...split('', 'test', 5)))).toBeNull();
});
