import { describe, expect, it } from 'vitest';
import { normal, streamKey, uniform } from '../math/random';
import { disagreements } from './fixtures/agreement';
import { embedding, withOrders, withScores } from './fixtures/spaces';
import { relatedRows, type ItemLabels, type MultiLabels } from './labels';
import type { Embedding } from './scores';
import { averagePrecision, chanceMap, evaluateDirection, meanAveragePrecision } from './metrics';
import { rankGallery } from './ranker';

const mean = (values: number[]) => values.reduce((sum, value) => sum + value, 0) / values.length;
const eleven = (value: number) => Array<number>(11).fill(value);

function evaluate({ queries, gallery }: ReturnType<typeof withScores>, labels: ItemLabels, classes: number) {
  return evaluateDirection(queries, gallery, labels, classes, 'canonical', 1);
}

function spaces(scores: number[][]): [queries: Embedding, gallery: Embedding] {
  const { queries, gallery } = withScores(scores);
  return [queries, gallery];
}

describe('evaluation of one direction', () => {
  it('gives hand-computed values on four pairs', () => {
    const queries = embedding([[1, 0], [0, 1], [1, 0], [0, 1]]);
    const gallery = embedding([[1, 0], [0, 1], [0, 1], [1, 0]]);
    const labels = Int32Array.of(0, 1, 0, 1);
    const metrics = evaluate({ queries, gallery }, labels, 2);
    // query 0 ranks 0 3 1 2: relevant at 1, 4 → (1 + 2/4)/2; query 1 ranks 1 2 0 3: 1, 4; query 2 as 0; query 3 as 1
    expect(disagreements([metrics.map, ...metrics.perClass, ...metrics.queryAp], Array(7).fill(0.75))).toEqual([]);
    // own ranks: 1, 1, 4, 4
    expect(metrics.recall).toEqual({ 1: 0.5, 5: 1, 10: 1 });
    expect(metrics.medianRank).toBe(2.5);
    expect(meanAveragePrecision({ image: queries, text: gallery }, labels, 'canonical', 0).i2t).toBeCloseTo(metrics.map, 12);
  });

  it('a perfect space reaches 1 in every metric', () => {
    const key = streamKey(3);
    const space = embedding(Array.from({ length: 12 }, (_, i) => Array.from({ length: 6 }, (_, j) => normal(key, 6 * i + j))));
    const metrics = evaluate({ queries: space, gallery: space }, Int32Array.from({ length: 12 }, (_, i) => i), 12);
    const { map, map50, map50Capped, recall, medianRank, ndcg10, precisionRecall, perClass, withoutRelevant } = metrics;
    expect([map, map50, map50Capped, recall[1], medianRank, ndcg10]).toEqual([1, 1, 1, 1, 1, 1]);
    expect([precisionRecall, perClass, withoutRelevant]).toEqual([eleven(1), Array(12).fill(1), 0]);
  });

  it('where two captions share an image, it asks once and is found once, and either caption is its own', () => {
    const of = Int32Array.of(0, 0, 1, 1);
    const labels = of;
    // Rows 0, 1 are image A, rows 2, 3 image B. A ranks its captions 2 0 1 3: own at 2, relevant at 2, 3 → (1/2 + 2/3)/2 = 7/12; B ranks 2 3 0 1 → 1.
    const captions = evaluateDirection(...spaces([[2, 1, 3, 0], [2, 1, 3, 0], [1, 0, 3, 2], [1, 0, 3, 2]]), labels, 2, 'canonical', 1, { of, side: 'queries' });
    expect(captions.map).toBeCloseTo((7 / 12 + 1) / 2, 12);
    expect(captions.recall[1]).toBe(0.5);
    expect(captions.queryAp.map(Number.isNaN)).toEqual([false, true, false, true]);
    // Captions 0 and 1 rank B before A → own rank 2, AP 1/2; 2 and 3 rank B first → 1. With every row as an item the own row would be third.
    const pictures = evaluateDirection(...spaces([[0, 0, 1, 1], [0, 0, 1, 1], [0, 0, 1, 1], [0, 0, 1, 1]]), labels, 2, 'canonical', 1, { of, side: 'gallery' });
    expect(pictures.map).toBeCloseTo(0.75, 12);
    expect(pictures.medianRank).toBe(1.5);
    expect(pictures.withoutRelevant).toBe(0);
  });

  it('equal scores leave the gallery in its order, whichever item asks', () => {
    const metrics = evaluate(withScores([[7, 7, 7], [7, 7, 7], [7, 7, 7]]), Int32Array.of(0, 1, 0), 2);
    // Every order is 0 1 2. Class 0 finds ranks 1 and 3: (1 + 2/3)/2 = 5/6, twice; class 1 finds rank 2: 1/2.
    expect(disagreements([...metrics.perClass, metrics.map], [5 / 6, 1 / 2, (2 * (5 / 6) + 1 / 2) / 3])).toEqual([]);
    // own ranks 1, 2, 3
    expect(disagreements([metrics.recall[1], metrics.recall[5], metrics.medianRank], [1 / 3, 1, 2])).toEqual([]);
  });

  it('counts the own pair among the first 1, 5 and 10', () => {
    // Twelve classes of one item: only the own pair, at rank r, is relevant, so AP = 1/r at every recall and
    // nDCG@10 = 1/log2(r + 1) up to rank 10. Query q has the gallery in a circle, begun so that q is at rank r.
    const ranks = [1, 1, 1, 2, 3, 5, 6, 8, 10, 11, 12, 12];
    const orders = ranks.map((rank, q) => ranks.map((_, i) => (q - rank + 1 + i + 12) % 12));
    const metrics = evaluate(withOrders(orders), Int32Array.from(ranks.keys()), 12);
    expect(disagreements([metrics.recall[1], metrics.recall[5], metrics.recall[10]], [3 / 12, 6 / 12, 9 / 12])).toEqual([]);
    expect(metrics.medianRank).toBe((5 + 6) / 2);
    expect(disagreements(metrics.perClass, ranks.map((rank) => 1 / rank))).toEqual([]);
    // (3 + 1/2 + 1/3 + 1/5 + 1/6 + 1/8 + 1/10 + 1/11 + 2/12)/12
    expect(disagreements([metrics.map, ...metrics.precisionRecall], Array(12).fill((3 + 1 / 2 + 1 / 3 + 1 / 5 + 1 / 6 + 1 / 8 + 1 / 10 + 1 / 11 + 2 / 12) / 12))).toEqual([]);
    const gains = [1, 1, 1, 1 / Math.log2(3), 1 / 2, 1 / Math.log2(6), 1 / Math.log2(7), 1 / Math.log2(9), 1 / Math.log2(11), 0, 0, 0];
    expect(metrics.ndcg10).toBeCloseTo(mean(gains), 12);
  });

  it('MAP@50 divides by the relevant items found, its capped form by those there are, 50 at most', () => {
    // 60 items: 58 and 59 of class 1, the rest of class 0. Every query ranks 58, then 0 … 57, then 59.
    const order = [58, ...Array.from({ length: 58 }, (_, i) => i), 59];
    const labels = Int32Array.from({ length: 60 }, (_, row) => (row < 58 ? 0 : 1));
    const metrics = evaluate(withOrders(order.map(() => order)), labels, 2);
    const harmonic = (n: number) => Array.from({ length: n }, (_, i) => 1 / (i + 1)).reduce((a, b) => a + b);
    // Class 0 finds rank r at precision (r - 1)/r for r from 2: Σ_{r=2..R} (1 - 1/r) = R - H_R. Up to 50 it finds 49 of 58.
    const found = 50 - harmonic(50);
    // Class 1 finds rank 1, then rank 60 at precision 2/60.
    expect(disagreements([metrics.map50, metrics.map50Capped], [(58 * (found / 49) + 2 * (1 / 1)) / 60, (58 * (found / 50) + 2 * (1 / 2)) / 60])).toEqual([]);
    expect(disagreements(metrics.perClass, [(59 - harmonic(59)) / 58, (1 + 2 / 60) / 2])).toEqual([]);
  });

  it('MAP@50 is 0 for a query whose relevant items all lie deeper', () => {
    // The one query that is relevant to a single item, itself, ranks it last of 51; the others find themselves first.
    const orders = Array.from({ length: 51 }, (_, q) => Array.from({ length: 51 }, (_, i) => (q + i + (q === 0 ? 1 : 0)) % 51));
    const metrics = evaluate(withOrders(orders), Int32Array.from(orders.keys()), 51);
    expect(disagreements([metrics.map50, metrics.map50Capped, metrics.map], [50 / 51, 50 / 51, (50 + 1 / 51) / 51])).toEqual([]);
    expect(metrics.withoutRelevant).toBe(0);
  });

  it('labels of other rows are refused with what was expected', () => {
    const { queries, gallery } = withOrders([[0, 1], [1, 0]]);
    const expected = 'Evaluating retrieval: expected labels for 2 queries and 2 gallery items, pair by pair, got 3. Select the same rows of all three.';
    expect(() => evaluate({ queries, gallery }, Int32Array.of(0, 1, 0), 2)).toThrow(expected);
    expect(() => meanAveragePrecision({ image: queries, text: gallery }, Int32Array.of(0, 1, 0), 'canonical', 1)).toThrow(RangeError);
  });
});

/** Items {a}, {a, b}, {b}, {} of classes a, b, c: 2, 3, 2 and 0 relevant items. */
const four: MultiLabels = { values: Uint8Array.of(1, 0, 0, 1, 1, 0, 0, 1, 0, 0, 0, 0), classes: 3 };

describe('evaluation of items with several classes', () => {
  const orders = [[2, 1, 3, 0], [3, 0, 1, 2], [2, 1, 0, 3], [3, 0, 1, 2]];
  const metrics = evaluate(withOrders(orders), four, 3);
  // Relevant ranks: query 0 at 2, 4 → (1/2 + 2/4)/2 = 1/2; query 1 at 2, 3, 4 → (1/2 + 2/3 + 3/4)/3 = 23/36;
  // query 2 at 1, 2 → 1; query 3 has no class, so nothing is relevant.

  it('MAP is over the queries with a relevant item, and the others are counted', () => {
    expect(disagreements([metrics.map, metrics.map50, metrics.map50Capped], Array(3).fill((1 / 2 + 23 / 36 + 1) / 3))).toEqual([]);
    expect(metrics.withoutRelevant).toBe(1);
    expect(disagreements(metrics.queryAp.slice(0, 3), [1 / 2, 23 / 36, 1])).toEqual([]);
    expect(metrics.queryAp.slice(3)).toEqual([NaN]);
    const { queries, gallery } = withOrders(orders);
    expect(meanAveragePrecision({ image: queries, text: gallery }, four, 'canonical', 1).i2t).toBe(metrics.map);
  });

  it('a query of two classes counts in the mean of each; a class without queries is NaN', () => {
    expect(disagreements(metrics.perClass.slice(0, 2), [(1 / 2 + 23 / 36) / 2, (23 / 36 + 1) / 2])).toEqual([]);
    expect(metrics.perClass[2]).toBeNaN();
  });

  it('recall and median rank ask for the own pair of every query', () => {
    // own ranks 4, 3, 1, 1
    expect([metrics.recall, metrics.medianRank]).toEqual([{ 1: 0.5, 5: 1, 10: 1 }, 2]);
  });

  it('nDCG and the curve are means over the same queries as MAP', () => {
    const [second, fourth] = [1 / Math.log2(3), 1 / Math.log2(5)];
    expect(metrics.ndcg10).toBeCloseTo(((second + fourth) / (1 + second) + (second + 1 / 2 + fourth) / (1 + second + 1 / 2) + 1) / 3, 12);
    // Highest precision at or beyond every recall: 2/4, 3/4, 1.
    expect(disagreements(metrics.precisionRecall, eleven((1 / 2 + 3 / 4 + 1) / 3))).toEqual([]);
  });

  it('one class an item gives the very numbers of a class index', () => {
    const key = streamKey(9);
    const points = (from: number) => embedding(Array.from({ length: 70 }, (_, i) => Array.from({ length: 3 }, (_, j) => normal(key, from + 3 * i + j))));
    const labels = Int32Array.from({ length: 70 }, (_, i) => Math.floor(5 * uniform(key, 1000 + i)));
    const oneHot = { values: Uint8Array.from({ length: 70 * 5 }, (_, i) => (labels[Math.floor(i / 5)] === i % 5 ? 1 : 0)), classes: 5 };
    const space = { queries: points(0), gallery: points(500) };
    expect(evaluate(space, oneHot, 5)).toEqual(evaluate(space, labels, 5));
    expect(chanceMap(oneHot)).toBe(chanceMap(labels));
  });

  it('where no query has a class, MAP and its kin are NaN and recall is not', () => {
    const none = evaluate(withOrders([[0, 1], [0, 1]]), { values: new Uint8Array(4), classes: 2 }, 2);
    expect([none.map, none.map50, none.map50Capped, none.ndcg10, ...none.precisionRecall, ...none.perClass]).toEqual(Array(17).fill(NaN));
    expect([none.withoutRelevant, none.recall[1], none.medianRank]).toEqual([2, 0.5, 1.5]);
  });
});

/** Every order of 0 … n-1. */
function permutations(n: number): number[][] {
  if (n === 0) return [[]];
  return permutations(n - 1).flatMap((order) => Array.from({ length: n }, (_, at) => [...order.slice(0, at), n - 1, ...order.slice(at)]));
}

describe('chance', () => {
  it('is the mean AP over every order there is', () => {
    // By hand: R = 2 of 4 has 49/72 (1, 5/6, 3/4, 7/12, 1/2, 5/12 for its six places), R = 3 has 121/144, and item 3 asks nothing.
    expect(chanceMap(four)).toBeCloseTo((49 / 72 + 121 / 144 + 49 / 72) / 3, 12);
    const labels = Int32Array.of(0, 0, 1, 1, 1, 2);
    const orders = permutations(6);
    expect(orders).toHaveLength(720);
    const ofRow = (row: number) => mean(orders.map((order) => averagePrecision(order.map((i) => relatedRows(labels, row)[i]!))));
    expect(chanceMap(labels)).toBeCloseTo(mean([0, 1, 2, 3, 4, 5].map(ofRow)), 12);
  });

  it('is 1 where everything is relevant, and NaN where nothing is', () => {
    expect(disagreements([chanceMap(Int32Array.of(0)), chanceMap(new Int32Array(9))], [1, 1])).toEqual([]);
    expect(chanceMap({ values: new Uint8Array(6), classes: 2 })).toBeNaN();
  });

  it.each<[string, ItemLabels]>([
    ['one class an item', Int32Array.from({ length: 30 }, (_, i) => (i < 20 ? 0 : i < 27 ? 1 : 2))],
    ['several classes an item', { values: Uint8Array.from({ length: 30 * 4 }, (_, i) => (uniform(streamKey(11), i) < 0.1 * (1 + (i % 4)) ? 1 : 0)), classes: 4 }],
  ])('is the mean AP of seeded random orders, %s', (_, labels) => {
    const related = Array.from({ length: 30 }, (_, row) => relatedRows(labels, row)).filter((row) => row.includes(1));
    const rounds = Array.from({ length: 1500 }, (_, round) =>
      mean(related.map((relevant, q) => {
        const key = streamKey(round, q);
        return averagePrecision(Uint8Array.from(rankGallery(Float32Array.from(relevant, (_, i) => uniform(key, i))), (row) => relevant[row]!));
      })),
    );
    const found = mean(rounds);
    const standardError = Math.sqrt(mean(rounds.map((value) => (value - found) ** 2)) / rounds.length);
    expect(standardError).toBeLessThan(1e-3);
    expect(Math.abs(found - chanceMap(labels))).toBeLessThan(4 * standardError);
  });
});
