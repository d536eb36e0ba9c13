import { memory } from '@tensorflow/tfjs-core';
import { beforeAll, describe, expect, it } from 'vitest';
import { startBackend } from '../engine/backends';
import { wasmFolder } from '../tools/wasmFolder';
import { normal, streamKey } from '../math/random';
import { classProbabilities, fitLogisticRegression } from './logisticRegression';

beforeAll(() => startBackend('wasm', wasmFolder()));

describe('logistic regression', () => {
  it('gives the observed shares where one binary feature says all', async () => {
    // Of x = 0: 3 of 4 are class 0; of x = 1: 1 of 4. Without a penalty the maximum likelihood gives these shares.
    const data = Float32Array.of(0, 0, 0, 0, 1, 1, 1, 1);
    const labels = Int32Array.of(0, 0, 0, 1, 0, 1, 1, 1);
    const model = await fitLogisticRegression({ data, rows: 8, dims: 1, labels }, 2, 0);
    const probabilities = await classProbabilities(model, Float32Array.of(0, 1));
    [0.75, 0.25, 0.25, 0.75].forEach((share, i) => expect(probabilities[i]).toBeCloseTo(share, 4));
  });

  it('falls back on the class shares where the penalty is large', async () => {
    const model = await fitLogisticRegression({ data: Float32Array.of(-1, 0, 1, 2), rows: 4, dims: 1, labels: Int32Array.of(0, 1, 1, 1) }, 2, 1e6);
    expect((await classProbabilities(model, Float32Array.of(5)))[1]).toBeCloseTo(0.75, 3);
  });

  it('tells three Gaussian clusters apart, and its probabilities sum to 1', async () => {
    const key = streamKey(11);
    const labels = Int32Array.from({ length: 90 }, (_, i) => i % 3);
    const data = Float32Array.from({ length: 180 }, (_, i) => 4 * Math.cos((2 * Math.PI * labels[i >> 1]!) / 3 + (i % 2 ? -Math.PI / 2 : 0)) + normal(key, i));
    const probabilities = await classProbabilities(await fitLogisticRegression({ data, rows: 90, dims: 2, labels }, 3, 1e-3), data);
    let right = 0;
    labels.forEach((label, row) => {
      const own = [...probabilities.subarray(3 * row, 3 * row + 3)];
      expect(own.reduce((sum, value) => sum + value, 0)).toBeCloseTo(1, 6);
      if (Math.max(...own) === own[label]) right++;
    });
    expect(right).toBeGreaterThanOrEqual(88);
    expect(memory().numTensors).toBe(0);
  });

  it('is fitted to each of several classes as if it were alone', async () => {
    const key = streamKey(12);
    const data = Float32Array.from({ length: 120 }, (_, i) => normal(key, i));
    const mark = (row: number, label: number) => (data[2 * row]! * (label === 1 ? -0.5 : 1) + data[2 * row + 1]! * label + normal(key, 1000 + 3 * row + label) > 0.3 ? 1 : 0);
    const values = Uint8Array.from({ length: 180 }, (_, i) => mark(Math.floor(i / 3), i % 3));
    const rows = { data, rows: 60, dims: 2 };
    const together = await classProbabilities(await fitLogisticRegression({ ...rows, labels: { values, classes: 3 } }, 3, 0.01), data);
    for (const label of [0, 1, 2]) {
      const own = { values: values.filter((_, i) => i % 3 === label), classes: 1 };
      const alone = await classProbabilities(await fitLogisticRegression({ ...rows, labels: own }, 1, 0.01), data);
      alone.forEach((probability, row) => expect(Math.abs(together[3 * row + label]! - probability)).toBeLessThan(1e-3));
    }
    expect(memory().numTensors).toBe(0);
  });
});
