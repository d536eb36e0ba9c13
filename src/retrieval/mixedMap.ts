import { countRows, relatedRows, type ItemLabels } from './labels';
import { Ranker } from './ranker';
import { scoreQuery, type Direction, type Embedding, type Space } from './scores';
import { scoredAp } from './scoredAp';

function mix(result: Float32Array, canonical: Float32Array, semantic: Float32Array, weight: number): Float32Array {
  for (let i = 0; i < result.length; i++) result[i] = weight * canonical[i]! + (1 - weight) * semantic[i]!;
  return result;
}

/**
 * MAP@all both ways of several mixes of the two scores, w·canonical + (1 - w)·semantic, over the queries with a relevant
 * item: both scores are computed once for all mixes.
 * @param space of a model with a classifier
 * @param weights 1 is the canonical score, 0 the semantic one
 * @returns one a weight
 */
export function mixedMaps(space: Space, labels: ItemLabels, weights: readonly number[]): Record<Direction, number>[] {
  const one = (queries: Embedding, gallery: Embedding): number[] => {
    const sums = weights.map(() => 0);
    const mixed = new Float32Array(gallery.rows);
    const ranker = new Ranker(gallery.rows);
    let judged = 0;
    for (let row = 0; row < countRows(labels); row++) {
      const related = relatedRows(labels, row);
      if (!related.includes(1)) continue;
      judged++;
      const canonical = scoreQuery(queries, row, gallery, 'canonical', 1);
      const semantic = scoreQuery(queries, row, gallery, 'semantic', 0);
      weights.forEach((weight, w) => (sums[w]! += scoredAp(ranker, mix(mixed, canonical, semantic, weight), related)));
    }
    return sums.map((sum) => sum / judged);
  };
  const [i2t, t2i] = [one(space.image, space.text), one(space.text, space.image)];
  return weights.map((_, w) => ({ i2t: i2t[w]!, t2i: t2i[w]! }));
}
