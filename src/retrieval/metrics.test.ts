import { describe, expect, it } from 'vitest';
import { normal, streamKey, uniform } from '../math/random';
import { averagePrecision, chanceMap, elevenPoints, evaluateDirection, meanAveragePrecision, median, ndcg, rankGallery } from './metrics';
import { normaliseRows, scoreQuery, type Embedding } from './scores';

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

  it('chance is the mean AP of random orders', () => {
    const labels = Int32Array.from({ length: 30 }, (_, i) => (i < 20 ? 0 : i < 27 ? 1 : 2));
    let sum = 0;
    const rounds = 400;
    for (let round = 0; round < rounds; round++) {
      labels.forEach((label, q) => {
        const scores = Float32Array.from(labels, (_, i) => uniform(streamKey(round, q), i));
        sum += averagePrecision(Array.from(rankGallery(scores), (i) => (labels[i] === label ? 1 : 0)));
      });
    }
    expect(Math.abs(sum / rounds / labels.length - chanceMap(labels))).toBeLessThan(4e-3);
  });
});

function embedding(latent: number[][], posterior: number[][] | null = null): Embedding {
  const k = latent[0]!.length;
  return {
    rows: latent.length,
    k,
    latent: normaliseRows(Float32Array.from(latent.flat()), k),
    posterior: posterior && Float32Array.from(posterior.flat()),
    classes: posterior?.[0]!.length ?? 0,
  };
}

describe('scores', () => {
  const queries = embedding([[3, 4]], [[0.8, 0.2]]);
  const gallery = embedding([[1, 0], [0, 2]], [[0.5, 0.5], [1, 0]]);

  it('canonical is the cosine, semantic the probability of the same class, fused their mix', () => {
    const near = (scores: Float32Array, expected: number[]) => expected.forEach((x, i) => expect(scores[i]!).toBeCloseTo(x, 6));
    near(scoreQuery(queries, 0, gallery, 'canonical', 0), [0.6, 0.8]);
    near(scoreQuery(queries, 0, gallery, 'semantic', 0), [0.5, 0.8]);
    near(scoreQuery(queries, 0, gallery, 'fused', 0.25), [0.25 * 0.6 + 0.75 * 0.5, 0.8]);
  });

  it('a model without a classifier says which score it lacks', () => {
    expect(() => scoreQuery(embedding([[1, 0]]), 0, gallery, 'semantic', 0)).toThrow(/expected a model with a classifier/);
  });
});

describe('evaluation of one direction', () => {
  it('gives hand-computed values on four pairs', () => {
    const queries = embedding([[1, 0], [0, 1], [1, 0], [0, 1]]);
    const gallery = embedding([[1, 0], [0, 1], [0, 1], [1, 0]]);
    const labels = Int32Array.of(0, 1, 0, 1);
    const metrics = evaluateDirection(queries, gallery, labels, 2, 'canonical', 0);
    // query 0 ranks 0 3 1 2: relevant at 1, 4 → (1 + 2/4)/2; query 1 ranks 1 2 0 3: 1, 4; query 2 as 0; query 3 as 1
    expect(metrics.map).toBeCloseTo(0.75, 12);
    // own ranks: 1, 1, 4, 4
    expect(metrics.recall).toEqual({ 1: 0.5, 5: 1, 10: 1 });
    expect(metrics.medianRank).toBe(2.5);
    expect(metrics.perClass[0]).toBeCloseTo(0.75, 12);
    expect(meanAveragePrecision({ image: queries, text: gallery }, labels, 'canonical', 0).i2t).toBeCloseTo(metrics.map, 12);
  });

  it('a perfect space reaches 1 in every metric', () => {
    const key = streamKey(3);
    const points = Array.from({ length: 12 }, (_, i) => Array.from({ length: 6 }, (_, j) => normal(key, 6 * i + j)));
    const space = embedding(points);
    const labels = Int32Array.from({ length: 12 }, (_, i) => i);
    const metrics = evaluateDirection(space, space, labels, 12, 'canonical', 0);
    expect([metrics.map, metrics.recall[1], metrics.medianRank, metrics.ndcg10]).toEqual([1, 1, 1, 1]);
  });
});
