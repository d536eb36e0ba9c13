import { expect, test } from 'vitest';
import { pointOf, rowsOf, spotOf } from './mapSpots';

const map = { rows: Int32Array.of(4, 7, 20) };

test('images come first, texts after all images', () => {
  expect(spotOf(map, 1)).toEqual({ modality: 'image', row: 7 });
  expect(spotOf(map, 5)).toEqual({ modality: 'text', row: 20 });
  for (let point = 0; point < 6; point++) expect(pointOf(map, spotOf(map, point))).toBe(point);
});

test('an item that a map does not hold is no point of it', () => {
  expect(pointOf(map, { modality: 'image', row: 5 })).toBeNull();
});

test('the image and the text of a pair are one row', () => {
  expect(rowsOf(map, [0, 3, 2])).toEqual([4, 20]);
});
