import { EigenvalueDecomposition, Matrix } from 'ml-matrix';
import { cholesky, solveLower, solveUpper } from '../math/cholesky';
import { rowProducts, transposed } from '../math/rowProducts';

/** Plain features, row-major [rows, dims]. */
interface Features {
  data: Float32Array;
  dims: number;
}

interface LinearView {
  /** float64 [dims] */
  mean: Float64Array;
  /** d columns, float64 [dims] each, weighted by the canonical correlations. */
  projection: Float64Array[];
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
  const columns = Array.from({ length: dims }, () => new Float64Array(rows.length));
  rows.forEach((row, i) => {
    for (let j = 0; j < dims; j++) columns[j]![i] = data[row * dims + j]! - mean[j]!;
  });
  return columns;
}

function addRidge(S: Float64Array[], ridge: number): Float64Array[] {
  const trace = S.reduce((sum, row, i) => sum + row[i]!, 0);
  S.forEach((row, i) => (row[i]! += (ridge * trace) / S.length));
  return S;
}

/** The columns of R [dims, d], each times its scale. */
const scaledColumns = (R: Float64Array[], scale: number[]): Float64Array[] => transposed(R).map((column, c) => column.map((value) => value * scale[c]!));

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
  const Li = cholesky(addRidge(rowProducts(I, I, divisor), ridge));
  const Lt = cholesky(addRidge(rowProducts(T, T, divisor), ridge));
  const Mt = solveLower(Lt, transposed(solveLower(Li, rowProducts(I, T, divisor))));
  const { realEigenvalues, eigenvectorMatrix } = new EigenvalueDecomposition(new Matrix(rowProducts(Mt, Mt, 1)), { assumeSymmetric: true });
  const order = [...realEigenvalues.keys()].sort((a, b) => realEigenvalues[b]! - realEigenvalues[a]!).slice(0, Math.min(maxDims, rows.length - 1));
  const correlations = order.map((i) => Math.sqrt(Math.max(realEigenvalues[i]!, 1e-12)));
  const E = order.map((i) => Float64Array.from(eigenvectorMatrix.getColumn(i)));
  return {
    // a = Li⁻ᵀ·M·e / ρ, weighted by ρ again
    image: { mean: imageMean, projection: transposed(solveUpper(Li, rowProducts(transposed(Mt), E, 1))) },
    text: { mean: textMean, projection: scaledColumns(solveUpper(Lt, transposed(E)), correlations) },
    correlations,
  };
}

/** Rows that are centred at once; it bounds the memory beside the features. */
const ROWS_AT_ONCE = 64;

/** float32 [rows, d] in the common space. */
export function transformCca({ mean, projection }: LinearView, { data, dims }: Features, rows: number): Float32Array {
  const d = projection.length;
  const result = new Float32Array(rows * d);
  const centred = Array.from({ length: Math.min(ROWS_AT_ONCE, rows) }, () => new Float64Array(dims));
  for (let from = 0; from < rows; from += ROWS_AT_ONCE) {
    const few = centred.slice(0, rows - from);
    few.forEach((row, i) => {
      for (let j = 0; j < dims; j++) row[j] = data[(from + i) * dims + j]! - mean[j]!;
    });
    rowProducts(few, projection, 1).forEach((row, i) => result.set(row, (from + i) * d));
  }
  return result;
}
