/** canonical: cosine of the variates; semantic: probability of the same class, or expected number of shared ones; fused: their mix. */
export type ScoreKind = 'canonical' | 'semantic' | 'fused';

export type Modality = 'image' | 'text';
/** i2t: images ask for texts; t2i: texts ask for images. */
export type Direction = 'i2t' | 't2i';

/** Items of one modality in the common space. */
export interface Embedding {
  rows: number;
  /** Variates scaled to length 1, float32 [rows, k]. */
  latent: Float32Array;
  k: number;
  /** Class probabilities, float32 [rows, classes], of sum 1 where an item has one class; null for models without a classifier. */
  posterior: Float32Array | null;
  classes: number;
}

/** The same items seen by both nets. */
export type Space = Record<Modality, Embedding>;

/** Rows of `latent` to length 1, in place; a row of zeros stays. */
export function normaliseRows(latent: Float32Array, k: number): Float32Array {
  for (let start = 0; start < latent.length; start += k) {
    let square = 0;
    for (let j = start; j < start + k; j++) square += latent[j]! ** 2;
    const scale = square > 0 ? 1 / Math.sqrt(square) : 0;
    for (let j = start; j < start + k; j++) latent[j]! *= scale;
  }
  return latent;
}

/** Rows of an embedding, in the order given. */
export function selectRows(embedding: Embedding, rows: Int32Array): Embedding {
  const take = (data: Float32Array, width: number) => {
    const result = new Float32Array(rows.length * width);
    rows.forEach((row, i) => result.set(data.subarray(row * width, (row + 1) * width), i * width));
    return result;
  };
  const { latent, posterior, k, classes } = embedding;
  return { rows: rows.length, latent: take(latent, k), k, posterior: posterior && take(posterior, classes), classes };
}

/** Four rows at a time: a processor waits for each addition of one sum, and has four to go on with. */
function addProducts(result: Float32Array, query: Float32Array, gallery: Float32Array, weight: number, rows: Int32Array | null): void {
  const width = query.length;
  const last = result.length - 1;
  const startOf = (i: number) => (rows ? rows[Math.min(i, last)]! : Math.min(i, last)) * width;
  for (let i = 0; i < result.length; i += 4) {
    const [a, b, c, d] = [startOf(i), startOf(i + 1), startOf(i + 2), startOf(i + 3)];
    let [sumA, sumB, sumC, sumD] = [0, 0, 0, 0];
    for (let j = 0; j < width; j++) {
      const value = query[j]!;
      sumA += value * gallery[a + j]!;
      sumB += value * gallery[b + j]!;
      sumC += value * gallery[c + j]!;
      sumD += value * gallery[d + j]!;
    }
    // A typed array ignores what is set beyond its end.
    result[i]! += weight * sumA;
    result[i + 1]! += weight * sumB;
    result[i + 2]! += weight * sumC;
    result[i + 3]! += weight * sumD;
  }
}

/** A part of a score: weight · inner product of two rows of `width` numbers. */
export interface ScoreTerm {
  queries: Float32Array;
  gallery: Float32Array;
  width: number;
  weight: number;
}

/**
 * What a score is the sum of, in this order.
 * @throws RangeError where the score needs a classifier that the model lacks
 */
export function scoreTerms(queries: Embedding, gallery: Embedding, kind: ScoreKind, fusedWeight: number): ScoreTerm[] {
  const canonical = kind === 'canonical' ? 1 : kind === 'fused' ? fusedWeight : 0;
  const terms: ScoreTerm[] = [];
  if (canonical > 0) terms.push({ queries: queries.latent, gallery: gallery.latent, width: queries.k, weight: canonical });
  if (canonical < 1) {
    if (!queries.posterior || !gallery.posterior) {
      throw new RangeError(`Score "${kind}": expected a model with a classifier, got one without. Use the canonical score.`);
    }
    terms.push({ queries: queries.posterior, gallery: gallery.posterior, width: queries.classes, weight: 1 - canonical });
  }
  return terms;
}

/**
 * Scores of one query against the rows of the gallery, float32 [rows]:
 *     canonical cos(Zq, Zg), semantic Σ_c p(c|q)·p(c|g), fused w·canonical + (1 - w)·semantic
 * The semantic score is the probability that both have the same class; where an item can have any number of classes, the
 * expected number of those that both have.
 * @param row the query's row in `queries`
 * @param rows of the gallery; all where it is left out
 * @throws RangeError where the score needs a classifier that the model lacks
 */
export function scoreQuery(queries: Embedding, row: number, gallery: Embedding, kind: ScoreKind, fusedWeight: number, rows: Int32Array | null = null): Float32Array {
  const result = new Float32Array(rows ? rows.length : gallery.rows);
  for (const term of scoreTerms(queries, gallery, kind, fusedWeight)) {
    addProducts(result, term.queries.subarray(row * term.width, (row + 1) * term.width), term.gallery, term.weight, rows);
  }
  return result;
}
