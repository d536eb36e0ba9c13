import { Matrix } from 'ml-matrix';
import { describe, expect, it } from 'vitest';
import { cholesky, solveLower, solveUpper } from './cholesky';
import { normal, streamKey } from './random';

const rows = (matrix: Matrix): Float64Array[] => matrix.to2DArray().map((row) => Float64Array.from(row));
const back = (list: Float64Array[]): Matrix => new Matrix(list.map((row) => Array.from(row)));
const random = (n: number, columns: number): Matrix => {
  const key = streamKey(n, columns);
  return new Matrix(Array.from({ length: n }, (_, i) => Array.from({ length: columns }, (_, j) => normal(key, i * columns + j))));
};
const largest = (matrix: Matrix): number => Math.max(...matrix.to1DArray().map(Math.abs));

describe('Cholesky', () => {
  it('factors a matrix worked out by hand', () => {
    // [4 2; 2 10] = [2 0; 1 3] · [2 1; 0 3]
    expect(cholesky([Float64Array.of(4, 2), Float64Array.of(2, 10)])).toEqual([Float64Array.of(2, 0), Float64Array.of(1, 3)]);
  });

  it.each([1, 2, 7, 40])('gives back S and its inverse for n = %i', (n) => {
    const root = random(n, n + 3);
    const S = root.mmul(root.transpose()).add(Matrix.eye(n).mul(0.1));
    const L = cholesky(rows(S));
    const R = random(n, 5);
    expect(largest(back(L).mmul(back(L).transpose()).sub(S))).toBeLessThan(1e-10);
    const X = back(solveUpper(L, solveLower(L, rows(R))));
    expect(largest(S.mmul(X).sub(R))).toBeLessThan(1e-9);
  });

  it('stays finite on a singular matrix', () => {
    const L = cholesky([Float64Array.of(1, 1), Float64Array.of(1, 1)]);
    expect(L.flatMap((row) => [...row]).every(Number.isFinite)).toBe(true);
  });
});
