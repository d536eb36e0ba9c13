/** What a matrix of the CCA layer says of the common space: plain numbers, float64. */
import { SingularValueDecomposition, type Matrix } from 'ml-matrix';

/** Falling; NaN, as many as there are, where an entry is not a finite number. */
export function singularValues(matrix: Matrix): number[] {
  if (!matrix.to1DArray().every(Number.isFinite)) return Array.from({ length: matrix.columns }, () => NaN);
  const { diagonal } = new SingularValueDecomposition(matrix, { computeLeftSingularVectors: false, computeRightSingularVectors: false });
  return diagonal.toSorted((a, b) => b - a);
}

/** Largest over smallest eigenvalue of a symmetric positive semi-definite matrix, whose singular values they are; infinite where it is singular. */
export function conditionNumber(S: Matrix): number {
  const values = singularValues(S);
  return values[0]! / values.at(-1)!;
}

/**
 * (Σρ²)² / Σρ⁴, how many directions two views share: m where m of the correlations are equal and the others 0 (the
 * participation ratio of ρ²); 0 where none is above 0.
 */
export function effectiveDimension(correlations: readonly number[]): number {
  const squares = correlations.map((correlation) => correlation ** 2);
  const sum = squares.reduce((total, square) => total + square, 0);
  return sum === 0 ? 0 : sum ** 2 / squares.reduce((total, square) => total + square ** 2, 0);
}
