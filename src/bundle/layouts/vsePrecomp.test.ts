import { expect, test } from 'vitest';
import { dropOf } from './fixtures/dropOf';
import { numberColumn, textColumn } from './fixtures/memoryColumns';
import { detectVsePrecomp } from './vsePrecomp';

const captions = (word: string, rows: number) => textColumn(`f30k/${word}_caps.txt`, '', ['a dog runs'], rows);
const images = (word: string, rows: number, dims = 2048, values?: number[]) => numberColumn(`f30k/${word}_ims.npy`, '', rows, dims, values);
const at = (file: string, name = '') => ({ path: `f30k/${file}`, name });

test('five captions an image, in three splits, ids of which each five are the same', async () => {
  const ids = textColumn('f30k/train_ids.txt', '', ['7', '7', '7', '7', '7', '9', '9', '9', '9', '9']);
  const guess = await detectVsePrecomp(dropOf(images('test', 2), captions('test', 10), images('train', 2), captions('train', 10), ids, images('dev', 3), captions('dev', 15)));
  expect(guess).toMatchObject({ certain: true, mapping: { layout: 'vse-precomp', captionsPerImage: 5 } });
  expect(guess?.mapping.parts).toEqual([
    { split: 'train', roles: { image: at('train_ims.npy'), caption: at('train_caps.txt', '') } },
    { split: 'val', roles: { image: at('dev_ims.npy'), caption: at('dev_caps.txt', '') } },
    { split: 'test', roles: { image: at('test_ims.npy'), caption: at('test_caps.txt', '') } },
  ]);
  expect(guess?.reasons).toContain('5 captions an image.');
  expect(guess?.reasons).toContain('f30k/train_ids.txt agrees: each 5 captions have one id.');
});

test('where an image stands once a caption, its equal first rows tell how many there are', async () => {
  const two = [1, 2, 1, 2, 1, 2, 1, 2, 1, 2, 3, 4, 3, 4, 3, 4, 3, 4, 3, 4];
  expect((await detectVsePrecomp(dropOf(images('train', 10, 2, two), captions('train', 10))))?.mapping.captionsPerImage).toBe(5);
  expect((await detectVsePrecomp(dropOf(images('train', 10), captions('train', 10))))?.mapping.captionsPerImage).toBe(1);
});

test('ids say which image a caption has where captions do not come in a row', async () => {
  const ids = textColumn('f30k/train_ids.txt', '', ['0', '1', '0', '1', '1']);
  const guess = await detectVsePrecomp(dropOf(images('train', 2), captions('train', 5), ids));
  expect(guess?.mapping.parts[0]?.roles.imageId).toEqual(at('train_ids.txt', ''));
  expect(guess).toMatchObject({ certain: true, mapping: { captionsPerImage: 1 } });
});

test('ids of the captions themselves are ids, ids of the images are left out', async () => {
  const unique = textColumn('f30k/train_ids.txt', '', ['0', '1', '2', '3']);
  expect((await detectVsePrecomp(dropOf(images('train', 2), captions('train', 4), unique)))?.mapping.parts[0]?.roles).toEqual({ image: at('train_ims.npy'), caption: at('train_caps.txt', ''), id: at('train_ids.txt', '') });
  const few = textColumn('f30k/train_ids.txt', '', ['0', '1']);
  expect((await detectVsePrecomp(dropOf(images('train', 2), captions('train', 4), few)))?.reasons).toContain('f30k/train_ids.txt has 2 rows, not one a caption: it was left out.');
});

test('a remainder of captions without ids is a doubt', async () => {
  const guess = await detectVsePrecomp(dropOf(images('train', 2), captions('train', 9)));
  expect(guess?.doubts).toEqual(['The captions are no whole multiple of the images that is the same in all splits: train: 9 captions, 2 rows of image features.']);
});

test('regions are laid side by side, which is a doubt above 8192 numbers', async () => {
  const regions = (count: number) => ({ ...images('train', 2, count * 2048), shape: [2, count, 2048] });
  expect((await detectVsePrecomp(dropOf(regions(4), captions('train', 10))))?.reasons.at(-1)).toBe('f30k/train_ims.npy has 4 × 2048 numbers an image: they are laid side by side, 8192 in a row.');
  const guess = await detectVsePrecomp(dropOf(regions(36), captions('train', 10)));
  expect(guess?.certain).toBe(false);
  expect(guess?.doubts[0]).toMatch(/^f30k\/train_ims\.npy has 36 × 2048 numbers an image, regions perhaps: .* 73728 in a row/);
});

test('the split test comes before testall, which is left out', async () => {
  const guess = await detectVsePrecomp(dropOf(images('testall', 9), captions('testall', 45), images('test', 2), captions('test', 10)));
  expect(guess?.mapping.parts.map(({ roles }) => roles.image)).toEqual([at('test_ims.npy')]);
  expect(guess?.reasons).toContain('f30k/testall_ims.npy was left out: f30k/test_ims.npy were taken.');
});

test('captions without image features are not taken for it', async () => {
  expect(await detectVsePrecomp(dropOf(captions('train', 10)))).toBeNull();
});
