/** The leading right singular vectors of a sparse matrix that is too large to decompose whole. */
import { EigenvalueDecomposition, Matrix } from 'ml-matrix';
import { normal, streamKey } from './random';
import { rowProducts, transposed } from './rowProducts';
import { gramTimes, type SparseRows } from './sparseRows';

export interface TruncatedSvd {
  /** Falling; those that are zero are left out. */
  singular: Float64Array;
  /** By singular value, float64 [dims] each: orthonormal right singular vectors, the largest entry of each positive. */
  right: Float64Array[];
}

const OVERSAMPLED = 10;
const ITERATIONS = 6;
/** Relative to the largest, below which a singular value counts as zero. */
const ZERO = 1e-7;

function dot(a: Float64Array, b: Float64Array): number {
  let sum = 0;
  for (let i = 0; i < a.length; i++) sum += a[i]! * b[i]!;
  return sum;
}

function subtract(a: Float64Array, b: Float64Array, times: number): void {
  for (let i = 0; i < a.length; i++) a[i]! -= times * b[i]!;
}

/** Modified Gram and Schmidt, twice; vectors that depend on others are left out. Written into. */
function orthonormal(vectors: Float64Array[]): Float64Array[] {
  const kept: Float64Array[] = [];
  for (const vector of vectors) {
    const before = Math.sqrt(dot(vector, vector));
    for (let pass = 0; pass < 2; pass++) for (const other of kept) subtract(vector, other, dot(vector, other));
    const length = Math.sqrt(dot(vector, vector));
    if (length > ZERO * before) kept.push(vector.map((value) => value / length));
  }
  return kept;
}

/** AᵀA·q of every vector q. */
function gramOf(A: SparseRows, vectors: Float64Array[]): Float64Array[] {
  const k = vectors.length;
  const flat = new Float64Array(A.dims * k);
  vectors.forEach((vector, c) => vector.forEach((value, i) => (flat[i * k + c] = value)));
  const product = gramTimes(A, flat, k);
  return vectors.map((_, c) => Float64Array.from({ length: A.dims }, (_value, i) => product[i * k + c]!));
}

/** Eigenvalues of a symmetric matrix, falling, and its eigenvectors. */
function eigen(S: Float64Array[]): { values: number[]; vectors: Float64Array[] } {
  const { realEigenvalues, eigenvectorMatrix } = new EigenvalueDecomposition(new Matrix(S), { assumeSymmetric: true });
  const order = [...realEigenvalues.keys()].sort((a, b) => realEigenvalues[b]! - realEigenvalues[a]!);
  return { values: order.map((i) => realEigenvalues[i]!), vectors: order.map((i) => Float64Array.from(eigenvectorMatrix.getColumn(i))) };
}

function withPositiveLargest(vector: Float64Array): Float64Array {
  const largest = vector.reduce((best, value) => (Math.abs(value) > Math.abs(best) ? value : best), 0);
  return largest < 0 ? vector.map((value) => -value) : vector;
}

/**
 * A ≈ U·diag(s)·Vᵀ by randomised subspace iteration (Halko, Martinsson and Tropp, SIAM Review 2011) in float64:
 *     Q = orth((AᵀA)^q·Ω), then s² and Qᵀ·V are the eigenvalues and eigenvectors of Qᵀ·AᵀA·Q
 * The same seed gives the same result. Values close to one another need not be told apart.
 * @param A sparse [rows, dims]
 * @param most vectors wanted; there are fewer where the rank is smaller
 */
export function truncatedSvd(A: SparseRows, most: number, seed = 1): TruncatedSvd {
  const key = streamKey(seed, most);
  const start = Array.from({ length: Math.min(most + OVERSAMPLED, A.rows, A.dims) }, (_, c) => Float64Array.from({ length: A.dims }, (_value, i) => normal(key, c * A.dims + i)));
  let Q = orthonormal(gramOf(A, start));
  for (let step = 1; step < ITERATIONS; step++) Q = orthonormal(gramOf(A, Q));
  if (Q.length === 0) return { singular: new Float64Array(), right: [] };
  const { values, vectors } = eigen(rowProducts(Q, gramOf(A, Q), 1));
  const singular = Float64Array.from(values.slice(0, most), (value) => Math.sqrt(Math.max(0, value))).filter((value, _, all) => value > ZERO * all[0]!);
  return { singular, right: rowProducts(vectors.slice(0, singular.length), transposed(Q), 1).map(withPositiveLargest) };
}
