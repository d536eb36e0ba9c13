import { describe, expect, it } from 'vitest';
import { normal, streamKey } from '../math/random';
import { averagePrecision } from './metrics';
import { rankGallery, Ranker } from './ranker';
import { scoredAp } from './scoredAp';

describe('the average precision from scores', () => {
  it('is that of a ranking by hand: relevant at ranks 1 and 3 of 4', () => {
    // (1/1 + 2/3) / 2 = 5/6
    expect(scoredAp(new Ranker(4), Float32Array.of(0.1, 0.9, 0.3, 0.5), Uint8Array.of(0, 1, 1, 0))).toBeCloseTo(5 / 6, 12);
  });

  it('keeps the gallery’s order among equal scores', () => {
    // All equal: order 0 1 2 3, relevant at ranks 2 and 4: (1/2 + 2/4) / 2
    expect(scoredAp(new Ranker(4), new Float32Array(4).fill(0.5), Uint8Array.of(0, 1, 0, 1))).toBeCloseTo(0.5, 12);
  });

  it('is not a number where nothing is relevant', () => {
    expect(scoredAp(new Ranker(2), Float32Array.of(1, 2), Uint8Array.of(0, 0))).toBeNaN();
  });

  it.each([1, 2, 5, 100])('is that of the ranked gallery, of %i relevant in a hundred, many scores being equal', (share) => {
    const ranker = new Ranker(101);
    for (let list = 0; list < 200; list++) {
      const key = streamKey(3, share, list);
      const scores = Float32Array.from({ length: 101 }, (_, i) => Math.round(3 * normal(key, i)) / 3);
      const related = Uint8Array.from({ length: 101 }, (_, i) => (i === list % 101 || (i * 37 + list) % 100 < share ? 1 : 0));
      const ranked = Uint8Array.from(rankGallery(scores), (row) => related[row]!);
      expect(scoredAp(ranker, scores, related)).toBeCloseTo(averagePrecision(ranked), 12);
    }
  });
});
