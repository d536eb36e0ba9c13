import { countRows, hasClass, relatedRows, type ItemLabels } from './labels';
import { scoreQuery, type Direction, type Embedding, type ScoreKind, type Space } from './scores';
import { Ranker } from './ranker';
import { scoredAp } from './scoredAp';

/**
 * Means over queries. A query without a relevant item in the gallery has no AP: as is the field's custom, MAP, MAP@50,
 * nDCG, the precision-recall curve and the class means leave it out (NaN where that leaves no query), and
 * `withoutRelevant` counts it. Recall and median rank ask for the own pair and take every query.
 */
export interface RetrievalMetrics {
  /** Mean of AP over the whole gallery. */
  map: number;
  /** AP over the first 50 divided by the relevant items among them; 0 where there are none. */
  map50: number;
  /** AP over the first 50 divided by min(50, all relevant items). */
  map50Capped: number;
  /** Share of queries whose own pair is among the first 1, 5, 10. */
  recall: { 1: number; 5: number; 10: number };
  /** Median 1-based rank of the own pair. */
  medianRank: number;
  /** nDCG@10 with gain 1 for relevant items. */
  ndcg10: number;
  /** Interpolated precision at recall 0, 0.1 … 1. */
  precisionRecall: number[];
  /** Mean AP of the queries that have the class: a query of several counts in each. NaN for a class without queries. */
  perClass: number[];
  /** Queries without a relevant item: those of an item without any class. */
  withoutRelevant: number;
  /** AP of each query over the whole gallery, by row; NaN for a query without a relevant item. */
  queryAp: number[];
}

/**
 * AP = Σ_k P(k)·rel(k) / relevant over the first `depth` ranks.
 * @param relevance by rank, 1 or 0
 * @param denominator defaults to the relevant items among the first `depth`
 * @returns 0 where nothing is relevant
 */
export function averagePrecision(relevance: ArrayLike<number>, depth = relevance.length, denominator?: number): number {
  let found = 0;
  let sum = 0;
  for (let rank = 1; rank <= Math.min(depth, relevance.length); rank++) {
    if (!relevance[rank - 1]) continue;
    found++;
    sum += found / rank;
  }
  const total = denominator ?? found;
  return total > 0 ? sum / total : 0;
}

/** nDCG over the first `depth` ranks with gain 1 and discount log2(rank + 1); 0 where nothing is relevant. */
export function ndcg(relevance: ArrayLike<number>, depth: number): number {
  let gain = 0;
  let ideal = 0;
  let relevant = 0;
  for (let i = 0; i < relevance.length; i++) relevant += relevance[i] ? 1 : 0;
  for (let rank = 1; rank <= Math.min(depth, relevance.length); rank++) {
    const discount = 1 / Math.log2(rank + 1);
    if (relevance[rank - 1]) gain += discount;
    if (rank <= relevant) ideal += discount;
  }
  return ideal > 0 ? gain / ideal : 0;
}

/** Highest precision at or beyond recall 0, 0.1 … 1; null where nothing is relevant. */
export function elevenPoints(relevance: ArrayLike<number>): number[] | null {
  const precision: number[] = [];
  let found = 0;
  for (let i = 0; i < relevance.length; i++) {
    if (!relevance[i]) continue;
    found++;
    precision.push(found / (i + 1));
  }
  if (found === 0) return null;
  for (let i = found - 2; i >= 0; i--) precision[i] = Math.max(precision[i]!, precision[i + 1]!);
  return Array.from({ length: 11 }, (_, point) => precision[Math.max(0, Math.ceil((point * found) / 10) - 1)]!);
}

export function median(values: number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = sorted.length >> 1;
  return sorted.length % 2 ? sorted[middle]! : (sorted[middle - 1]! + sorted[middle]!) / 2;
}

/** NaN of no values. */
function mean(values: number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}

function countOnes(relevance: Uint8Array): number {
  let count = 0;
  for (let i = 0; i < relevance.length; i++) count += relevance[i]!;
  return count;
}

function checkPairs(queries: Embedding, gallery: Embedding, labels: ItemLabels): void {
  const rows = countRows(labels);
  if (queries.rows === rows && gallery.rows === rows) return;
  throw new RangeError(`Evaluating retrieval: expected labels for ${queries.rows} queries and ${gallery.rows} gallery items, pair by pair, got ${rows}. Select the same rows of all three.`);
}

/** Several captions an image: rows with the same number in `of`, int32 [rows], hold one image, on the side of the queries or of the gallery. */
export interface SharedImages {
  of: Int32Array;
  side: 'queries' | 'gallery';
}

/** 1 for the first row of each image, uint8 [rows]: the row that stands for it. */
export function firstOfImage(of: Int32Array): Uint8Array {
  const seen = new Set<number>();
  return Uint8Array.from(of, (image) => {
    if (seen.has(image)) return 0;
    seen.add(image);
    return 1;
  });
}

/** Relevance of each rank, and the 1-based rank of the query's own pair, or of the first caption of its image. */
function judge(ranked: Int32Array, row: number, labels: ItemLabels, images?: SharedImages, first?: Uint8Array) {
  const order = images?.side === 'gallery' ? ranked.filter((other) => first![other] === 1) : ranked;
  const own = images ? order.findIndex((other) => images.of[other] === images.of[row]) : order.indexOf(row);
  const related = relatedRows(labels, row);
  const relevance = new Uint8Array(order.length);
  let relevant = 0;
  for (let rank = 0; rank < order.length; rank++) relevant += relevance[rank] = related[order[rank]!]!;
  return { relevance, relevant, ownRank: own + 1 };
}

/**
 * MAP@all alone, both ways, over the queries with a relevant item: what model choice needs.
 * @throws RangeError where the labels are not those of the space's rows
 */
export function meanAveragePrecision(space: Space, labels: ItemLabels, kind: ScoreKind, fusedWeight: number): Record<Direction, number> {
  const one = (queries: Embedding, gallery: Embedding) => {
    checkPairs(queries, gallery, labels);
    const ap: number[] = [];
    const ranker = new Ranker(gallery.rows);
    for (let row = 0; row < queries.rows; row++) {
      const value = scoredAp(ranker, scoreQuery(queries, row, gallery, kind, fusedWeight), relatedRows(labels, row));
      if (!Number.isNaN(value)) ap.push(value);
    }
    return mean(ap);
  };
  return { i2t: one(space.image, space.text), t2i: one(space.text, space.image) };
}

/**
 * Every metric of one direction: each row of `queries` asks the whole of `gallery`; row i of both is one
 * pair, relevant means sharing a class, and the own pair counts. Where rows share images, each image asks, or is found, once.
 * @throws RangeError where the labels are not those of the rows
 */
export function evaluateDirection(
  queries: Embedding,
  gallery: Embedding,
  labels: ItemLabels,
  classes: number,
  kind: ScoreKind,
  fusedWeight: number,
  images?: SharedImages,
): RetrievalMetrics {
  checkPairs(queries, gallery, labels);
  const first = images && firstOfImage(images.of);
  const rows = Array.from({ length: queries.rows }, (_, row) => row).filter((row) => images?.side !== 'queries' || first![row] === 1);
  const ranker = new Ranker(gallery.rows);
  const all = rows.map((row) => ({ row, ...judge(ranker.rank(scoreQuery(queries, row, gallery, kind, fusedWeight)), row, labels, images, first) }));
  const judged = all.filter(({ relevant }) => relevant > 0);
  const ap = judged.map(({ row, relevance }) => ({ row, value: averagePrecision(relevance) }));
  const queryAp = Array<number>(queries.rows).fill(NaN);
  for (const { row, value } of ap) queryAp[row] = value;
  const curves = judged.flatMap(({ relevance }) => [elevenPoints(relevance)]).filter((curve) => curve !== null);
  const within = (depth: number) => mean(all.map(({ ownRank }) => (ownRank <= depth ? 1 : 0)));
  const meanAp = (rows: typeof ap) => mean(rows.map(({ value }) => value));
  return {
    map: meanAp(ap),
    map50: mean(judged.map(({ relevance }) => averagePrecision(relevance, 50))),
    map50Capped: mean(judged.map(({ relevance, relevant }) => averagePrecision(relevance, 50, Math.min(50, relevant)))),
    recall: { 1: within(1), 5: within(5), 10: within(10) },
    medianRank: median(all.map(({ ownRank }) => ownRank)),
    ndcg10: mean(judged.map(({ relevance }) => ndcg(relevance, 10))),
    precisionRecall: Array.from({ length: 11 }, (_, point) => mean(curves.map((curve) => curve[point]!))),
    perClass: Array.from({ length: classes }, (_, label) => meanAp(ap.filter(({ row }) => hasClass(labels, row, label)))),
    withoutRelevant: all.length - judged.length,
    queryAp,
  };
}

/**
 * MAP@all of a random order: the mean, over the queries with a relevant item, of the expected AP. With R of n items
 * relevant, rank k is relevant with probability R/n, and each of the k-1 ranks before it then with (R-1)/(n-1):
 *     E[AP] = 1/R · Σ_k R/n · (1 + (k-1)(R-1)/(n-1))/k = (H_n + (n - H_n)(R-1)/(n-1))/n,   H_n = Σ_k 1/k
 */
export function chanceMap(labels: ItemLabels): number {
  const n = countRows(labels);
  let harmonic = 0;
  for (let rank = 1; rank <= n; rank++) harmonic += 1 / rank;
  const expected = (relevant: number) => (n < 2 ? 1 : (harmonic + ((n - harmonic) * (relevant - 1)) / (n - 1)) / n);
  const counts = Array.from({ length: n }, (_, row) => countOnes(relatedRows(labels, row)));
  return mean(counts.filter((relevant) => relevant > 0).map(expected));
}
