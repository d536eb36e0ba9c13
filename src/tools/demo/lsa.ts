/** Latent semantic analysis: which words go together in the training items. */
import { EigenvalueDecomposition, Matrix } from 'ml-matrix';

export interface Lsa {
  /** ln((N + 1) / (df + 1)) + 1; the largest for words that no training item has. */
  idf(word: string): number;
  /** float64 [dims] of every word of the training items. */
  vectors: Map<string, Float64Array>;
}

type Column = { item: number; value: number }[];

function idfOf(documents: string[][]): (word: string) => number {
  const found = new Map<string, number>();
  for (const words of documents) for (const word of words) found.set(word, (found.get(word) ?? 0) + 1);
  return (word) => Math.log((documents.length + 1) / ((found.get(word) ?? 0) + 1)) + 1;
}

/** Columns of the tf-idf matrix T [N, words]; its rows have length 1. */
function tfIdfColumns(documents: string[][], idf: (word: string) => number): Map<string, Column> {
  const columns = new Map<string, Column>();
  documents.forEach((words, item) => {
    const length = Math.hypot(...words.map(idf));
    for (const word of words) {
      const column = columns.get(word) ?? [];
      column.push({ item, value: idf(word) / length });
      columns.set(word, column);
    }
  });
  return columns;
}

function gramMatrix(columns: Iterable<Column>, count: number): Matrix {
  const gram = Matrix.zeros(count, count);
  for (const column of columns) {
    for (const a of column) for (const b of column) gram.set(a.item, b.item, gram.get(a.item, b.item) + a.value * b.value);
  }
  return gram;
}

/** Row of V that belongs to a word: v_k = Σ_i T_iw U_ik / s_k. */
function rightSingularRow(column: Column, left: Matrix, singular: number[]): Float64Array {
  return Float64Array.from(singular, (s, k) => column.reduce((sum, { item, value }) => sum + value * left.get(item, k), 0) / s);
}

/** Divided by the root of its length: rare words keep a part in short queries, and survive int8. */
function damped(vector: Float64Array): Float64Array {
  const root = Math.sqrt(Math.hypot(...vector));
  return root > 0 ? vector.map((value) => value / root) : vector;
}

function signOfLargest(values: number[]): number {
  return Math.sign(values.reduce((best, value) => (Math.abs(value) > Math.abs(best) ? value : best), 0));
}

/**
 * Word vectors from T = U S Vᵀ (Deerwester et al. 1990), the tf-idf matrix of the documents cut to `dims` singular
 * values, by the eigenvectors of T Tᵀ [N, N]: word w has row w of V, damped. A document's vector is the sum of its
 * words' vectors times their idf. Signs are fixed by each left vector's largest entry.
 */
export function fitLsa(documents: string[][], dims: number): Lsa {
  const idf = idfOf(documents);
  const columns = tfIdfColumns(documents, idf);
  const { realEigenvalues, eigenvectorMatrix } = new EigenvalueDecomposition(gramMatrix(columns.values(), documents.length), { assumeSymmetric: true });
  const order = realEigenvalues.map((_, k) => k).sort((a, b) => realEigenvalues[b]! - realEigenvalues[a]!).slice(0, dims);
  const singular = order.map((k) => Math.sqrt(realEigenvalues[k]!) * signOfLargest(eigenvectorMatrix.getColumn(k)));
  const left = eigenvectorMatrix.subMatrixColumn(order);
  return { idf, vectors: new Map([...columns].map(([word, column]) => [word, damped(rightSingularRow(column, left, singular))])) };
}
