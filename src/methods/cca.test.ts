import { Matrix } from 'ml-matrix';
import { describe, expect, it } from 'vitest';
import { referenceCcaLayer } from '../alscor/reference';
import { normal, streamKey } from '../math/random';
import { fitCca, transformCca } from './cca';

/** Two views that share `shared` factors at correlation ρ each, the rest being noise. */
function planted(n: number, dims: [number, number], rho: number[]) {
  const key = streamKey(11);
  const [a, b] = dims.map((d) => new Float32Array(n * d)) as [Float32Array, Float32Array];
  let draw = 0;
  for (let i = 0; i < n; i++) {
    for (let j = 0; j < dims[0]; j++) a[i * dims[0] + j] = normal(key, draw++);
    for (let j = 0; j < dims[1]; j++) {
      const noise = normal(key, draw++);
      const r = rho[j] ?? 0;
      b[i * dims[1] + j] = 3 * (r * a[i * dims[0] + j]! + Math.sqrt(1 - r * r) * noise) + 1;
    }
  }
  return { image: { data: a, dims: dims[0] }, text: { data: b, dims: dims[1] }, rows: Int32Array.from({ length: n }, (_, i) => i) };
}

describe('linear CCA', () => {
  it('recovers planted correlations', () => {
    const { image, text, rows } = planted(20000, [6, 4], [0.9, 0.6, 0.3]);
    const { correlations } = fitCca(image, text, rows, { maxDims: 4, ridge: 1e-6 });
    [0.9, 0.6, 0.3, 0].forEach((rho, i) => expect(Math.abs(correlations[i]! - rho)).toBeLessThan(0.025));
  });

  it('gives the same with the views exchanged', () => {
    const { image, text, rows } = planted(300, [6, 4], [0.9, 0.6]);
    const one = fitCca(image, text, rows, { maxDims: 3, ridge: 0.1 });
    const other = fitCca(text, image, rows, { maxDims: 3, ridge: 0.1 });
    one.correlations.forEach((rho, i) => expect(other.correlations[i]!).toBeCloseTo(rho, 10));
  });

  it('gives the cosines of the eigen-decomposed CCA layer', () => {
    const n = 40;
    const { image, text, rows } = planted(n, [5, 5], [0.9, 0.7, 0.5]);
    const fit = fitCca(image, text, rows, { maxDims: 5, ridge: 0.1 });
    const matrix = (f: { data: Float32Array; dims: number }) => Matrix.from1DArray(n, f.dims, Array.from(f.data));
    const { Zv, Zt } = referenceCcaLayer(matrix(image), matrix(text), 0.1);
    const own = [transformCca(fit.image, image, n), transformCca(fit.text, text, n)].map((z) => Matrix.from1DArray(n, 5, Array.from(z))) as [Matrix, Matrix];
    const cosines = (V: Matrix, T: Matrix) => {
      const G = V.mmul(T.transpose());
      return G.to2DArray().map((row, i) => row.map((x, j) => x / (V.getRowVector(i).norm() * T.getRowVector(j).norm())));
    };
    const expected = cosines(Zv, Zt);
    cosines(...own).forEach((row, i) => row.forEach((x, j) => expect(Math.abs(x - expected[i]![j]!)).toBeLessThan(5e-3)));
  });

  it('holds where there are fewer pairs than features', () => {
    const { image, text, rows } = planted(5, [12, 8], [0.9]);
    const { correlations } = fitCca(image, text, rows, { maxDims: 32, ridge: 0.1 });
    expect(correlations.every((rho) => rho >= 0 && rho <= 1)).toBe(true);
  });
});
