import { expect, test } from 'vitest';
import { normal, streamKey } from './random';
import { gramTimes, type SparseRows } from './sparseRows';
import { truncatedSvd } from './truncatedSvd';

/** Zeros are left out. */
function sparse(rows: number[][]): SparseRows {
  const entries = rows.map((row) => row.flatMap((value, column) => (value === 0 ? [] : [{ value, column }])));
  const starts = Int32Array.from({ length: rows.length + 1 }, (_, r) => entries.slice(0, r).flat().length);
  return { values: Float64Array.from(entries.flat(), ({ value }) => value), columns: Int32Array.from(entries.flat(), ({ column }) => column), starts, rows: rows.length, dims: rows[0]!.length };
}

const dot = (a: ArrayLike<number>, b: ArrayLike<number>): number => Array.from(a).reduce((sum, value, i) => sum + value * b[i]!, 0);

test('AᵀA·B is made row by row', () => {
  // A = [1 2; 0 3], AᵀA = [1 2; 2 13], B = [1 0; 1 1]: AᵀA·B = [3 2; 15 13].
  expect([...gramTimes(sparse([[1, 2], [0, 3]]), Float64Array.of(1, 0, 1, 1), 2)]).toEqual([3, 2, 15, 13]);
});

test('a diagonal matrix has its entries as singular values and the axes as vectors', () => {
  const { singular, right } = truncatedSvd(sparse([[0, 5, 0], [2, 0, 0], [0, 0, 3]]), 2);
  expect([...singular].map((value) => Math.round(value * 1e9) / 1e9)).toEqual([5, 3]);
  [[0, 1, 0], [0, 0, 1]].forEach((axis, k) => axis.forEach((value, i) => expect(right[k]![i]).toBeCloseTo(value, 9)));
});

test('the largest entry of each vector is positive, and the same seed gives the same vectors', () => {
  // (−3, −4) has one singular value, 5, and the direction (0.6, 0.8).
  const A = sparse([[-3, -4]]);
  const { singular, right } = truncatedSvd(A, 2);
  expect(singular).toHaveLength(1);
  expect(singular[0]).toBeCloseTo(5, 12);
  expect(right[0]![0]).toBeCloseTo(0.6, 12);
  expect(right[0]![1]).toBeCloseTo(0.8, 12);
  expect(truncatedSvd(A, 2)).toEqual({ singular, right });
});

test('of a matrix of low rank all is found, with orthonormal vectors that AᵀA only stretches', () => {
  // 60 rows that combine 5 directions of 40 columns: rank 5, though 8 vectors are asked for.
  const key = streamKey(3);
  const directions = Array.from({ length: 5 }, (_, d) => Array.from({ length: 40 }, (_value, i) => normal(key, 40 * d + i)));
  const rows = Array.from({ length: 60 }, (_, r) => directions[0]!.map((_value, i) => directions.reduce((sum, direction, d) => sum + normal(key, 1000 + 5 * r + d) * direction[i]!, 0)));
  const A = sparse(rows);
  const { singular, right } = truncatedSvd(A, 8);
  expect(right).toHaveLength(5);
  right.forEach((v, a) => right.forEach((w, b) => expect(dot(v, w)).toBeCloseTo(a === b ? 1 : 0, 10)));
  right.forEach((v, k) => gramTimes(A, v, 1).forEach((value, i) => expect(value / singular[k]! ** 2).toBeCloseTo(v[i]!, 8)));
  // All of ‖A‖² lies in them.
  const energy = rows.flat().reduce((sum, value) => sum + value * value, 0);
  expect(singular.reduce((sum, value) => sum + value * value, 0) / energy).toBeCloseTo(1, 10);
});

test('of zeros there are no vectors', () => {
  expect(truncatedSvd(sparse([[0, 0], [0, 0]]), 2)).toEqual({ singular: new Float64Array(), right: [] });
});
