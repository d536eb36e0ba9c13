import { expect, it } from 'vitest';
import { normal, streamKey } from '../math/random';
import { meanAveragePrecision } from './metrics';
import { mixedMaps } from './mixedMap';
import { normaliseRows, type Embedding } from './scores';

const [rows, k, classes] = [40, 5, 3];

function embedding(seed: number): Embedding {
  const key = streamKey(seed);
  const latent = normaliseRows(Float32Array.from({ length: rows * k }, (_, i) => normal(key, i)), k);
  const posterior = Float32Array.from({ length: rows * classes }, (_, i) => Math.abs(normal(key, 1000 + i)));
  return { rows, k, latent, posterior, classes };
}

it('the MAP of each mix is that of its score alone, queries without a class left out', () => {
  const space = { image: embedding(1), text: embedding(2) };
  const values = Uint8Array.from({ length: rows * classes }, (_, i) => (i % 4 === 0 && i > 2 * classes ? 1 : 0));
  for (const labels of [Int32Array.from({ length: rows }, (_, i) => i % classes), { values, classes }]) {
    const [canonical, semantic, fused] = mixedMaps(space, labels, [1, 0, 0.3]);
    for (const [got, expected] of [
      [canonical, meanAveragePrecision(space, labels, 'canonical', 1)],
      [semantic, meanAveragePrecision(space, labels, 'semantic', 0)],
      [fused, meanAveragePrecision(space, labels, 'fused', 0.3)],
    ] as const) {
      expect(got!.i2t).toBeCloseTo(expected.i2t, 12);
      expect(got!.t2i).toBeCloseTo(expected.t2i, 12);
    }
  }
});
