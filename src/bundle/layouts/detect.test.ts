import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Column, OpenedFile } from '../columns/column';
import { checkMapping } from './checkMapping';
import { detectLayout, explainNothing } from './detect';
import { findColumn } from './findColumn';
import { filesOf, numberColumn, pathsOf, textColumn } from './fixtures/memoryColumns';
import { openPictureList } from './pictureNames';
import { previewRows } from './preview';

const splits = ['train', 'test'];

/** One drop of each layout. */
const drops: Record<string, Column[]> = {
  'clip-retrieval': [0, 1].flatMap((n) => [numberColumn(`img_emb/img_emb_${n}.npy`, '', 4, 8), numberColumn(`text_emb/text_emb_${n}.npy`, '', 4, 8), textColumn(`metadata/metadata_${n}.parquet`, 'caption', ['a dog'], 4)]),
  'svcl-mat': ['tr', 'te'].flatMap((short) => [numberColumn('raw.mat', `I_${short}`, 4, 8), numberColumn('raw.mat', `T_${short}`, 4, 3), numberColumn('raw.mat', `L_${short}`, 4, 1, [1, 2])]),
  'xmedia-mat': ['tr', 'te'].flatMap((short) => [numberColumn('x.mat', `I_${short}_CNN`, 4, 8), numberColumn('x.mat', `T_${short}_BOW`, 4, 3), numberColumn('x.mat', `${short}ImgCat`, 4, 1, [1, 2])]),
  dscmr: splits.flatMap((split) => [numberColumn(`${split}_img.mat`, 'a', 4, 8), numberColumn(`${split}_txt.mat`, 'b', 4, 3), numberColumn(`${split}_img_lab.mat`, 'c', 4, 1, [1, 2])]),
  'hdf5-splits': splits.flatMap((split) => [numberColumn('d.h5', `${split}_imgs_deep`, 4, 8), numberColumn('d.h5', `${split}_text`, 4, 3), numberColumn('d.h5', `${split}_imgs_labels`, 4, 1, [1, 2])]),
  'vse-precomp': splits.flatMap((split) => [numberColumn(`${split}_ims.npy`, '', 2, 8), textColumn(`${split}_caps.txt`, '', ['a dog'], 10)]),
  table: [numberColumn('image.npy', '', 4, 8), numberColumn('text.npy', '', 4, 3)],
  pictures: [textColumn('captions.csv', 'file', ['a.jpg', 'b.jpg']), textColumn('captions.csv', 'caption', ['a dog', 'a cat'])],
};
const pictures = ['a.jpg', 'b.jpg'];

test.each(Object.keys(drops))('the layout %s is told, certain, fits, and is the same in any order of the files', async (layout) => {
  const opened = filesOf(...drops[layout]!);
  const paths = [...pathsOf(opened), ...pictures];
  const guess = await detectLayout(opened, paths, 'mine');
  expect(guess).toMatchObject({ certain: true, doubts: [], mapping: { layout, name: 'mine' } });
  const all = [...opened, openPictureList(paths)!];
  expect(checkMapping(all, guess!.mapping)).toEqual([]);
  expect((await previewRows(all, guess!.mapping, 4)).length).toBeGreaterThan(1);
  await fc.assert(
    fc.asyncProperty(fc.shuffledSubarray(opened, { minLength: opened.length }), fc.shuffledSubarray(paths, { minLength: paths.length }), async (files, names) => {
      expect(await detectLayout(files, names, 'mine')).toEqual(guess);
    }),
    { numRuns: 30 },
  );
});

test('columns of any length are never read whole', async () => {
  const long = 1e12;
  for (const [layout, columns] of Object.entries(drops)) {
    if (layout === 'pictures') continue;
    const opened = filesOf(...columns.map((column) => ({ ...column, rows: column.rows * long })));
    const guess = await detectLayout(opened, pathsOf(opened), 'long');
    expect(guess?.mapping.layout).toBe(layout);
    expect(checkMapping(opened, guess!.mapping)).toEqual([]);
    expect((await previewRows(opened, guess!.mapping, 3)).length).toBe(3);
  }
});

const hostile = fc.constantFrom('__proto__', 'constructor', 'toString', 'image', 'text', 'train_img', 'test_txt', 'labels', 'I_tr', 'T_tr', 'I_te', 'T_te', 'caption', 'id', 'split', '', '<img src=x>', 'a, field 1', '../x', '\u0000', 'Ä_ö', '图像');
const anyColumn: fc.Arbitrary<Column> = fc
  .record({ path: hostile, ending: fc.constantFrom('.npy', '.mat', '.txt', '_ims.npy', '_caps.txt', '_0.npy', ''), name: hostile, rows: fc.constantFrom(0, 1, 4, 20, 1e12), dims: fc.constantFrom(0, 1, 2, 8, 1e9), texts: fc.boolean() })
  .map(({ path, ending, name, rows, dims, texts }) => (texts ? textColumn(path + ending, name, ['a dog runs', 'train'], rows) : numberColumn(path + ending, name, rows, Math.min(dims, rows > 20 ? 8 : dims))));

test('whatever is dropped, every column of a guess is there, and nothing but the first rows is read', async () => {
  let guesses = 0;
  await fc.assert(
    fc.asyncProperty(fc.uniqueArray(anyColumn, { selector: ({ path, name }) => `${path}\n${name}`, maxLength: 8 }), async (columns) => {
      const opened = filesOf(...columns);
      const guess = await detectLayout(opened, pathsOf(opened), 'any');
      if (!guess) return;
      guesses++;
      const refs = guess.mapping.parts.flatMap(({ roles }) => Object.values(roles));
      for (const ref of refs) expect(findColumn(opened, ref)).toBeDefined();
      expect(guess.certain).toBe(guess.doubts.length === 0);
      expect(guess.reasons.length).toBeGreaterThan(0);
      for (const { roles } of guess.mapping.parts) expect([roles.image ?? roles.imageName, roles.text ?? roles.caption]).not.toContain(undefined);
    }),
    { numRuns: 500 },
  );
  expect(guesses).toBeGreaterThan(50);
});

test('a drop in which nothing is a pair is null, and the error tells what was there and what is expected', async () => {
  const opened: OpenedFile[] = filesOf(numberColumn('image.npy', '', 9, 4), textColumn('ids.txt', '', ['a', 'b']));
  expect(await detectLayout(opened, pathsOf(opened), 'x')).toBeNull();
  expect(explainNothing(opened, ['image.npy']).message).toBe(
    'Reading the files: expected features of images beside features or captions of texts, or pictures beside a table of captions, got the columns image.npy (9 × 4) and ids.txt (2 texts).',
  );
  expect(explainNothing([], ['a.pdf', 'b.pdf']).message).toMatch(/got no data in a\.pdf and b\.pdf\.$/);
});
