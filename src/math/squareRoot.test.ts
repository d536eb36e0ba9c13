import '@tensorflow/tfjs-backend-cpu';
import * as tf from '@tensorflow/tfjs-core';
import { EigenvalueDecomposition, Matrix } from 'ml-matrix';
import { beforeAll, describe, expect, it } from 'vitest';
import { normal, streamKey } from './random';
import { ridgedLow, squareRoot, squareRootTangent } from './squareRoot';

beforeAll(async () => {
  await tf.setBackend('cpu');
});

function symmetricFunction(S: Matrix, f: (x: number) => number): Matrix {
  const { realEigenvalues, eigenvectorMatrix: V } = new EigenvalueDecomposition(S, { assumeSymmetric: true });
  return V.mmul(Matrix.diag(realEigenvalues.map(f))).mmul(V.transpose());
}

function randomMatrix(rows: number, columns: number, seed: number): Matrix {
  const key = streamKey(seed);
  return Matrix.from1DArray(rows, columns, Array.from({ length: rows * columns }, (_, i) => normal(key, i)));
}

/** Covariance of columns whose scales fall by `condition` in variance, ridged by r. */
function ridgedCovariance(k: number, n: number, condition: number, ridge: number, seed: number): Matrix {
  const X = randomMatrix(n, k, seed);
  for (let j = 0; j < k; j++) X.mulColumn(j, condition ** (-j / (2 * Math.max(1, k - 1))));
  const S = X.transpose().mmul(X).div(n - 1);
  return Matrix.add(S, Matrix.eye(k).mul((ridge * S.trace()) / k));
}

async function onTensors(S: Matrix, ridge: number, E?: Matrix) {
  const k = S.rows;
  const out = tf.tidy(() => {
    const result = squareRoot(tf.tensor2d(S.to2DArray()), tf.scalar(S.trace()), ridgedLow(k, ridge), tf.eye(k));
    const tangent = E ? squareRootTangent(result, tf.tensor2d(E.to2DArray())) : null;
    return { root: result.root, inverseRoot: result.inverseRoot, residual: result.residual, ...(tangent ? { dRoot: tangent.root, dInverse: tangent.inverseRoot } : {}) };
  });
  const read = async (t: tf.Tensor) => Matrix.from1DArray(k, k, Array.from(await t.data()));
  const residual = (await out.residual.data())[0]!;
  const result = {
    residual,
    root: await read(out.root),
    inverseRoot: await read(out.inverseRoot),
    dRoot: out.dRoot ? await read(out.dRoot) : null,
    dInverse: out.dInverse ? await read(out.dInverse) : null,
  };
  tf.dispose(out);
  return result;
}

function relativeError(a: Matrix, b: Matrix): number {
  const error = Matrix.sub(a, b).norm() / b.norm();
  return Number.isNaN(error) ? Infinity : error;
}

describe('the coupled Newton-Schulz iteration', () => {
  for (const k of [2, 3, 8, 32, 128, 256]) {
    for (const [label, n, condition] of [['random', 3 * k + 2, 1], ['ill-conditioned', 3 * k + 2, 1e6], ['rank-deficient', Math.max(2, k >> 1), 1]] as const) {
      it(`agrees with the eigen-decomposition for k = ${k}, ${label}`, async () => {
        const S = ridgedCovariance(k, n, condition, 0.1, k);
        const { root, inverseRoot, residual } = await onTensors(S, 0.1);
        expect(relativeError(root, symmetricFunction(S, Math.sqrt))).toBeLessThan(5e-5);
        expect(relativeError(inverseRoot, symmetricFunction(S, (x) => x ** -0.5))).toBeLessThan(5e-5);
        expect(residual).toBeLessThan(1e-4 * Math.sqrt(k));
      });
    }
  }

  it('has the derivative of the eigen-decomposition by central differences', async () => {
    const k = 12;
    const S = ridgedCovariance(k, 20, 100, 0.1, 7);
    const G = randomMatrix(k, k, 8);
    const E = Matrix.add(G, G.transpose()).mul(0.5 * S.norm() / G.norm());
    const { dRoot, dInverse } = await onTensors(S, 0.1, E);
    const difference = (f: (x: number) => number) => {
      const h = 1e-5;
      return Matrix.sub(symmetricFunction(Matrix.add(S, Matrix.mul(E, h)), f), symmetricFunction(Matrix.sub(S, Matrix.mul(E, h)), f)).div(2 * h);
    };
    expect(relativeError(dRoot!, difference(Math.sqrt))).toBeLessThan(1e-4);
    expect(relativeError(dInverse!, difference((x) => x ** -0.5))).toBeLessThan(1e-4);
  });

  it('shows a residual far from 0 when its lower bound is a lie', async () => {
    const S = ridgedCovariance(32, 8, 1, 1e-6, 3);
    const { residual } = await onTensors(S, 10);
    expect(residual > 1e-2 || Number.isNaN(residual)).toBe(true);
  });

  it('shows a residual far from 0 where one direction of 256 did not converge', async () => {
    const k = 256;
    const S = Matrix.eye(k);
    S.set(7, 7, 1e-7);
    // The bound that r = 10 would allow: one step too few for the eigenvalue 1e-7 / 256, whose Z·S·Z stays near 0.
    const { residual } = await onTensors(S, 10);
    expect(residual).toBeGreaterThan(0.9);
  });

  it('reports NaN, not a number that looks fine, for a matrix of zeros', async () => {
    const { residual } = await onTensors(Matrix.zeros(4, 4), 0.1);
    expect(residual).toBeNaN();
  });
});
