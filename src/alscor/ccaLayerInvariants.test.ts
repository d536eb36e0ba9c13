import * as tf from '@tensorflow/tfjs-core';
import { Matrix, QrDecomposition, SingularValueDecomposition } from 'ml-matrix';
import { beforeAll, describe, expect, test } from 'vitest';
import { startBackend } from '../engine/backends';
import { wasmFolder } from '../tools/wasmFolder';
import { ccaForward, SMOOTHING } from './ccaLayer';
import { layers, matrix } from './fixtures/ccaLayerCases';
import { normals, seededViews } from './fixtures/seededViews';

beforeAll(async () => {
  const started = await startBackend('wasm', wasmFolder());
  if (started.backend !== 'wasm') throw new Error(JSON.stringify(started.skipped));
});

/** The layer's results in plain matrices. */
async function fit(U: Matrix, W: Matrix, ridge: number) {
  const tensors = tf.tidy(() => {
    const { Zv, Zt, correlation, residual, cache } = ccaForward(tf.tensor2d(U.to2DArray()), tf.tensor2d(W.to2DArray()), ridge);
    return { Zv, Zt, correlation, residual, A: cache.A.inverseRoot, B: cache.B.inverseRoot, M: cache.M, P: cache.P.root, inverseP: cache.P.inverseRoot };
  });
  const read = async (name: 'Zv' | 'Zt' | 'A' | 'B' | 'M' | 'P' | 'inverseP') => matrix(await tensors[name].data(), tensors[name].shape[1]);
  const scalar = async (name: 'correlation' | 'residual') => (await tensors[name].data())[0]!;
  const [Zv, Zt, A, B, M, P, inverseP] = await Promise.all((['Zv', 'Zt', 'A', 'B', 'M', 'P', 'inverseP'] as const).map(read)) as [Matrix, Matrix, Matrix, Matrix, Matrix, Matrix, Matrix];
  const result = { Zv, Zt, A, B, M, P, inverseP, correlation: await scalar('correlation'), residual: await scalar('residual') };
  tf.dispose(tensors);
  return result;
}

function covariance(X: Matrix): Matrix {
  const centred = Matrix.sub(X, Matrix.ones(X.rows, 1).mmul(Matrix.rowVector(X.mean('column'))));
  return centred.transpose().mmul(centred).div(X.rows - 1);
}

/** Largest entry of |a - b|; NaN where one is not a number, which is below no limit. */
function largestGap(a: Matrix, b: Matrix): number {
  return Math.max(...Matrix.sub(a, b).to1DArray().map(Math.abs));
}

function views(n: number, k: number): [Matrix, Matrix] {
  const { U, W } = seededViews({ title: '', n, k, ridge: 0 });
  return [matrix(U, k), matrix(W, k)];
}

const cosines = (Zv: Matrix, Zt: Matrix): Matrix => {
  const unit = (Z: Matrix) => new Matrix(Z.to2DArray().map((row) => row.map((x) => x / Math.hypot(...row))));
  return unit(Zv).mmul(unit(Zt).transpose());
};

describe('whitened variates', () => {
  test.each(layers)('have the identity as covariance once the ridge is added: $title', async ({ U, W, k, ridge }) => {
    const [u, w] = [matrix(U, k), matrix(W, k)];
    const { A, B } = await fit(u, w, ridge);
    for (const [X, inverse] of [[u, A], [w, B]] as const) {
      const S = covariance(X);
      const ridgePart = inverse.mmul(inverse).mul((ridge * S.trace()) / k);
      // cov(Ū·A) = A·S·A = I - r·tr(S)/k·A²
      expect(largestGap(Matrix.add(inverse.mmul(S).mmul(inverse), ridgePart), Matrix.eye(k))).toBeLessThan(2e-5);
    }
  });

  test('have nearly the identity as covariance where the ridge is small', async () => {
    const [U, W] = views(200, 8);
    const { A } = await fit(U, W, 1e-4);
    // Off by r·mean(λ)/λ: 1e-4 times the spread of the eigenvalues of 200 draws, below 3.
    expect(largestGap(covariance(U.mmul(A)), Matrix.eye(8))).toBeLessThan(3e-4);
  });
});

describe('the polar factor R = M·P⁻¹', () => {
  test('is orthogonal at full rank, up to the smoothing', async () => {
    const k = 8;
    const { M, inverseP } = await fit(...views(60, k), 0.1);
    const smallest = Math.min(...new SingularValueDecomposition(M).diagonal);
    expect(smallest).toBeGreaterThan(0.05);
    const R = M.mmul(inverseP);
    // RᵀR = I - ε²·P⁻², whose entries are at most ε²/s².
    expect(largestGap(R.transpose().mmul(R), Matrix.eye(k))).toBeLessThan((SMOOTHING / smallest) ** 2 + 1e-5);
    expect(largestGap(Matrix.add(R.transpose().mmul(R), inverseP.mmul(inverseP).mul(SMOOTHING ** 2)), Matrix.eye(k))).toBeLessThan(1e-4);
  });

  test('times P is M, so the variates of the images are Ū·A·R·P', async () => {
    const { M, P, inverseP } = await fit(...views(60, 8), 0.1);
    expect(largestGap(M.mmul(inverseP).mmul(P), M)).toBeLessThan(1e-5);
  });
});

describe('the canonical correlations', () => {
  test.each(layers)('lie in [0, 1], and their smoothed sum is the correlation: $title', async ({ U, W, k, ridge }) => {
    const { M, correlation } = await fit(matrix(U, k), matrix(W, k), ridge);
    const values = new SingularValueDecomposition(M).diagonal;
    expect(values).toHaveLength(k);
    for (const value of values) expect(value >= 0 && value <= 1 + 1e-5, `${value}`).toBe(true);
    const sum = values.reduce((total, s) => total + Math.sqrt(s ** 2 + SMOOTHING ** 2) - SMOOTHING, 0);
    expect(Math.abs(correlation - sum)).toBeLessThan(1e-4);
    expect(correlation >= 0 && correlation <= k).toBe(true);
  });

  test('of a view with itself are λ / (λ + ridge)', async () => {
    const [U] = views(40, 6);
    const { M } = await fit(U, U, 0.1);
    const S = covariance(U);
    const added = (0.1 * S.trace()) / 6;
    const expected = [...new SingularValueDecomposition(S).diagonal].map((value) => value / (value + added));
    expect(largestGap(Matrix.rowVector(new SingularValueDecomposition(M).diagonal), Matrix.rowVector(expected))).toBeLessThan(1e-5);
  });
});

describe('cosine scores', () => {
  const k = 8;
  const [U, W] = views(40, k);
  const rotation = (seed: number) => new QrDecomposition(matrix(normals(k, k, seed), k)).orthogonalMatrix;

  test.each([
    ['VisNet', U.mmul(rotation(1)), W],
    ['TxtNet', U, W.mmul(rotation(2))],
    ['both nets', U.mmul(rotation(3)), W.mmul(rotation(4))],
  ])('do not change when the output of %s is rotated', async (_, rotatedU, rotatedW) => {
    const before = await fit(U, W, 0.1);
    const after = await fit(rotatedU, rotatedW, 0.1);
    expect(largestGap(cosines(after.Zv, after.Zt), cosines(before.Zv, before.Zt))).toBeLessThan(1e-4);
    expect(Math.abs(after.correlation - before.correlation)).toBeLessThan(1e-4);
  });

  test('do not change when a net scales or shifts its output', async () => {
    const before = await fit(U, W, 0.1);
    const after = await fit(Matrix.mul(U, 1000).add(500), Matrix.mul(W, 1e-3), 0.1);
    // 500 beside deviations of 1000: the mean costs one digit at most.
    expect(largestGap(cosines(after.Zv, after.Zt), cosines(before.Zv, before.Zt))).toBeLessThan(1e-4);
  });
});

describe('one planted correlation', () => {
  /** Columns of an 8 × 8 Hadamard matrix: centred, of one length, exactly uncorrelated. */
  const column = (j: number) => Array.from({ length: 8 }, (_, i) => ([1, 2, 4].filter((bit) => i & j & bit).length % 2 === 0 ? 1 : -1));
  const mix = (rho: number) => column(1).map((x, i) => rho * x + Math.sqrt(1 - rho ** 2) * column(2)[i]!);
  const ridge = 0.1;

  test.each([0.9, 0.6, -0.6, 0])('is found in one dimension: ρ = %f', async (rho) => {
    const { M, correlation, Zv, Zt } = await fit(Matrix.columnVector(column(1)), Matrix.columnVector(mix(rho)), ridge);
    // Both variances v become v·(1 + r), the covariance ρ·v stays.
    const expected = rho / (1 + ridge);
    expect(Math.abs(M.get(0, 0) - expected)).toBeLessThan(1e-6);
    expect(Math.abs(correlation - (Math.hypot(expected, SMOOTHING) - SMOOTHING))).toBeLessThan(1e-6);
    // A negative correlation is turned round, so the variates of the pairs agree: Σ Zv·Zt / 7 = (1/√(1+r))²·ρ·M·P = M²·P.
    const sum = Matrix.mul(Zv, Zt).sum() / 7;
    expect(sum).toBeGreaterThanOrEqual(0);
    expect(Math.abs(sum - expected ** 2 * Math.hypot(expected, SMOOTHING))).toBeLessThan(1e-6);
  });

  test('is the only one among independent dimensions', async () => {
    const rho = 0.8;
    const U = new Matrix([column(1), column(3), column(4)]).transpose();
    const W = new Matrix([mix(rho), column(5), column(6)]).transpose();
    const { M, correlation } = await fit(U, W, ridge);
    const expected = rho / (1 + ridge);
    expect(largestGap(Matrix.rowVector(new SingularValueDecomposition(M).diagonal), new Matrix([[expected, 0, 0]]))).toBeLessThan(1e-6);
    expect(Math.abs(correlation - (Math.hypot(expected, SMOOTHING) - SMOOTHING))).toBeLessThan(1e-5);
  });
});
