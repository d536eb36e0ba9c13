import { expect, test } from 'vitest';
import { memorySource, refusal, tinyFiles, withManifest, type Files } from './fixtures/memory';
import { sharedImageFiles } from './fixtures/sharedImages';
import { readBundle } from './read';
import { sampleRows } from './sampleRows';
import type { BundleSource } from './source';

/** Like files of a folder: they can be read in parts. `whole` lists what was read whole. */
function inParts(files: Files): { source: BundleSource; whole: string[] } {
  const whole: string[] = [];
  const memory = memorySource(files);
  const file = async (path: string) => new Blob([await memory.read(path)]);
  return { whole, source: { ...memory, file, read: (path) => (whole.push(path), memory.read(path)) } };
}

const half = { bytes: 2 ** 30, items: 30 };

test('a sample has its share of each split, is the same each time, and at least two of each split', () => {
  const splits = Array.from({ length: 1000 }, (_, row) => (row < 990 ? (row % 10 === 0 ? 'test' : 'train') : 'val') as 'train' | 'val' | 'test');
  const rows = sampleRows(splits, 100);
  const counts = (split: string) => rows.filter((row) => splits[row] === split).length;
  // 891 train, 10 val, 99 test of 1000, a tenth of each.
  expect([counts('train'), counts('val'), counts('test')]).toEqual([89, 2, 9]);
  expect(rows).toEqual(sampleRows(splits, 100));
  expect([...rows]).toEqual([...new Set(rows)].sort((a, b) => a - b));
});

test('a sample of a million rows is drawn', () => {
  const splits = Array.from({ length: 1_000_000 }, (_, row) => (row % 5 === 0 ? 'test' : 'train') as 'train' | 'test');
  expect(sampleRows(splits, 250_000)).toHaveLength(250_000);
});

test('more pairs than there is room for become a sample whose rows belong together, without reading features whole', async () => {
  const { source, whole } = inParts(tinyFiles());
  const all = await readBundle(memorySource(tinyFiles()));
  const sample = await readBundle(source, undefined, half);
  expect(sample.sampledFrom).toBe(60);
  expect(sample.count).toBe(sample.items.length);
  // 48 train and 12 test items of 60, half of each.
  expect(sample.items.map(({ split }) => split).sort()).toEqual([...Array(6).fill('test'), ...Array(24).fill('train')]);
  sample.items.forEach(({ id }, row) => {
    const from = Number(id);
    expect(sample.image.data.subarray(row * 12, row * 12 + 12)).toEqual(all.image.data.subarray(from * 12, from * 12 + 12));
    expect(sample.text.data.subarray(row * 8, row * 8 + 8)).toEqual(all.text.data.subarray(from * 8, from * 8 + 8));
    expect((sample.labels.values as Int32Array)[row]).toBe((all.labels.values as Int32Array)[from]);
  });
  expect(whole).toEqual(['manifest.json', 'items.jsonl', 'labels.npy']);
});

test('the room is counted in bytes of float32 as well', async () => {
  // 20 numbers a pair: 80 bytes.
  const { source } = inParts(tinyFiles());
  const looked = { bytes: 80 * 40, items: 59 };
  expect((await readBundle(source, undefined, looked)).count).toBe(40);
});

test('what has room is read as ever', async () => {
  const { source } = inParts(tinyFiles());
  expect(await readBundle(source)).toEqual(await readBundle(memorySource(tinyFiles())));
});

test('texts of one image stay together, with its features', async () => {
  const all = await readBundle(memorySource(sharedImageFiles()));
  const sample = await readBundle(inParts(sharedImageFiles()).source, undefined, half);
  // 16 training and 4 test images, three texts each: half of both.
  expect([sample.count, new Set(sample.images).size, sample.sampledFrom]).toEqual([30, 10, 60]);
  expect(sample.labels).toEqual({ names: [], values: sample.images });
  sample.items.forEach(({ id }, row) => {
    const from = Number(id);
    expect(sample.items.filter((_, other) => sample.images![other] === sample.images![row]).map((item) => Math.floor(Number(item.id) / 3))).toEqual(Array(3).fill(Math.floor(from / 3)));
    expect(sample.image.data.subarray(row * 12, row * 12 + 12)).toEqual(all.image.data.subarray(from * 12, from * 12 + 12));
    expect(sample.text.data.subarray(row * 8, row * 8 + 8)).toEqual(all.text.data.subarray(from * 8, from * 8 + 8));
  });
});

test('features with views or a scale are refused beyond the room', async () => {
  const files = withManifest(tinyFiles(), ({ features }) => Object.assign(features!['text'] as object, { scale: 'scale.npy' }));
  expect((await refusal(readBundle(inParts(files).source, undefined, half))).message).toContain('expected at most 1073741824 bytes of features as float32 and 30 pairs, got 4800 and 60');
});

test('a damaged line of the items is named', async () => {
  const files = withManifest(tinyFiles(), () => undefined);
  const lines = new TextDecoder().decode(files.get('items.jsonl')).split('\n');
  files.set('items.jsonl', new TextEncoder().encode(lines.with(7, '{').join('\n')));
  expect((await refusal(readBundle(inParts(files).source, undefined, half))).message).toContain('items.jsonl, line 8');
});
