import { expect, test } from 'vitest';
import { memorySource, refusalOf } from './fixtures/memory';
import { imageOf, sharedImageFiles } from './fixtures/sharedImages';
import { encodeNpy } from './npy';
import { readBundle } from './read';

test('each text has the features of its image, and without classes its image is what it is judged by', async () => {
  const { count, image, images, labels } = await readBundle(memorySource(sharedImageFiles()));
  expect([count, image.rows, image.dims]).toEqual([60, 60, 12]);
  expect(images).toEqual(Int32Array.from({ length: 60 }, (_, row) => imageOf(row)));
  expect(labels).toEqual({ names: [], values: images });
  expect(image.data.subarray(4 * 12, 5 * 12)).toEqual(image.data.subarray(3 * 12, 4 * 12));
  expect(image.data.subarray(6 * 12, 7 * 12)).not.toEqual(image.data.subarray(3 * 12, 4 * 12));
});

test.each([
  ['an image without a text', Int32Array.from({ length: 60 }, (_, row) => (row < 30 ? 0 : 2)), 'pairs.npy: expected a text for every image, got none for image 1 (counted from 0).'],
  ['a row below 0', Int32Array.from({ length: 60 }, (_, row) => row - 1), 'pairs.npy: expected rows of images from 0 to 59, got -1 at row 0 (counted from 0).'],
  ['floats', new Float32Array(60), 'pairs.npy: expected integers, got f4.'],
  ['a row too few', new Int32Array(59), 'pairs.npy: expected shape (60), got (59).'],
  ['another number of images', new Int32Array(60), 'image.npy: expected shape (1, any), got (20, 12).'],
])('pairs with %s are refused', async (_, pairs, message) => {
  expect((await refusalOf(sharedImageFiles().set('pairs.npy', encodeNpy(pairs, [pairs.length])))).message).toBe(message);
});
