import { expect, test } from 'vitest';
import { picturedPoints } from './thumbnails';

const frame = { width: 400, height: 400 };
/** 200 images in a row from -0.995 to 0.995, then as many texts. */
const positions = Float32Array.from({ length: 800 }, (_, i) => (i % 2 === 1 || i >= 400 ? 0 : -0.995 + (0.01 * i) / 2));

test('pictures show when the map is enlarged and few of them are seen', () => {
  expect(picturedPoints(positions, 200, { x: 0, y: 0, zoom: 1 }, frame)).toEqual([]);
  // At 4 the frame is half a unit wide: from -0.25 to 0.25 there are 50.
  const seen = picturedPoints(positions, 200, { x: 0, y: 0, zoom: 4 }, frame);
  expect(seen).toEqual(Array.from({ length: 50 }, (_, i) => 75 + i));
  expect(picturedPoints(positions, 200, { x: 0, y: 0.9, zoom: 4 }, frame)).toEqual([]);
});

test('more than 150 at once show none', () => {
  const heap = new Float32Array(2 * 151);
  expect(picturedPoints(heap, 151, { x: 0, y: 0, zoom: 9 }, frame)).toEqual([]);
  expect(picturedPoints(heap, 150, { x: 0, y: 0, zoom: 9 }, frame)).toHaveLength(150);
});
