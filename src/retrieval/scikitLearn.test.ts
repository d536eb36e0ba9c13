/** Against average_precision.json, which fixtures/make_average_precision.py makes with scikit-learn. */
import { describe, expect, it } from 'vitest';
import fixture from './fixtures/average_precision.json';
import { disagreements } from './fixtures/agreement';
import { averagePrecision, elevenPoints, evaluateDirection, meanAveragePrecision, ndcg } from './metrics';
import { rankGallery } from './ranker';
import type { MultiLabels } from './labels';
import type { Embedding } from './scores';

function ranked(scores: Float32Array, relevance: string): Uint8Array {
  return Uint8Array.from(rankGallery(scores), (row) => Number(relevance[row]));
}

describe('a ranked list without ties has the values of scikit-learn', () => {
  it.each(fixture.lists)('$name', ({ scores, relevance, averagePrecision: expected, ndcg10, elevenPoints: points }) => {
    expect(new Set(Float32Array.from(scores)).size).toBe(scores.length);
    const ranks = ranked(Float32Array.from(scores), relevance);
    expect(disagreements([averagePrecision(ranks)], [expected])).toEqual([]);
    const curve = elevenPoints(ranks);
    expect(curve === null).toBe(points === null);
    expect(disagreements(curve ?? [], points ?? [])).toEqual([]);
    // scikit-learn refuses the nDCG of a single item.
    expect(disagreements(scores.length > 1 ? [ndcg(ranks, 10)] : [], ndcg10 === null ? [] : [ndcg10])).toEqual([]);
  });

  it('equal scores are ranked in gallery order, where scikit-learn takes them as one rank', () => {
    // Order 1 3 0 2, relevant at ranks 2 and 3: (1/2 + 2/3)/2 = 7/12.
    // scikit-learn: two thresholds, 1 of 2 and 2 of 4 found, each adding half of the recall: 1/2·1/2 + 1/2·1/2 = 1/2.
    expect(disagreements([averagePrecision(ranked(Float32Array.of(0.5, 0.9, 0.5, 0.9), '1001'))], [7 / 12])).toEqual([]);
    // The other way round in the gallery: order 1 3 0 2 again, relevant at ranks 1 and 4: (1 + 2/4)/2; scikit-learn still 1/2.
    expect(disagreements([averagePrecision(ranked(Float32Array.of(0.5, 0.9, 0.5, 0.9), '0110'))], [3 / 4])).toEqual([]);
  });
});

describe('an evaluation of items with several classes has the values of scikit-learn', () => {
  const { rows, classes, k, image, text, labels: lines, withoutRelevant } = fixture.multilabel;
  const embedding = (latent: number[]): Embedding => ({ rows, k, latent: Float32Array.from(latent), posterior: null, classes: 0 });
  const space = { image: embedding(image), text: embedding(text) };
  const labels: MultiLabels = { values: Uint8Array.from(lines.join(''), Number), classes };

  it.each([['i2t', space.image, space.text] as const, ['t2i', space.text, space.image] as const])('%s', (direction, queries, gallery) => {
    const expected = fixture.multilabel[direction];
    const metrics = evaluateDirection(queries, gallery, labels, classes, 'canonical', 1);
    expect(disagreements([metrics.map, metrics.ndcg10, metrics.medianRank], [expected.map, expected.ndcg10, expected.medianRank])).toEqual([]);
    expect(disagreements([metrics.recall[1], metrics.recall[5], metrics.recall[10]], [expected.recall[1], expected.recall[5], expected.recall[10]])).toEqual([]);
    expect(disagreements(metrics.perClass, expected.perClass)).toEqual([]);
    expect(disagreements(metrics.precisionRecall, expected.precisionRecall)).toEqual([]);
    expect(metrics.withoutRelevant).toBe(withoutRelevant);
    expect(disagreements([meanAveragePrecision(space, labels, 'canonical', 1)[direction]], [expected.map])).toEqual([]);
  });

  it('leaves out queries without a class, of which there are some', () => {
    expect(withoutRelevant).toBeGreaterThan(5);
  });
});
