import { expect, test } from 'vitest';
import { featureBytes, packItems, readFeatures, readItems } from './rowFiles';

const items = [
  { id: 'a', caption: 'ä red apple', picture: null },
  { id: '', caption: '', picture: new Blob([Uint8Array.of(1, 2, 3)]) },
  { id: 'c', caption: 'x', picture: null },
];

test('ids, captions and pictures of any rows are read back, those of a second block too', async () => {
  const first = await packItems(items, 0);
  // a, ä (2 bytes) and " red apple" (10); three bytes of picture; c, x
  expect(first.bytes.length).toBe(1 + 12 + 3 + 2);
  const second = await packItems(items, first.bytes.length);
  const files = { items: new Blob([first.bytes, second.bytes]), ends: new Blob([first.ends, second.ends]) };
  const read = await readItems(files, 'x', 1, 6);
  expect(read.map(({ id, caption }) => [id, caption])).toEqual([items[1]!, items[2]!, ...items].map(({ id, caption }) => [id, caption]));
  expect(read.map(({ picture }) => picture?.size ?? 0)).toEqual([3, 0, 0, 3, 0]);
  expect((await readItems(files, 'x', 0, 1))[0]).toEqual(items[0]);
  expect([...new Uint8Array(await read[3]!.picture!.arrayBuffer())]).toEqual([1, 2, 3]);
});

test.each(['f2', 'f4'] as const)('features come back as they went in, %s', async (dtype) => {
  // All of these are exact in float16.
  const features = Float32Array.of(1, -2, 0.5, 3, 0, 1024);
  const file = new Blob([featureBytes(features, dtype)]);
  expect(file.size).toBe(6 * (dtype === 'f2' ? 2 : 4));
  expect(await readFeatures(file, { dims: 2, dtype, name: 'x' }, 1, 3)).toEqual(Float32Array.of(0.5, 3, 0, 1024));
});

test('a file that ends too early is not read as less', async () => {
  const { bytes, ends } = await packItems(items, 0);
  await expect(readItems({ items: new Blob([bytes]), ends: new Blob([ends.subarray(0, 40)]) }, 'x', 0, 3)).rejects.toThrow(RangeError);
});
