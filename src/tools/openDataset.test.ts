import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { memorySource, refusal, tinyFiles } from '../bundle/fixtures/memory';
import { readBundle } from '../bundle/read';
import { openDataset } from './openDataset';

const at = (path: string): string => fileURLToPath(new URL(path, import.meta.url));
const layouts = at('../../e2e/fixtures/layouts/');

test('a bundle is opened as it is, from a folder and from a zip', async () => {
  const tiny = await readBundle(memorySource(tinyFiles(true)));
  expect(await openDataset(at('../bundle/fixtures/tiny'))).toEqual(tiny);
  expect(await openDataset(at('../bundle/fixtures/tiny.zip'))).toEqual(tiny);
});

test.each([
  ['dscmr', { name: 'dscmr', count: 84, image: { dims: 16 }, text: { dims: 12 } }, 3],
  ['hdf5', { name: 'hdf5', count: 84, image: { dims: 16 }, text: { dims: 12 } }, 3],
  ['shards', { name: 'shards', count: 60, image: { dims: 16 }, text: { dims: 12 } }, 0],
  ['precomp', { name: 'precomp', count: 420, image: { dims: 16 } }, 0],
  ['table/pairs.csv', { name: 'pairs', count: 90, image: { dims: 16 }, text: { dims: 12 } }, 3],
])('files in a layout of the field are taken in: %s', async (path, facts, classes) => {
  const dataset = await openDataset(layouts + path);
  expect(dataset).toMatchObject(facts);
  expect(dataset.labels.names).toHaveLength(classes);
  expect(new Set(dataset.items.map(({ split }) => split)).has('test')).toBe(true);
});

test('where the meaning is not certain the doubts are told, with what to try', async () => {
  const { message, advice } = await refusal(openDataset(`${layouts}unnamed`));
  expect(message).toContain('expected files whose meaning is certain, got doubts: No name tells which of a of arrays.npz and b of arrays.npz are the image features');
  expect(advice).toContain('npm run bundle');
});
