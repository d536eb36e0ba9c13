import { expect, test } from 'vitest';
import { matFile } from './fixtures/matFile';
import { fixture, memorySource, refusal, tinyFiles, withText, type Files } from './fixtures/memory';
import { readBundle } from './read';
import { readDataset } from './readDataset';
import { openSource, urlSource } from './source';
import { zipBundle } from './write';

const split = (): Files => new Map([['split.mat', fixture('mat/split.mat')]]);

async function dropped(files: Files, folder = '') {
  return openSource({ kind: 'files', files: [...files].map(([path, bytes]) => ({ path: folder + path, file: new File([Uint8Array.from(bytes)], path) })) });
}

test('a folder with manifest.json is read as a bundle, whatever else lies in it', async () => {
  const files = new Map([...tinyFiles(), ...split()]);
  expect(await readDataset(memorySource(files))).toEqual(await readBundle(memorySource(tinyFiles())));
});

test('a .mat file is read alone, from a folder, and from a zip', async () => {
  const expected = await readDataset(memorySource(split()));
  const withMore = withText(split(), 'README.md', 'about it');
  expect(await readDataset(await dropped(split()))).toEqual(expected);
  expect(await readDataset(await dropped(withMore, 'benchmark/'))).toEqual(expected);
  const zip = new File([await zipBundle(withMore)], 'benchmark.zip');
  expect(await readDataset(await openSource({ kind: 'files', files: [{ path: 'benchmark.zip', file: zip }] }))).toEqual(expected);
});

test('progress counts the files that are read', async () => {
  const seen: number[][] = [];
  await readDataset(memorySource(split()), (done, total) => seen.push([done, total]));
  expect(seen).toEqual([[1, 1]]);
});

test('files of no known layout are refused with both layouts, five of the files, and what to try', async () => {
  const files: Files = new Map(['a.txt', 'b.txt', 'c.txt', 'd.txt', 'e.txt', 'f.txt'].map((path) => [path, new Uint8Array(1)]));
  const { message, advice } = await refusal(readDataset(memorySource(files)));
  expect(message).toBe(
    "Opening memory: expected a bundle's manifest.json, or a .mat file with I_tr, T_tr, I_te, T_te, got the files a.txt, b.txt, c.txt, d.txt, e.txt, … (6 in all).",
  );
  expect(advice).toMatch(/^Choose the folder or zip of a dataset/);
  expect((await refusal(readDataset(memorySource(new Map())))).message).toContain('got the files none.');
});

test('a .mat file with other variables is refused with their names', async () => {
  const files: Files = new Map([['x.mat', matFile([['images', [[1]]], ['texts', [[1]]]])]]);
  expect((await refusal(readDataset(memorySource(files)))).message).toContain('got the files x.mat; x.mat has the variables images, texts.');
});

test('two files of the layout are refused, one beside files of other variables is not', async () => {
  const other: Files = new Map([['other.mat', matFile([['x', [[1]]]])], ...split()]);
  expect((await readDataset(memorySource(other))).name).toBe('split');
  expect((await refusal(readDataset(memorySource(new Map(other).set('second.mat', fixture('mat/split.mat')))))).message).toBe(
    'Opening memory: expected one .mat file with I_tr, T_tr, I_te, T_te, got split.mat and second.mat.',
  );
});

test('below an address, where files cannot be listed, a bundle is expected', async () => {
  expect(await urlSource('https://x.org/demo').paths()).toBeNull();
  const unlisted = { ...memorySource(tinyFiles()), paths: async () => null };
  expect((await readDataset(unlisted)).name).toBe('Tiny');
});
