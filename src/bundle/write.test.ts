import { expect, test } from 'vitest';
import { memorySource, tinyFiles } from './fixtures/memory';
import { zipBundle } from './fixtures/zipBundle';
import { readBundle, readEncoderFiles } from './read';
import { writeBundle, type BundleParts } from './write';
import { zipSource } from './zipSource';

async function tinyParts(): Promise<BundleParts> {
  const { name, image, text, labels, items } = await readBundle(memorySource(tinyFiles()));
  return { name, image: { data: image.data, dims: image.dims }, text: { data: text.data, dims: text.dims, dtype: 'f4' }, labels, items };
}

test('a dataset that is written, zipped and read again is the same', async () => {
  const parts = await tinyParts();
  const source = await zipSource(await zipBundle(await writeBundle(parts)), 'again.zip');
  const dataset = await readBundle(source);
  expect(dataset.image.data).toEqual(parts.image.data);
  expect(dataset.text.data).toEqual(parts.text.data);
  expect(dataset).toMatchObject({ name: 'Tiny', labels: parts.labels, items: parts.items });
});

test('several classes an item are written and read again', async () => {
  const values = { values: Uint8Array.from({ length: 180 }, (_, i) => (i % 7 < 3 ? 1 : 0)), classes: 3 };
  const labels = { names: ['ant', 'bee', 'cat'], values };
  const files = await writeBundle({ ...(await tinyParts()), labels });
  expect(new TextDecoder().decode(files.get('manifest.json'))).toContain('"kind": "multihot"');
  expect((await readBundle(memorySource(files))).labels).toEqual(labels);
});

test('views, scale, vocabulary, sheets and encoder are written where the reader finds them', async () => {
  const parts = await tinyParts();
  const declaration = { path: 'encoder/model.json', output: 'mean', inputSize: 96, pictureSize: 72 };
  const model = new TextEncoder().encode(JSON.stringify({ weightsManifest: [{ paths: ['w.bin'] }] }));
  const files = await writeBundle({
    ...parts,
    license: 'CC0',
    image: { data: new Int8Array(240).fill(2), dims: 2, scale: Float32Array.of(1, 3), views: ['a', 'b'], encoder: 'made up' },
    vocab: { words: { words: ['bee'], weights: [1], parts: [] }, vectors: new Int8Array(8).fill(4), scale: new Float32Array(8).fill(0.5) },
    thumbnails: { cell: 8, columns: 8, sheets: [Uint8Array.of(0xff, 0xd8, 0xff, 0xe0)] },
    encoder: { declaration, files: new Map([['encoder/model.json', model], ['encoder/w.bin', Uint8Array.of(9)]]) },
  });
  const source = memorySource(files);
  const dataset = await readBundle(source);
  expect([...files.keys()]).toContain('thumbs/0.jpeg');
  expect(dataset).toMatchObject({ license: 'CC0', encoder: declaration, image: { rows: 120, views: ['a', 'b'], encoder: 'made up' } });
  expect([...dataset.image.data.subarray(0, 2)]).toEqual([2, 6]);
  expect(dataset.vocab?.vectors[0]).toBe(2);
  expect([...(await readEncoderFiles(source, declaration)).weights]).toEqual([9]);
});

test('entries of the zip are stored, so that a file of it is a slice, and the same files give the same bytes', async () => {
  const files = await writeBundle(await tinyParts());
  const [one, two] = await Promise.all([zipBundle(files), zipBundle(files)]);
  expect(new Uint8Array(await one!.arrayBuffer())).toEqual(new Uint8Array(await two!.arrayBuffer()));
  const text = new TextDecoder('latin1').decode(await one!.arrayBuffer());
  expect(text).toContain(new TextDecoder('latin1').decode(files.get('text.npy')));
});

test('int8 without scale and features that are not a row an item are not written', async () => {
  const parts = await tinyParts();
  await expect(writeBundle({ ...parts, image: { data: new Int8Array(120), dims: 2 } })).rejects.toThrow('expected int8 together with a scale');
  await expect(writeBundle({ ...parts, image: { data: new Float32Array(61), dims: 2 } })).rejects.toThrow('expected whole sizes with 61 as their product, got 120');
});
