/**
 * Known figures of the Wikipedia benchmark, MAP@all by cosine over its 693 test pairs, measured with numpy in float64
 * (shared/data/wikipedia/README.md).
 */
import { beforeAll, describe, expect, test } from 'vitest';
import { startBackend } from '../engine/backends';
import type { Dataset } from '../bundle/dataset';
import { wikipedia, wikipediaNote } from '../bundle/fixtures/wikipedia';
import { selectLabels } from '../retrieval/labels';
import { meanAveragePrecision } from '../retrieval/metrics';
import { normaliseRows, selectRows, type Direction, type Embedding } from '../retrieval/scores';
import { openDataset } from '../tools/openDataset';
import { wasmFolder } from '../tools/wasmFolder';
import { rowsOfSplit } from '../worker/pairs';
import { fitCca, transformCca, type CcaOptions } from './cca';
import { classProbabilities, fitLogisticRegression } from './logisticRegression';

const TOLERANCE = 0.005;

interface Variates {
  image: Float32Array;
  text: Float32Array;
  correlations: number[];
}

describe.skipIf(wikipedia === null)(`on the Wikipedia benchmark${wikipediaNote}`, () => {
  let dataset: Dataset;

  beforeAll(async () => {
    const started = await startBackend('wasm', wasmFolder());
    if (started.backend !== 'wasm') throw new Error(JSON.stringify(started.skipped));
    dataset = await openDataset(wikipedia!);
  }, 60_000);

  /** Fitted on the 2173 training pairs, weighted by the correlations; float32 [2866, d]. */
  function variates(options: CcaOptions): Variates {
    const { image, text, count, items } = dataset;
    const fitted = fitCca(image, text, rowsOfSplit(items, 'train'), options);
    return { image: transformCca(fitted.image, image, count), text: transformCca(fitted.text, text, count), correlations: fitted.correlations };
  }

  function testMap(image: Float32Array, text: Float32Array) {
    const rows = rowsOfSplit(dataset.items, 'test');
    expect(rows).toHaveLength(693);
    const embed = (values: Float32Array): Embedding => {
      const k = values.length / dataset.count;
      return selectRows({ rows: dataset.count, k, latent: normaliseRows(values.slice(), k), posterior: null, classes: 0 }, rows);
    };
    return meanAveragePrecision({ image: embed(image), text: embed(text) }, selectLabels(dataset.labels.values, rows), 'canonical', 1);
  }

  /** Largest distance of the two directions. */
  function gap(got: Record<Direction, number>, i2t: number, t2i: number): number {
    console.log(`MAP ${got.i2t.toFixed(4)} / ${got.t2i.toFixed(4)}, known ${i2t} / ${t2i}`);
    return Math.max(Math.abs(got.i2t - i2t), Math.abs(got.t2i - t2i));
  }

  test('CCA of 7 dimensions, neither regularised nor weighted, has .246 image→text and .201 text→image', () => {
    // The topics of a text sum to 1: their covariance is singular, and this ridge is the least that makes its factor safe.
    const { image, text, correlations } = variates({ maxDims: 7, ridge: 1e-9 });
    const unweighted = (values: Float32Array) => values.map((value, i) => value / correlations[i % correlations.length]!);
    expect(gap(testMap(unweighted(image), unweighted(text)), 0.246, 0.201)).toBeLessThan(TOLERANCE);
  });

  test.each([1e-9, 1e-3])('CCA of 9 dimensions weighted by the correlations has .259 and .212: ridge %f', (ridge) => {
    const { image, text } = variates({ maxDims: 9, ridge });
    expect(gap(testMap(image, text), 0.259, 0.212)).toBeLessThan(TOLERANCE);
  });

  test('SCM on 9 dimensions, ridge 1e-3 and C = 10, has .277 and .226', async () => {
    const { image, text } = variates({ maxDims: 9, ridge: 1e-3 });
    const rows = rowsOfSplit(dataset.items, 'train');
    const labels = selectLabels(dataset.labels.values, rows);
    const posteriors = async (values: Float32Array): Promise<Float32Array> => {
      const dims = values.length / dataset.count;
      const data = new Float32Array(rows.length * dims);
      rows.forEach((row, i) => data.set(values.subarray(row * dims, (row + 1) * dims), i * dims));
      // C times the sum of the losses + ½‖W‖², over C·n.
      const model = await fitLogisticRegression({ data, rows: rows.length, dims, labels }, dataset.labels.names.length, 1 / (10 * rows.length));
      return classProbabilities(model, values);
    };
    expect(gap(testMap(await posteriors(image), await posteriors(text)), 0.277, 0.226)).toBeLessThan(TOLERANCE);
  }, 60_000);
});
