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

/** Columns of the centred matrix, one array a feature: products of columns then run over memory in order. */
function centredColumns({ data, dims }: Features, rows: Int32Array, mean: Float64Array): Float64Array[] {
  return Array.from({ length: dims }, (_, j) => Float64Array.from(rows, (row) => data[row * dims + j]! - mean[j]!));
}

function products(a: Float64Array[], b: Float64Array[], divisor: number): Matrix {
  const result = Matrix.zeros(a.length, b.length);
  const symmetric = a === b;
  a.forEach((left, i) => {
    for (let j = symmetric ? i : 0; j < b.length; j++) {
      const right = b[j]!;
      let sum = 0;
      for (let r = 0; r < left.length; r++) sum += left[r]! * right[r]!;
      result.set(i, j, sum / divisor);
      if (symmetric) result.set(j, i, sum / divisor);
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
 *     G = Lt⁻¹·Sti·Sii⁻¹·Sit·Lt⁻ᵀ with Stt = Lt·Ltᵀ, G's eigenvalues are ρ², b = Lt⁻ᵀ·e, a = Sii⁻¹·Sit·b / ρ
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
  const Sit = products(I, T, divisor);
  const solved = new CholeskyDecomposition(addRidge(products(I, I, divisor), ridge)).solve(Sit);
  const L = new CholeskyDecomposition(addRidge(products(T, T, divisor), ridge)).lowerTriangularMatrix;
  const inverse = forwardSolve(L, Matrix.eye(L.rows));
  const G = inverse.mmul(Sit.transpose().mmul(solved)).mmul(inverse.transpose());
  const { realEigenvalues, eigenvectorMatrix } = new EigenvalueDecomposition(G, { assumeSymmetric: true });
  const order = [...realEigenvalues.keys()].sort((a, b) => realEigenvalues[b]! - realEigenvalues[a]!).slice(0, Math.min(maxDims, rows.length - 1));
  const correlations = order.map((i) => Math.sqrt(Math.max(realEigenvalues[i]!, 1e-12)));
  const B = inverse.transpose().mmul(eigenvectorMatrix.subMatrixColumn(order));
  const A = solved.mmul(B);
  return {
    // a = solved·b / ρ, weighted by ρ again
    image: { mean: imageMean, projection: flat(A) },
    text: { mean: textMean, projection: flat(B.mulRowVector(correlations)) },
    correlations,
  };
}

/** L⁻¹·R for a lower triangular L. */
function forwardSolve(L: Matrix, R: Matrix): Matrix {
  const X = R.clone();
  for (let i = 0; i < L.rows; i++) {
    for (let c = 0; c < R.columns; c++) {
      let sum = X.get(i, c);
      for (let j = 0; j < i; j++) sum -= L.get(i, j) * X.get(j, c);
      X.set(i, c, sum / L.get(i, i));
    }
  }
  return X;
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
