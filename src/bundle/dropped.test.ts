import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { closeDrop, guessOf, isBundle, openDrop, unpacked } from './dropped';
import { refusal } from './fixtures/memory';
import type { PathedFile } from './source';
import { zipBundle } from './fixtures/zipBundle';

const dscmr = fileURLToPath(new URL('../../e2e/fixtures/layouts/dscmr/', import.meta.url));
const names = ['train', 'test'].flatMap((split) => ['img', 'txt', 'img_lab'].map((part) => `${split}_${part}.mat`));
const bytes = (name: string): Uint8Array<ArrayBuffer> => new Uint8Array(readFileSync(dscmr + name));
const filesOf = (list: string[]): PathedFile[] => list.map((name) => ({ path: name, file: new Blob([bytes(name)]) }));
const text = (path: string, words: string): PathedFile => ({ path, file: new Blob([words]) });

async function understood(dropped: PathedFile[]) {
  const files = await unpacked(dropped);
  const drop = await openDrop(files, () => undefined);
  try {
    return { drop, guess: await guessOf(drop, files.map(({ path }) => path), 'mine') };
  } finally {
    closeDrop(drop);
  }
}

test('a zip is its files; with other files beside it, a folder of its name; what systems add is left out', async () => {
  const zip = { path: 'all.zip', file: await zipBundle(new Map([['a.txt', Uint8Array.of(49)], ['b/c.txt', Uint8Array.of(50)], ['__MACOSX/a.txt', Uint8Array.of(51)]])) };
  expect((await unpacked([zip])).map(({ path }) => path)).toEqual(['a.txt', 'b/c.txt']);
  expect((await unpacked([zip, text('d.txt', '1'), text('.DS_Store', '')])).map(({ path }) => path)).toEqual(['all/a.txt', 'all/b/c.txt', 'd.txt']);
});

test('a manifest.json at the top makes it a bundle', async () => {
  expect(isBundle(await unpacked([text('manifest.json', '{}')]))).toBe(true);
  expect(isBundle(await unpacked([text('more/manifest.json', '{}')]))).toBe(false);
});

test('a file that has nothing to do with it is left out, and then a person is asked', async () => {
  const { guess, drop } = await understood([...filesOf(names), text('config.json', '{ "broken": '), text('about.pdf', '%PDF-1.4')]);
  expect(guess).toMatchObject({ certain: false, mapping: { layout: 'dscmr' } });
  expect(guess.doubts).toEqual([expect.stringMatching(/^Left out: config\.json/)]);
  expect(drop.others).toEqual(['about.pdf']);
  expect((await understood(filesOf(names))).guess.certain).toBe(true);
});

test('where nothing else is there, the damage is what is told', async () => {
  const cut = { path: 'train_img.mat', file: new Blob([bytes('train_img.mat').subarray(0, 900)]) };
  expect((await refusal(understood([cut]))).message).toMatch(/^train_img\.mat: expected \d+ bytes/);
  expect((await refusal(understood([text('about.pdf', '%PDF-1.4')]))).message).toBe('Opening about.pdf: expected features, tables or pictures, got about.pdf.');
});
