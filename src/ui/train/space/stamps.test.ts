import { expect, test } from 'vitest';
import { press, type Stamps } from './stamps';

/** Two stamps of 2 × 2: the first clear but for one black pixel at its right upper corner, the second half transparent red. */
const stamps: Stamps = {
  cell: 2,
  width: 4,
  pixels: Uint8ClampedArray.from([
    [0, 0, 0, 0], [0, 0, 0, 255], [255, 0, 0, 127.5], [255, 0, 0, 127.5],
    [0, 0, 0, 0], [0, 0, 0, 0], [255, 0, 0, 127.5], [255, 0, 0, 127.5],
  ].flat()),
};

const white = () => ({ data: new Uint8ClampedArray(4 * 9).fill(255), width: 3, height: 3 });
const reds = ({ data }: { data: Uint8ClampedArray }) => Array.from({ length: 9 }, (_, i) => data[4 * i + 1]);

test('a stamp is laid around its place, and clear pixels leave what is there', () => {
  const image = white();
  press(stamps, 0, image, 1, 1);
  expect(reds(image)).toEqual([255, 0, 255, 255, 255, 255, 255, 255, 255]);
});

test('half transparent pixels mix with what is there, and what lies outside is left out', () => {
  const image = white();
  press(stamps, 1, image, 3, 0);
  // Only the pixel at the right upper corner is on the image: 255 + (0 - 255) · 128/255 = 127.
  expect(reds(image)).toEqual([255, 255, 127, 255, 255, 255, 255, 255, 255]);
  expect(image.data[8]).toBe(255);
  press(stamps, 1, image, 90, 90);
  press(stamps, 1, image, -90, -90);
  expect(reds(image).filter((value) => value !== 255)).toEqual([127]);
});
