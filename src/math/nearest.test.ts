import { expect, test } from 'vitest';
import { emptyNearest, findNearest, sharedNeighbours } from './nearest';
import { normal, streamKey } from './random';
import type { Rows } from './rows';

const onLine = (...places: number[]): Rows => ({ data: Float32Array.from(places), rows: places.length, dims: 1 });

function nearest(points: Rows, count: number) {
  const result = emptyNearest(points.rows, count);
  findNearest(points, 0, points.rows, result);
  return result;
}

test('on a line the neighbours and their distances can be read off', () => {
  // 0, 1, 3, 7: from 3 the nearest is 1 (2 away), then 0 (3 away), before 7 (4 away).
  const { indices, distances } = nearest(onLine(0, 1, 3, 7), 2);
  expect([...indices]).toEqual([1, 2, 0, 2, 1, 0, 2, 1]);
  expect([...distances]).toEqual([1, 3, 1, 2, 2, 3, 4, 6]);
});

test('equal distances keep the order of the rows, and equal rows are neighbours at distance 0', () => {
  const { indices, distances } = nearest(onLine(5, 4, 6, 5), 3);
  expect([...indices.subarray(0, 3)]).toEqual([3, 1, 2]);
  expect([...distances.subarray(0, 3)]).toEqual([0, 1, 1]);
});

test('in parts the rows get the neighbours that sorting all distances gives', () => {
  const key = streamKey(3);
  const [rows, dims, count] = [40, 6, 7];
  const data = Float32Array.from({ length: rows * dims }, (_, i) => normal(key, i));
  const found = emptyNearest(rows, count);
  for (let from = 0; from < rows; from += 15) findNearest({ data, rows, dims }, from, Math.min(rows, from + 15), found);
  for (let row = 0; row < rows; row++) {
    const distance = (other: number) => Math.hypot(...Array.from({ length: dims }, (_, j) => data[row * dims + j]! - data[other * dims + j]!));
    const sorted = Array.from({ length: rows }, (_, other) => other).filter((other) => other !== row).sort((a, b) => distance(a) - distance(b));
    expect([...found.indices.subarray(row * count, (row + 1) * count)]).toEqual(sorted.slice(0, count));
    expect(found.distances[row * count]!).toBeCloseTo(distance(sorted[0]!), 5);
  }
});

test('shared neighbours are counted, whatever their order', () => {
  const a = { ...emptyNearest(2, 2), indices: Int32Array.of(1, 2, 0, 2) };
  const b = { ...emptyNearest(2, 2), indices: Int32Array.of(2, 1, 3, 0) };
  expect(sharedNeighbours(a, b)).toBe(3 / 4);
  expect(sharedNeighbours(a, a)).toBe(1);
});

test('more neighbours than there are rows are refused', () => {
  expect(() => nearest(onLine(1, 2), 2)).toThrow('expected to find fewer than the 2 rows that there are, got 2');
});
