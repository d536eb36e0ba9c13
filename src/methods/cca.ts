import { CholeskyDecomposition, EigenvalueDecomposition, Matrix } from 'ml-matrix';

/** Plain features, row-major [rows, dims]. */
interface Features {
  data: Float32Array;
  dims: number;
}

interface LinearView {
  /** float64 [dims] */
  mean: Float64Array;
  /** float64 [dims, d], row-major; columns are weighted by the canonical correlations. */
  projection: Float64Array;
}

/** Linear CCA as fitted; `transform` takes features of either view to the common space. */
export interface FittedCca {
  image: LinearView;
  text: LinearView;
  /** Canonical correlations, falling, [d]. */
  correlations: number[];
}

export interface CcaOptions {
  /** Most dimensions kept. */
  maxDims: number;
  /** Added to each covariance's diagonal, as a share of its mean eigenvalue. */
  ridge: number;
}

function columnMeans({ data, dims }: Features, rows: Int32Array): Float64Array {
  const mean = new Float64Array(dims);
  for (const row of rows) for (let j = 0; j < dims; j++) mean[j]! += data[row * dims + j]!;
  return mean.map((sum) => sum / rows.length);
}

/** The centred matrix transposed, float64 [dims, rows]: products of features then run over memory in order. */
function centredColumns({ data, dims }: Features, rows: Int32Array, mean: Float64Array): Float64Array[] {
  return Array.from({ length: dims }, (_, j) => Float64Array.from(rows, (row) => data[row * dims + j]! - mean[j]!));
}

/** Products of one column with four others: each number of it is loaded once for four sums. */
function fourProducts(left: Float64Array, [a, b, c, d]: [Float64Array, Float64Array, Float64Array, Float64Array]): [number, number, number, number] {
  let [sa, sb, sc, sd] = [0, 0, 0, 0];
  for (let r = 0; r < left.length; r++) {
    const value = left[r]!;
    sa += value * a[r]!;
    sb += value * b[r]!;
    sc += value * c[r]!;
    sd += value * d[r]!;
  }
  return [sa, sb, sc, sd];
}

/** aᵀb / divisor of two lists of columns. */
function products(a: Float64Array[], b: Float64Array[], divisor: number): Matrix {
  const result = Matrix.zeros(a.length, b.length);
  const symmetric = a === b;
  a.forEach((left, i) => {
    for (let j = symmetric ? i - (i % 4) : 0; j < b.length; j += 4) {
      const first = b[j]!;
      const sums = fourProducts(left, [first, b[j + 1] ?? first, b[j + 2] ?? first, b[j + 3] ?? first]);
      for (let t = 0; t < 4 && j + t < b.length; t++) {
        result.set(i, j + t, sums[t]! / divisor);
        if (symmetric) result.set(j + t, i, sums[t]! / divisor);
      }
    }
  });
  return result;
}

function addRidge(S: Matrix, ridge: number): Matrix {
  const added = (ridge * S.trace()) / S.rows;
  for (let i = 0; i < S.rows; i++) S.set(i, i, S.get(i, i) + added);
  return S;
}

function flat(matrix: Matrix): Float64Array {
  return Float64Array.from(matrix.to1DArray());
}

/**
 * Linear canonical correlation analysis with a ridge (Hotelling 1936; Vinod 1976), in float64:
 *     M = Li⁻¹·Sit·Lt⁻ᵀ with Sii = Li·Liᵀ and Stt = Lt·Ltᵀ; MᵀM·e = ρ²·e; b = Lt⁻ᵀ·e, a = Li⁻ᵀ·M·e / ρ
 * Both projections are weighted by ρ, which orders the space by how far it can be trusted.
 * @param rows pairs to fit on; the image row of a pair is the same number
 */
export function fitCca(image: Features, text: Features, rows: Int32Array, { maxDims, ridge }: CcaOptions): FittedCca {
  if (text.dims > image.dims) {
    const { image: t, text: i, correlations } = fitCca(text, image, rows, { maxDims, ridge });
    return { image: i, text: t, correlations };
  }
  const imageMean = columnMeans(image, rows);
  const textMean = columnMeans(text, rows);
  const I = centredColumns(image, rows, imageMean);
  const T = centredColumns(text, rows, textMean);
  const divisor = Math.max(1, rows.length - 1);
  const Li = new CholeskyDecomposition(addRidge(products(I, I, divisor), ridge)).lowerTriangularMatrix;
  const Lt = new CholeskyDecomposition(addRidge(products(T, T, divisor), ridge)).lowerTriangularMatrix;
  const M = solveLower(Lt, solveLower(Li, products(I, T, divisor)).transpose()).transpose();
  const { realEigenvalues, eigenvectorMatrix } = new EigenvalueDecomposition(M.transpose().mmul(M), { assumeSymmetric: true });
  const order = [...realEigenvalues.keys()].sort((a, b) => realEigenvalues[b]! - realEigenvalues[a]!).slice(0, Math.min(maxDims, rows.length - 1));
  const correlations = order.map((i) => Math.sqrt(Math.max(realEigenvalues[i]!, 1e-12)));
  const E = eigenvectorMatrix.subMatrixColumn(order);
  return {
    // a = Li⁻ᵀ·M·e / ρ, weighted by ρ again
    image: { mean: imageMean, projection: flat(solveUpper(Li, M.mmul(E))) },
    text: { mean: textMean, projection: flat(solveUpper(Lt, E).mulRowVector(correlations)) },
    correlations,
  };
}

function subtractRow(target: Float64Array, source: Float64Array, factor: number): void {
  for (let c = 0; c < target.length; c++) target[c]! -= factor * source[c]!;
}

function rowsOf(matrix: Matrix): Float64Array[] {
  return Array.from({ length: matrix.rows }, (_, i) => Float64Array.from(matrix.getRow(i)));
}

/** L⁻¹·R for a lower triangular L. */
function solveLower(L: Matrix, R: Matrix): Matrix {
  const X = rowsOf(R);
  X.forEach((row, i) => {
    for (let j = 0; j < i; j++) subtractRow(row, X[j]!, L.get(i, j));
    const pivot = L.get(i, i);
    for (let c = 0; c < row.length; c++) row[c]! /= pivot;
  });
  return new Matrix(X);
}

/** L⁻ᵀ·R for a lower triangular L. */
function solveUpper(L: Matrix, R: Matrix): Matrix {
  const X = rowsOf(R);
  for (let i = X.length - 1; i >= 0; i--) {
    const row = X[i]!;
    const pivot = L.get(i, i);
    for (let c = 0; c < row.length; c++) row[c]! /= pivot;
    for (let j = 0; j < i; j++) subtractRow(X[j]!, row, L.get(i, j));
  }
  return new Matrix(X);
}

/** float32 [rows, d] in the common space. */
export function transformCca({ mean, projection }: LinearView, { data, dims }: Features, rows: number): Float32Array {
  const d = projection.length / dims;
  const result = new Float32Array(rows * d);
  const sums = new Float64Array(d);
  for (let row = 0; row < rows; row++) {
    sums.fill(0);
    for (let j = 0; j < dims; j++) {
      const value = data[row * dims + j]! - mean[j]!;
      for (let c = 0; c < d; c++) sums[c]! += value * projection[j * d + c]!;
    }
    result.set(sums, row * d);
  }
  return result;
}
