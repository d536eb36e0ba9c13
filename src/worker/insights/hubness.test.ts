import { expect, test } from 'vitest';
import { hubness } from './hubness';

test('one item that all find has the skewness of its counts', () => {
  // Counts 0 0 0 4: mean 1, variance (1+1+1+9)/4 = 3, third moment (-1-1-1+27)/4 = 6; 6 / 3^1.5 = 2/√3.
  const { skewness, never } = hubness(Int32Array.of(0, 0, 0, 4), 4, 1);
  expect(skewness).toBeCloseTo(2 / Math.sqrt(3), 12);
  expect(never).toBe(3);
});

test('items that are found equally often have none', () => {
  expect(hubness(Int32Array.of(2, 2, 2), 3, 2)).toMatchObject({ skewness: null, never: 0 });
});

test('many that are found and few that are not lean the other way', () => {
  // Counts 2 2 0: mean 4/3, variance (4/9+4/9+16/9)/3 = 8/9, third (8/27+8/27-64/27)/3 = -16/27; / (8/9)^1.5 = -1/√2.
  expect(hubness(Int32Array.of(2, 2, 0), 2, 2).skewness).toBeCloseTo(-1 / Math.sqrt(2), 12);
});

test('by lot an item is found with k of n, anew in each query', () => {
  // p = 1/4 in each of 4 queries: skewness (1 - 1/2)/√(4·3/16) = 1/√3; never (3/4)^4 of 4 items.
  const { chance } = hubness(Int32Array.of(0, 0, 0, 4), 4, 1);
  expect(chance.skewness).toBeCloseTo(1 / Math.sqrt(3), 12);
  expect(chance.never).toBeCloseTo(4 * (3 / 4) ** 4, 12);
  expect(hubness(Int32Array.of(3, 3), 3, 2).chance).toEqual({ skewness: null, never: 0 });
});
