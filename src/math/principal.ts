import { EigenvalueDecomposition, Matrix } from 'ml-matrix';
import { rowProducts, transposed } from './rowProducts';
import type { Rows } from './rows';

/** Principal directions, the one with most variance first. */
export interface Principal {
  /** float32 [dims] */
  mean: Float32Array;
  /** float32 [dims, kept], row-major; columns have length 1, their largest entry is positive. */
  directions: Float32Array;
  kept: number;
  /** Share of the variance that the kept directions hold. */
  share: number;
}

export const MOST_DIRECTIONS = 512;
/** Share of the variance that is kept where so many directions hold it. */
export const WANTED_SHARE = 0.95;

function columnMeans({ data, dims }: Rows, fitted: Int32Array): Float64Array {
  const mean = new Float64Array(dims);
  for (const row of fitted) for (let j = 0; j < dims; j++) mean[j]! += data[row * dims + j]!;
  return mean.map((sum) => sum / fitted.length);
}

/** Eigenvalues, falling and never negative, and a way to their vectors. */
function eigen(S: Float64Array[]): { values: number[]; vector(rank: number): Float64Array } {
  const { realEigenvalues, eigenvectorMatrix } = new EigenvalueDecomposition(new Matrix(S), { assumeSymmetric: true });
  const order = [...realEigenvalues.keys()].sort((a, b) => realEigenvalues[b]! - realEigenvalues[a]!);
  return {
    values: order.map((i) => Math.max(0, realEigenvalues[i]!)),
    vector: (rank) => Float64Array.from(eigenvectorMatrix.getColumn(order[rank]!)),
  };
}

/** How many of the falling variances to keep, and the share that they hold; at least one. */
function choose(variances: number[], most: number): { kept: number; share: number } {
  const total = variances.reduce((sum, value) => sum + value, 0);
  let held = variances[0]!;
  let kept = 1;
  while (kept < most && held < WANTED_SHARE * total) held += variances[kept++]!;
  return { kept, share: total > 0 ? held / total : 1 };
}

/** Length 1, its largest entry positive; zeros stay zeros. */
function oriented(direction: Float64Array): Float64Array {
  const largest = direction.reduce((best, value) => (Math.abs(value) > Math.abs(best) ? value : best), 0);
  const length = Math.sign(largest) * Math.hypot(...direction);
  return length === 0 ? direction : direction.map((value) => value / length);
}

/**
 * Principal component analysis (Pearson 1901; Hotelling 1933) in float64: eigenvectors of the covariance
 *     X̄ᵀX̄ / (n - 1) · v = λ·v, or, where there are fewer rows than columns, v ∝ X̄ᵀ·u with X̄X̄ᵀ / (n - 1) · u = λ·u
 * Kept are the first that hold 95 % of the variance, at most 512 and at most n - 1. The scores are not whitened:
 * the standardisation that nets and classifiers do themselves divides each by its deviation.
 * @param fitted the n rows that count
 * @throws RangeError for n < 2
 */
export function fitPrincipal(features: Rows, fitted: Int32Array): Principal {
  if (fitted.length < 2) throw new RangeError(`PCA: expected at least 2 rows to fit on, got ${fitted.length}.`);
  const { data, dims } = features;
  const mean = columnMeans(features, fitted);
  const rows = Array.from(fitted, (row) => Float64Array.from(data.subarray(row * dims, (row + 1) * dims), (value, j) => value - mean[j]!));
  const columns = transposed(rows);
  const byColumns = dims <= fitted.length;
  const smaller = byColumns ? columns : rows;
  const { values, vector } = eigen(rowProducts(smaller, smaller, fitted.length - 1));
  const { kept, share } = choose(values, Math.min(MOST_DIRECTIONS, dims, fitted.length - 1));
  const vectors = Array.from({ length: kept }, (_, rank) => vector(rank));
  const directions = (byColumns ? vectors : transposed(rowProducts(columns, vectors, 1))).map(oriented);
  return { mean: Float32Array.from(mean), directions: Float32Array.from(transposed(directions).flatMap((row) => [...row])), kept, share };
}

/** Scores on the kept directions, float32 [rows, kept]. */
export function applyPrincipal({ mean, directions, kept }: Principal, { data, rows, dims }: Rows): Rows {
  const result = new Float32Array(rows * kept);
  const sums = new Float64Array(kept);
  for (let row = 0; row < rows; row++) {
    sums.fill(0);
    for (let j = 0; j < dims; j++) {
      const value = data[row * dims + j]! - mean[j]!;
      for (let c = 0; c < kept; c++) sums[c]! += value * directions[j * kept + c]!;
    }
    result.set(sums, row * kept);
  }
  return { data: result, rows, dims: kept };
}
