import { describe, expect, test } from 'vitest';
import type { Column } from '../columns/column';
import { findColumn } from './findColumn';
import { dropOf } from './fixtures/dropOf';
import { textColumn, numberColumn } from './fixtures/memoryColumns';
import { openPictureList, pictureFinder } from './pictureNames';
import { detectPictures } from './pictures';

const detect = async (pictures: string[], ...columns: Column[]) => {
  const drop = dropOf(...columns);
  return detectPictures({ ...drop, paths: [...drop.paths, ...pictures] });
};
const at = (path: string, name: string) => ({ path, name });
const csv = (name: string, ...values: string[]) => textColumn('captions.csv', name, values);
const flat = ['images/a.jpg', 'images/b.png', 'images/c.webp'];

describe('A folder of pictures', () => {
  test('with a table of paths, captions, classes and splits', async () => {
    const guess = await detect(flat, csv('file', ...flat), csv('caption', 'a dog', 'a cat', 'a bird'), csv('class', 'dog', 'cat', 'bird'), csv('split', 'train', 'test', 'train'));
    expect(guess).toMatchObject({ certain: true, mapping: { layout: 'pictures', captionsPerImage: 1 } });
    expect(guess?.mapping.parts).toEqual([
      { split: null, roles: { imageName: at('captions.csv', 'file'), caption: at('captions.csv', 'caption'), labels: at('captions.csv', 'class'), split: at('captions.csv', 'split') } },
    ]);
    expect(guess?.reasons[0]).toBe('3 pictures, of which image features are made. file of captions.csv names them.');
  });

  test.each([
    ['base names', ['a.jpg', 'b.png', 'c.webp']],
    ['names without ending', ['a', 'b', 'c']],
    ['paths from elsewhere', ['C:\\data\\images\\a.jpg', './images/b.png', '/home/me/images/c.webp']],
  ])('is found by %s, which are then read as paths', async (_, names) => {
    const columns = [csv('a', ...names), csv('b', 'a dog runs', 'a cat sits', 'a bird flies')];
    const guess = await detect(flat, ...columns);
    expect(guess?.mapping.parts[0]?.roles).toMatchObject({ imageName: at('captions.csv', 'a, picture'), caption: at('captions.csv', 'b') });
    const opened = [...dropOf(...columns).opened, openPictureList(flat)!];
    const column = findColumn(opened, at('captions.csv', 'a, picture'));
    expect(await column?.readRows(0, 3)).toEqual(flat);
  });

  test('whose table names a picture several times has several captions an image', async () => {
    const guess = await detect(flat, csv('image', 'images/a.jpg', 'images/a.jpg', 'images/b.png'), csv('caption', 'a dog', 'one dog', 'a cat'));
    expect(guess?.mapping.parts[0]?.roles).toEqual({ imageName: at('captions.csv', 'image'), imageId: at('captions.csv', 'image'), caption: at('captions.csv', 'caption') });
  });

  test('with name#number, a tab and a caption, as of Flickr8k', async () => {
    const lines = textColumn('Flickr8k.token.txt', '', ['a.jpg#0\tA dog runs .', 'a.jpg#1\tA dog .', 'b.png#0\tA cat .']);
    const guess = await detect(flat, lines);
    const name = at('Flickr8k.token.txt', 'field 1');
    expect(guess?.mapping.parts[0]?.roles).toMatchObject({ imageName: at('Flickr8k.token.txt', 'field 1, picture'), imageId: at('Flickr8k.token.txt', 'field 1, picture'), caption: at('Flickr8k.token.txt', 'field 2') });
    const opened = [...dropOf(lines).opened, openPictureList(flat)!];
    expect(await findColumn(opened, name)?.readRows(0, 3)).toEqual(['a.jpg#0', 'a.jpg#1', 'b.png#0']);
    expect(await findColumn(opened, at('Flickr8k.token.txt', 'field 1, picture'))?.readRows(0, 3)).toEqual(['images/a.jpg', 'images/a.jpg', 'images/b.png']);
    expect(await findColumn(opened, at('Flickr8k.token.txt', 'field 2'))?.readRows(1, 2)).toEqual(['A dog .']);
  });

  test('up to a tenth of the names may be wrong, which is a doubt', async () => {
    const pictures = Array.from({ length: 10 }, (_, i) => `p${i}.jpg`);
    const named = [...pictures.slice(0, 9), 'gone.jpg'];
    const captions = csv('caption', ...named.map((name) => `a picture of ${name}`));
    const guess = await detect(pictures, csv('file', ...named), captions);
    expect(guess?.doubts).toEqual(['Of the first names in file of captions.csv, 10 % are no picture\'s: their rows are left out.']);
    expect((await detect(pictures.slice(0, 8), csv('file', ...named), captions))?.reasons[0]).toBe('8 pictures, of which image features are made.');
  });

  test('with features of the texts needs no captions', async () => {
    const guess = await detect(flat, csv('file', ...flat), numberColumn('captions.csv', 'bert', 3, 8));
    expect(guess?.mapping.parts[0]?.roles).toEqual({ imageName: at('captions.csv', 'file'), text: at('captions.csv', 'bert') });
  });
});

describe('Folders of pictures', () => {
  const sorted = ['train', 'test'].flatMap((split) => ['cat', 'dog'].flatMap((label) => [`${split}/${label}/${label}_one.jpg`, `${split}/${label}/big-${label}.jpg`]));

  test('are classes and splits without a table, and file names captions, in doubt', async () => {
    const guess = await detect(sorted);
    expect(guess).toMatchObject({ certain: false, doubts: ['No table names the pictures: the words of their file names were taken for captions.'] });
    const roles = guess?.mapping.parts[0]?.roles;
    expect(roles).toEqual({ imageName: at('', 'picture'), caption: at('', 'file name'), labels: at('', 'folder'), split: at('', 'picture, split') });
    const opened = [openPictureList(sorted)!];
    const read = async (ref = at('', '')) => findColumn(opened, ref)?.readRows(0, 2);
    // In the order of the paths: test/cat/big-cat.jpg, test/cat/cat_one.jpg, …
    expect([await read(roles?.imageName), await read(roles?.caption), await read(roles?.labels), await read(roles?.split)]).toEqual([
      ['test/cat/big-cat.jpg', 'test/cat/cat_one.jpg'], ['big cat', 'cat one'], ['cat', 'cat'], ['test', 'test'],
    ]);
  });

  test('are classes beside a table without any', async () => {
    const names = sorted.map((path) => path.split('/').at(-1)!);
    const unique = sorted.slice(0, 4);
    const columns = [csv('file', ...names.slice(0, 4)), csv('caption', 'a cat sits', 'the big cat', 'a dog', 'the big dog')];
    const guess = await detect(unique, ...columns);
    const { labels } = guess!.mapping.parts[0]!.roles;
    expect(labels).toEqual(at('captions.csv', 'file, folder'));
    expect(await findColumn([...dropOf(...columns).opened, openPictureList(unique)!], labels!)?.readRows(0, 4)).toEqual(['cat', 'cat', 'dog', 'dog']);
  });

  test('of one picture each, or one folder for all, are no classes', async () => {
    expect((await detect(['a/1.jpg', 'b/2.jpg', 'c/3.jpg']))?.mapping.parts[0]?.roles.labels).toBeUndefined();
    expect((await detect(flat))?.reasons[1]).toBe('There are no classes, as the pictures do not lie in a folder for each.');
  });

  test('without any picture are not taken', async () => {
    expect(await detect(['readme.md', 'drawing.svg', '__MACOSX/._a.jpg', 'x/._b.jpg'])).toBeNull();
  });
});

test('a name that several pictures have is found only with its folder', () => {
  const find = pictureFinder(['cat/1.jpg', 'dog/1.jpg', 'dog/2.jpg']);
  expect(['1.jpg', 'cat/1.jpg', 'x/dog/1.jpg', 'dog/1', '2', '', '3.jpg', '__proto__'].map(find)).toEqual([null, 'cat/1.jpg', 'dog/1.jpg', 'dog/1.jpg', 'dog/2.jpg', null, null, null]);
});
