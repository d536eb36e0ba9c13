import { FeatureError, unitLength, type Rows } from './rows';

/** Inverse document frequencies. */
export interface Tfidf {
  /** float32 [dims] */
  idf: Float32Array;
}

function refuseNegative({ data, dims }: Rows, rows: Iterable<number>, what: string): void {
  for (const row of rows) {
    const column = data.subarray(row * dims, (row + 1) * dims).findIndex((value) => !(value >= 0));
    if (column < 0) continue;
    throw new FeatureError(
      `tf-idf of ${what}: expected counts or weights of at least 0, got ${data[row * dims + column]} in row ${row}, column ${column}.`,
      'Choose another preprocessing: tf-idf is for counts of words.',
    );
  }
}

/**
 * Smoothed inverse document frequencies of the columns, as scikit-learn's TfidfTransformer fits them:
 *     idf = ln((1 + n) / (1 + df)) + 1, df = rows with a value above 0
 * @param fitted the n rows that count
 * @param what the features in words, for the error
 * @throws FeatureError where one of these rows holds a negative value
 */
export function fitTfidf(features: Rows, fitted: Int32Array, what: string): Tfidf {
  refuseNegative(features, fitted, what);
  const { data, dims } = features;
  const frequency = new Float64Array(dims);
  for (const row of fitted) for (let j = 0; j < dims; j++) if (data[row * dims + j]! > 0) frequency[j]!++;
  return { idf: Float32Array.from(frequency, (df) => Math.log((1 + fitted.length) / (1 + df)) + 1) };
}

/** Values times idf, then rows of length 1. @throws FeatureError for a negative value */
export function applyTfidf({ idf }: Tfidf, features: Rows, what: string): Rows {
  const { data, rows, dims } = features;
  refuseNegative(features, Array(rows).keys(), what);
  return unitLength({ data: data.map((value, i) => value * idf[i % dims]!), rows, dims });
}
