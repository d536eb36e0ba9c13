import { expect, test } from 'vitest';
import { heatPixels, parseColour } from './heat';

test('a column is a probe, and a pixel as dense as its correlation', () => {
  // Rows: the first correlations 1 and 0.6, the second 0.2 and none: 0.6·255 = 153, 0.2·255 = 51.
  expect([...heatPixels([[1, 0.2], [0.6, NaN]], 2, [1, 2, 3])]).toEqual([1, 2, 3, 255, 1, 2, 3, 153, 1, 2, 3, 51, 1, 2, 3, 0]);
});

test('colours are read as browsers give them', () => {
  expect(parseColour('#00785a')).toEqual([0, 120, 90]);
  expect(parseColour('rgb(47, 194, 154)')).toEqual([47, 194, 154]);
  expect(parseColour('rgba(47, 194, 154, 0.5)')).toEqual([47, 194, 154]);
  expect(parseColour('transparent')).toBeNull();
});
