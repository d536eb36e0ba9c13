import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { relatedRows } from '../retrieval/labels';
import { openBundle } from '../tools/openBundle';
import type { Dataset } from './dataset';
import { memorySource, refusal, tinyFiles, withManifest, withText, type Files } from './fixtures/memory';
import { encodeNpy } from './npy';
import { readBundle, readEncoderFiles } from './read';

const tiny = fileURLToPath(new URL('fixtures/tiny', import.meta.url));

/** Mean distance of image rows to the first row of their own class, over that to the first rows of the others. */
function classSpread({ image, labels, count }: Dataset): number {
  const sums = [0, 0];
  for (let i = 3; i < count; i++) {
    for (let first = 0; first < 3; first++) {
      const own = relatedRows(labels.values, first)[i] === 1 ? 0 : 1;
      const distance = Math.hypot(...Array.from({ length: image.dims }, (_, d) => image.data[i * image.dims + d]! - image.data[first * image.dims + d]!));
      sums[own]! += distance / (own + 1);
    }
  }
  return sums[0]! / sums[1]!;
}

test.each([tiny, `${tiny}.zip`])('the bundle that ten lines of Python wrote is read: %s', async (path) => {
  const dataset = await readBundle(await openBundle(path));
  expect(dataset).toMatchObject({ name: 'Tiny', count: 60, license: undefined, vocab: undefined, encoder: undefined, thumbnails: undefined });
  expect(dataset.image).toMatchObject({ rows: 60, dims: 12, views: ['default'] });
  expect(dataset.text).toMatchObject({ rows: 60, dims: 8 });
  expect(dataset.labels.names).toEqual(['ant', 'bee', 'cat']);
  expect(dataset.labels.values).toEqual(Int32Array.from({ length: 60 }, (_, i) => i % 3));
  expect(dataset.items[4]).toEqual({ id: '4', split: 'test', caption: 'bee number 4' });
  expect(dataset.items.filter(({ split }) => split === 'train')).toHaveLength(48);
  expect(dataset.bytes).toBe([...tinyFiles(true).values()].reduce((sum, { length }) => sum + length, 0));
  expect(classSpread(dataset)).toBeLessThan(0.5);
});

test('progress counts bytes where sizes are known, else files, and ends at the total', async () => {
  for (const [checked, total] of [[true, 1568 + 2048 + 608 + 3508], [false, 4]] as const) {
    const calls: [number, number][] = [];
    await readBundle(memorySource(tinyFiles(checked)), (...call) => calls.push(call));
    expect(calls.map(([, of]) => of)).toEqual([total, total, total, total]);
    expect(calls.at(-1)).toEqual([total, total]);
  }
});

test.each([
  ['bytes', (marks: Uint8Array) => encodeNpy(marks, [60, 3])],
  ['bools', (marks: Uint8Array) => Uint8Array.from(encodeNpy(marks, [60, 3]), (byte, at) => (at === 22 ? 'b'.charCodeAt(0) : byte))],
  ['int32', (marks: Uint8Array) => encodeNpy(Int32Array.from(marks), [60, 3])],
  ['int64', (marks: Uint8Array) => encodeNpy(BigInt64Array.from(marks, BigInt), [60, 3])],
])('several classes an item, and none, are read from %s', async (_, encode) => {
  const marks = Uint8Array.from({ length: 180 }, (_, i) => (i < 3 ? 0 : i % 7 < 3 ? 1 : 0));
  const files = withManifest(tinyFiles(), ({ labels }) => Object.assign(labels!, { kind: 'multihot' })).set('labels.npy', encode(marks));
  expect((await readBundle(memorySource(files))).labels).toEqual({ names: ['ant', 'bee', 'cat'], values: { values: marks, classes: 3 } });
});

test('int8 features are multiplied with the scale of their column', async () => {
  const files = withManifest(tinyFiles(), ({ features }) => Object.assign(features!['text'] as object, { scale: 'scale.npy' }));
  files.set('text.npy', encodeNpy(Int8Array.from({ length: 120 }, (_, i) => i - 60), [60, 2]));
  files.set('scale.npy', encodeNpy(Float32Array.of(0.5, 2), [2]));
  const { text } = await readBundle(memorySource(files));
  expect([...text.data.subarray(0, 4)]).toEqual([-30, -118, -29, -114]);
});

test('several views are rows after one another', async () => {
  const files = withManifest(tinyFiles(), ({ features }) => Object.assign(features!['image'] as object, { views: ['a', 'b'] }));
  files.set('image.npy', encodeNpy(Float64Array.from({ length: 240 }, (_, i) => i), [120, 2]));
  const { image } = await readBundle(memorySource(files));
  expect(image).toMatchObject({ rows: 120, dims: 2, views: ['a', 'b'] });
});

function withExtras(): Files {
  const files = withManifest(tinyFiles(), (manifest) => {
    manifest['vocab'] = { path: 'vocab.json', vectors: 'vocab.npy', scale: 'scale.npy' };
    manifest['thumbnails'] = { kind: 'sprites', cell: 32, columns: 8, sheets: ['sheet.png'] };
    manifest['encoder'] = { path: 'encoder/model.json', output: 'mean', inputSize: 96, pictureSize: 72 };
  });
  files.set('vocab.npy', encodeNpy(Int8Array.from({ length: 16 }, (_, i) => i), [2, 8]));
  files.set('scale.npy', encodeNpy(new Float32Array(8).fill(0.25), [8]));
  files.set('sheet.png', Uint8Array.of(0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 0, 0, 0, 0));
  files.set('encoder/a.bin', Uint8Array.of(1, 2)).set('encoder/b.bin', Uint8Array.of(3));
  const model = { weightsManifest: [{ paths: ['a.bin'], weights: [] }, { paths: ['b.bin'], weights: [] }] };
  const words = { words: ['bee', 'constructor'], weights: [1, 2], parts: [{ start: 0, end: 8, weight: 1 }] };
  return withText(withText(files, 'encoder/model.json', JSON.stringify(model)), 'vocab.json', JSON.stringify(words));
}

test('vocabulary, sheets and encoder are read', async () => {
  const source = memorySource(withExtras());
  const { vocab, thumbnails, encoder } = await readBundle(source);
  expect(vocab).toMatchObject({ words: ['bee', 'constructor'], weights: [1, 2], dims: 8 });
  expect(vocab?.vectors[15]).toBe(3.75);
  expect(thumbnails?.sheets).toHaveLength(1);
  const { modelJson, weights } = await readEncoderFiles(source, encoder!);
  expect(modelJson.length).toBeGreaterThan(10);
  expect([...weights]).toEqual([1, 2, 3]);
});

test('a view has as many sheets as its cells need where the rows of a sheet are given', async () => {
  const withRows = (rows: number) => withManifest(withExtras(), ({ thumbnails }) => Object.assign(thumbnails!, { rows, sheets: ['sheet.png', 'sheet.png'] }));
  // 60 items in sheets of 8 × 4 cells: ⌈60 / 32⌉ = 2; in sheets of 8 × 8 cells 1.
  const { thumbnails } = await readBundle(memorySource(withRows(4)));
  expect(thumbnails?.layout.rows).toBe(4);
  expect(thumbnails?.sheets).toHaveLength(2);
  expect((await refusal(readBundle(memorySource(withRows(8))))).message).toBe('manifest.json.thumbnails.sheets: expected at most as many as 1 × 60 cells need, 1, got 2.');
});

test('a vocabulary of other dims, a sheet that is SVG, and weights outside of the bundle are refused', async () => {
  const vocab = withExtras().set('vocab.npy', encodeNpy(new Int8Array(14), [2, 7]));
  expect((await refusal(readBundle(memorySource(vocab)))).message).toBe('vocab.npy: expected shape (2, 8), got (2, 7).');
  const svg = withText(withExtras(), 'sheet.png', '<svg xmlns="http://www.w3.org/2000/svg"/>');
  expect((await refusal(readBundle(memorySource(svg)))).message).toContain('sheet.png: expected a WebP, PNG or JPEG picture');
  const model = JSON.stringify({ weightsManifest: [{ paths: ['../../secret.bin'] }] });
  const outside = memorySource(withText(withExtras(), 'encoder/model.json', model));
  const encoder = { path: 'encoder/model.json', output: 'mean', inputSize: 96, pictureSize: 72 };
  expect((await refusal(readEncoderFiles(outside, encoder))).message).toContain('../../secret.bin');
});
