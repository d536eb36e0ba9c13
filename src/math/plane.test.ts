import { EigenvalueDecomposition, Matrix } from 'ml-matrix';
import { expect, test } from 'vitest';
import { placeOnPlane, principalPlane } from './plane';
import { normal, streamKey } from './random';
import type { Rows } from './rows';

const rowsOf = (values: number[][]): Rows => ({ data: Float32Array.from(values.flat()), rows: values.length, dims: values[0]!.length });

test('six points on three axes: both axes and their share can be read off', () => {
  // Centred already. Sums of squares: x 16, y 4, z 2; over n - 1 = 5 they are 16/5, 4/5 and 2/5, so the share is 20/22.
  const points = rowsOf([[0, 1.4142135, 0], [0, -1.4142135, 0], [2.828427, 0, 0], [-2.828427, 0, 0], [0, 0, 1], [0, 0, -1]]);
  const plane = principalPlane([points]);
  expect(plane.share).toBeCloseTo(20 / 22, 6);
  expect([...plane.axes[0]]).toEqual([1, 0, 0]);
  expect([...plane.axes[1]]).toEqual([0, 1, 0]);
  const placed = new Float64Array(12);
  placeOnPlane(plane, points, placed, 0);
  expect(placed[1]).toBeCloseTo(1.4142135, 6);
  expect(placed[4]).toBeCloseTo(2.828427, 6);
  expect(placed[8]).toBeCloseTo(0, 12);
});

test('images and texts count as one cloud: both axes and their share are those of the stacked matrix in float64', () => {
  const key = streamKey(4);
  const values = Array.from({ length: 60 }, (_, i) => Array.from({ length: 5 }, (_value, j) => Math.fround(normal(key, i * 5 + j) * (5 - j) + (i < 25 ? 3 : 0))));
  const plane = principalPlane([rowsOf(values.slice(0, 25)), rowsOf(values.slice(25))]);

  const X = new Matrix(values);
  const centred = X.subRowVector(X.mean('column'));
  const covariance = centred.transpose().mmul(centred).div(59);
  const { realEigenvalues, eigenvectorMatrix } = new EigenvalueDecomposition(covariance, { assumeSymmetric: true });
  const falling = [...realEigenvalues].sort((a, b) => b - a);
  expect(plane.share).toBeCloseTo((falling[0]! + falling[1]!) / falling.reduce((a, b) => a + b, 0), 12);
  falling.slice(0, 2).forEach((value, rank) => {
    const expected = eigenvectorMatrix.getColumn(realEigenvalues.indexOf(value));
    const cosine = expected.reduce((sum, entry, j) => sum + entry * plane.axes[rank]![j]!, 0);
    expect(Math.abs(cosine)).toBeCloseTo(1, 10);
    // What the eigenvalue says: the variance along the axis.
    const along = centred.to2DArray().map((row) => row.reduce((sum, entry, j) => sum + entry * plane.axes[rank]![j]!, 0));
    expect(along.reduce((sum, entry) => sum + entry * entry, 0) / 59).toBeCloseTo(value, 8);
  });
  for (const axis of plane.axes) expect(Math.max(...axis)).toBe(Math.max(...axis.map(Math.abs)));
});

test('points that all lie in one place have no variance to lose, and too few points are refused', () => {
  expect(principalPlane([rowsOf([[1, 2], [1, 2], [1, 2]])]).share).toBe(1);
  expect(() => principalPlane([rowsOf([[1, 2]])])).toThrow('expected at least 2 rows of 2 or more numbers, got 1 of 2');
  expect(() => principalPlane([rowsOf([[1], [2]])])).toThrow('got 2 of 1');
});
