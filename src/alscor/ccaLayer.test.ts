import { Matrix } from 'ml-matrix';
import { beforeAll, describe, expect, test } from 'vitest';
import { startBackend } from '../engine/backends';
import { wasmFolder } from '../tools/wasmFolder';
import { layerErrors, layers, limits, matrix, norm, polarErrors, polars, relativeError, rootErrors, roots, violations, violationsOf, worst } from './fixtures/ccaLayerCases';
import { inverseRootGradient, polarGradient, referenceCcaGradient, referenceCcaLayer, referencePolar, symmetricFunction } from './reference';

describe('the float64 reference agrees with numpy and its central differences', () => {
  // The fixture keeps 8 digits.
  const digits = 1e-7;

  test.each(layers)('in the whole layer: $title', ({ k, ridge, gCorrelation, correlation, title, ...values }) => {
    const [U, W, gZv, gZt] = [values.U, values.W, values.gZv, values.gZt].map((x) => matrix(x, k)) as [Matrix, Matrix, Matrix, Matrix];
    const got = { ...referenceCcaLayer(U, W, ridge), ...referenceCcaGradient(U, W, ridge, gZv, gZt, gCorrelation) };
    const error = (name: 'Zv' | 'Zt' | 'gU' | 'gW') => relativeError(got[name].to1DArray(), values[name]);
    const errors = { Zv: error('Zv'), Zt: error('Zt'), gU: error('gU'), gW: error('gW'), correlation: relativeError([got.correlation], [correlation]) };
    expect(violations(errors, { Zv: digits, Zt: digits, gU: digits, gW: digits, correlation: digits }, title)).toEqual([]);
  });

  test.each(roots)('in the whitening: $title', ({ k, ridge, S, G, inverseRoot, gradient, title }) => {
    const covariance = matrix(S, k);
    const T = Matrix.add(covariance, Matrix.eye(k).mul((ridge * covariance.trace()) / k));
    const errors = {
      value: relativeError(symmetricFunction(T, (x) => x ** -0.5).to1DArray(), inverseRoot),
      gradient: relativeError(inverseRootGradient(T, matrix(G, k)).to1DArray(), gradient),
    };
    expect(violations(errors, { value: digits, gradient: digits }, title)).toEqual([]);
  });

  test.each(polars)('in the polar factors and the trace norm: $title', ({ k, title, ...values }) => {
    const [M, G] = [matrix(values.M, k), matrix(values.G, k)];
    const zero = Matrix.zeros(k, k);
    const { R, P } = referencePolar(M);
    const errors = {
      R: relativeError(R.to1DArray(), values.R),
      P: relativeError(P.to1DArray(), values.P),
      gR: relativeError(polarGradient(M, G, zero).to1DArray(), values.gR),
      gP: relativeError(polarGradient(M, zero, G).to1DArray(), values.gP),
      gTraceNorm: relativeError(polarGradient(M, zero, Matrix.eye(k)).to1DArray(), values.gTraceNorm),
    };
    expect(violations(errors, { R: digits, P: digits, gR: digits, gP: digits, gTraceNorm: digits }, title)).toEqual([]);
  });
});

for (const backend of ['cpu', 'wasm'] as const) {
  describe(`on ${backend}, values and gradients agree with numpy and its central differences`, () => {
    beforeAll(async () => {
      const started = await startBackend(backend, wasmFolder());
      if (started.backend !== backend) throw new Error(JSON.stringify(started.skipped));
    });

    test('in the coupled Newton-Schulz whitening', async () => {
      const { problems, summary } = await violationsOf(roots, rootErrors, limits.root, 'whitening');
      console.log(summary);
      expect(problems).toEqual([]);
    });

    test('in the polar factors and the smoothed trace norm', async () => {
      const { problems, summary } = await violationsOf(polars, polarErrors, limits.polar, 'polar factors');
      console.log(summary);
      expect(problems).toEqual([]);
    });

    test('in the whole layer', async () => {
      const { problems, summary } = await violationsOf(layers, layerErrors, limits.layer, 'layer');
      console.log(summary);
      expect(problems).toEqual([]);
    });
  });
}

describe('the closeness check', () => {
  test('never passes what is not a number', () => {
    expect(violations({ Zv: NaN }, { Zv: 1 }, 'a case')).toEqual(['a case: expected the error of Zv to be at most 1, got NaN']);
    expect(violations({ Zv: 1 }, { Zv: 1 }, 'a case')).toEqual([]);
    expect(violations({}, { Zv: 1 }, 'a case')).toHaveLength(1);
    expect(relativeError([1, NaN], [1, 2])).toBeNaN();
    expect(relativeError([1], [1, 2])).toBeNaN();
    expect(worst([{ Zv: 1e-6 }, { Zv: NaN }, { Zv: 1 }]).Zv).toBeNaN();
  });

  test('measures 1 % of a vector as 0.01', () => {
    expect(norm([3, 4])).toBe(5);
    expect(relativeError([3.03, 4.04], [3, 4])).toBeCloseTo(0.01, 12);
  });
});
