/** The plane through a cloud of points that holds most of their variance. */
import { EigenvalueDecomposition, Matrix } from 'ml-matrix';
import { rowProducts } from './rowProducts';
import type { Rows } from './rows';

export interface Plane {
  /** float64 [dims] */
  mean: Float64Array;
  /** Two orthonormal directions, float64 [dims] each, the one with more variance first; the largest entry of each is positive. */
  axes: [Float64Array, Float64Array];
  /** Share of the variance that both hold; 1 where there is none at all. */
  share: number;
}

function columnsOf(parts: readonly Rows[], dims: number): Float64Array[] {
  const total = parts.reduce((sum, { rows }) => sum + rows, 0);
  const columns = Array.from({ length: dims }, () => new Float64Array(total));
  let start = 0;
  for (const { data, rows } of parts) {
    for (let row = 0; row < rows; row++) for (let j = 0; j < dims; j++) columns[j]![start + row] = data[row * dims + j]!;
    start += rows;
  }
  return columns;
}

function centre(column: Float64Array): number {
  let sum = 0;
  for (const value of column) sum += value;
  const mean = sum / column.length;
  for (let i = 0; i < column.length; i++) column[i]! -= mean;
  return mean;
}

function oriented(direction: Float64Array): Float64Array {
  const largest = direction.reduce((best, value) => (Math.abs(value) > Math.abs(best) ? value : best), 0);
  return largest < 0 ? direction.map((value) => -value) : direction;
}

/**
 * Principal component analysis to two dimensions, in float64: the leading eigenvectors of the covariance
 *     X̄ᵀX̄ / (n - 1) · v = λ·v,  share = (λ₁ + λ₂) / Σλ
 * @param parts matrices of the same dims whose rows count alike, as the images and the texts of one space
 * @throws RangeError for fewer than 2 rows in all, or fewer than 2 dims
 */
export function principalPlane(parts: readonly Rows[]): Plane {
  const dims = parts[0]?.dims ?? 0;
  const rows = parts.reduce((sum, part) => sum + part.rows, 0);
  if (rows < 2 || dims < 2) throw new RangeError(`A plane through points: expected at least 2 rows of 2 or more numbers, got ${rows} of ${dims}.`);
  const columns = columnsOf(parts, dims);
  const mean = Float64Array.from(columns, centre);
  const { realEigenvalues, eigenvectorMatrix } = new EigenvalueDecomposition(new Matrix(rowProducts(columns, columns, rows - 1)), { assumeSymmetric: true });
  const values = realEigenvalues.map((value) => Math.max(0, value));
  const [first, second] = [...values.keys()].sort((a, b) => values[b]! - values[a]!);
  const total = values.reduce((sum, value) => sum + value, 0);
  const axis = (rank: number) => oriented(Float64Array.from(eigenvectorMatrix.getColumn(rank)));
  return { mean, axes: [axis(first!), axis(second!)], share: total > 0 ? (values[first!]! + values[second!]!) / total : 1 };
}

/** Places on the plane, float64 [rows, 2], written from `at` on. */
export function placeOnPlane({ mean, axes: [first, second] }: Plane, { data, rows, dims }: Rows, into: Float64Array, at: number): void {
  for (let row = 0; row < rows; row++) {
    let x = 0;
    let y = 0;
    for (let j = 0; j < dims; j++) {
      const value = data[row * dims + j]! - mean[j]!;
      x += value * first[j]!;
      y += value * second[j]!;
    }
    into[2 * (at + row)] = x;
    into[2 * (at + row) + 1] = y;
  }
}
