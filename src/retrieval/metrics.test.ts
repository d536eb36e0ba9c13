import { describe, expect, it } from 'vitest';
import { embedding } from './fixtures/spaces';
import { averagePrecision, elevenPoints, median, ndcg } from './metrics';
import { rankGallery } from './ranker';
import { scoreQuery } from './scores';

describe('average precision', () => {
  it('is the mean of the precisions at the relevant ranks', () => {
    // ranks 1, 3, 4: (1/1 + 2/3 + 3/4) / 3
    expect(averagePrecision([1, 0, 1, 1, 0])).toBeCloseTo((1 + 2 / 3 + 3 / 4) / 3, 12);
  });

  it('divides by the relevant items among the first ranks, or by the number it is given', () => {
    // first two ranks: hit at 1 only
    expect(averagePrecision([1, 0, 1, 1], 2)).toBeCloseTo(1, 12);
    expect(averagePrecision([1, 0, 1, 1], 2, 2)).toBeCloseTo(1 / 2, 12);
  });

  it('is 0 where nothing is relevant', () => {
    expect(averagePrecision([0, 0])).toBe(0);
  });
});

describe('ranking', () => {
  it('keeps the gallery order among equal scores', () => {
    expect([...rankGallery(Float32Array.of(0.5, 0.9, 0.5, 0.9))]).toEqual([1, 3, 0, 2]);
    expect([...rankGallery(Float32Array.of(-1, 0, Infinity, -0, -Infinity, 1e-40, -2))]).toEqual([2, 5, 1, 3, 0, 6, 4]);
    expect([...rankGallery(new Float32Array())]).toEqual([]);
  });

  it('is that of a sort by comparison, for negative scores, zeros of both signs and many ties', () => {
    const scores = Float32Array.from({ length: 3000 }, (_, i) => Math.round(Math.sin(i * 12.9898) * 40) / 16 + (i % 7 === 0 ? 1e-7 : 0));
    scores.set([0, -0, Infinity, -Infinity, 1e-40, -1e-40, 0, -0], 500);
    const compared = [...scores.keys()].sort((a, b) => (scores[b]! > scores[a]! ? 1 : scores[b]! < scores[a]! ? -1 : a - b));
    expect([...rankGallery(scores)]).toEqual(compared);
  });
});

describe('other metrics', () => {
  it('nDCG counts gains by their discount', () => {
    // relevant at 2 and 3 of 2 relevant: (1/log2 3 + 1/log2 4) / (1 + 1/log2 3)
    const expected = (1 / Math.log2(3) + 1 / 2) / (1 + 1 / Math.log2(3));
    expect(ndcg([0, 1, 1, 0], 10)).toBeCloseTo(expected, 12);
    expect(ndcg([0, 0], 10)).toBe(0);
  });

  it('precision-recall takes the highest precision at or beyond each recall', () => {
    // precisions at hits: 1/2, 2/3 → interpolated 2/3 everywhere up to recall 1
    expect(elevenPoints([0, 1, 1])).toEqual(Array(11).fill(2 / 3));
    // hits at ranks 1 and 4: 1 up to recall 0.5, then 2/4
    expect(elevenPoints([1, 0, 0, 1])).toEqual([1, 1, 1, 1, 1, 1, 0.5, 0.5, 0.5, 0.5, 0.5]);
    expect(elevenPoints([0])).toBeNull();
  });

  it('the median of an even count is the mean of the middle two', () => {
    expect(median([5, 1, 3, 2])).toBe(2.5);
    expect(median([7, 1, 3])).toBe(3);
  });
});

describe('scores', () => {
  const queries = embedding([[3, 4]], [[0.8, 0.2]]);
  const gallery = embedding([[1, 0], [0, 2]], [[0.5, 0.5], [1, 0]]);

  it('canonical is the cosine, semantic the probability of the same class, fused their mix', () => {
    const near = (scores: Float32Array, expected: number[]) => expected.forEach((x, i) => expect(scores[i]!).toBeCloseTo(x, 6));
    near(scoreQuery(queries, 0, gallery, 'canonical', 0), [0.6, 0.8]);
    near(scoreQuery(queries, 0, gallery, 'canonical', 0, Int32Array.of(1, 0, 1, 1, 0)), [0.8, 0.6, 0.8, 0.8, 0.6]);
    near(scoreQuery(queries, 0, gallery, 'canonical', 0, new Int32Array()), []);
    near(scoreQuery(queries, 0, gallery, 'semantic', 0), [0.5, 0.8]);
    near(scoreQuery(queries, 0, gallery, 'fused', 0.25), [0.25 * 0.6 + 0.75 * 0.5, 0.8]);
  });

  it('a model without a classifier says which score it lacks', () => {
    expect(() => scoreQuery(embedding([[1, 0]]), 0, gallery, 'semantic', 0)).toThrow(/expected a model with a classifier/);
  });
});
