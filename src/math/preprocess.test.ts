/** Against preprocessing.json, which fixtures/make_preprocessing.py makes with scikit-learn. */
import { describe, expect, it } from 'vitest';
import fixture from './fixtures/preprocessing.json';
import { fitPreprocessing, preprocess, preprocessingWords, type FittedPreprocessing } from './preprocess';
import { preprocessingKinds } from './preprocessingKinds';
import { normal, streamKey } from './random';
import type { Rows } from './rows';

const rowsOf = ({ features, rows, dims }: { features: number[]; rows: number; dims: number }): Rows => ({ data: Float32Array.from(features), rows, dims });
const matrix = (...rows: number[][]): Rows => ({ data: Float32Array.from(rows.flat()), rows: rows.length, dims: rows[0]!.length });
const first = (count: number): Int32Array => Int32Array.from({ length: count }, (_, row) => row);

const close = (expected: readonly number[], digits: number) => expected.map((value): unknown => expect.closeTo(value, digits));

function fittedPca(features: Rows, train: number): Extract<FittedPreprocessing, { kind: 'pca' }> {
  const fitted = fitPreprocessing('pca', features, first(train), 'features');
  if (fitted.kind !== 'pca') throw new Error(`expected pca, got ${fitted.kind}`);
  return fitted;
}

/** Every column's sign such that its largest entry is positive. */
function withoutSigns(scores: readonly number[], columns: number): number[] {
  const largest = Array.from({ length: columns }, (_, c) => scores.filter((_, i) => i % columns === c).reduce((best, value) => (Math.abs(value) > Math.abs(best) ? value : best), 0));
  return scores.map((value, i) => value * Math.sign(largest[i % columns]!));
}

describe('scikit-learn gets the same', () => {
  it.each(fixture.pca)('PCA with $name, up to the sign of a direction', ({ train, kept, share, scores, ...features }) => {
    const fitted = fittedPca(rowsOf(features), train);
    expect(fitted.kept).toBe(kept);
    expect(fitted.share).toBeCloseTo(share, 6);
    const found = preprocess(fitted, rowsOf(features), 'features');
    expect(found).toMatchObject({ rows: features.rows, dims: kept });
    expect(withoutSigns([...found.data], kept)).toEqual(close(withoutSigns(scores, kept), 5));
  });

  it('tf-idf, with a row of zeros, a column that no training row has, and one that all have', () => {
    const { train, idf, result } = fixture.tfidf;
    const fitted = fitPreprocessing('tfidf', rowsOf(fixture.tfidf), first(train), 'features');
    expect('idf' in fitted ? [...fitted.idf] : []).toEqual(close(idf, 6));
    expect([...preprocess(fitted, rowsOf(fixture.tfidf), 'features').data]).toEqual(close(result, 6));
  });

  it('rows of length 1', () => {
    expect([...preprocess({ kind: 'l2' }, rowsOf(fixture.l2), 'features').data]).toEqual(close(fixture.l2.result, 6));
  });
});

describe('every preprocessing', () => {
  const features = matrix([1, 0, 4, 2], [0, 0, 1, 2], [3, 0, 0, 2], [2, 0, 9, 2], [5, 7, 1, 1], [0, 0, 0, 0]);

  it.each(preprocessingKinds)('%s is fitted on the training rows alone, and places a row by itself as among others', (kind) => {
    const fitted = fitPreprocessing(kind, features, first(4), 'features');
    const changed = { ...features, data: features.data.map((value, i) => (i < 16 ? value : 100 - value)) };
    expect(fitPreprocessing(kind, changed, first(4), 'features')).toEqual(fitted);
    const { data, dims } = preprocess(fitted, features, 'features');
    const alone = preprocess(fitted, { data: features.data.slice(16, 20), rows: 1, dims: 4 }, 'features');
    expect(alone).toEqual({ data: data.slice(4 * dims, 5 * dims), rows: 1, dims });
  });

  it.each(preprocessingKinds)('%s leaves the features unwritten, and constant columns and rows of zeros finite', (kind) => {
    const before = features.data.slice();
    const { data, rows } = preprocess(fitPreprocessing(kind, features, first(4), 'features'), features, 'features');
    expect(features.data).toEqual(before);
    expect(rows).toBe(6);
    expect(data.every(Number.isFinite)).toBe(true);
  });

  it('is fitted the same again, survives a message, and is told in words', () => {
    const fitted = fittedPca(rowsOf(fixture.pca[0]!), 24);
    expect(fittedPca(rowsOf(fixture.pca[0]!), 24)).toEqual(fitted);
    expect(structuredClone(fitted)).toEqual(fitted);
    expect(preprocessingWords(fitted)).toBe(`PCA to ${fitted.kept} of 9 dimensions, ${Math.round(100 * fitted.share)} % of the variance`);
    expect(preprocessingWords({ kind: 'l2' })).toBe('L2');
  });
});

describe('by hand', () => {
  it('the signed square root keeps the sign', () => {
    expect([...preprocess({ kind: 'sqrt' }, matrix([4, -9, 0, 0.25]), 'features').data]).toEqual([2, -3, 0, 0.5]);
  });

  it('L2 makes 3, 4 to 0.6, 0.8 and leaves a row of zeros', () => {
    expect([...preprocess({ kind: 'l2' }, matrix([3, 4], [0, 0]), 'features').data]).toEqual(close([0.6, 0.8, 0, 0], 6));
  });

  it('tf-idf: of two rows one has the second word, so idf = 1 and ln(3/2) + 1 = 1.405465', () => {
    const fitted = fitPreprocessing('tfidf', matrix([1, 0], [2, 1]), first(2), 'features');
    expect('idf' in fitted ? [...fitted.idf] : []).toEqual([1, Math.fround(Math.log(1.5) + 1)]);
  });

  it('tf-idf refuses a negative value in words, in a training row and in a new one', () => {
    const features = matrix([1, 0], [2, -0.5]);
    expect(() => fitPreprocessing('tfidf', features, first(2), 'text features')).toThrow('tf-idf of text features: expected counts or weights of at least 0, got -0.5 in row 1, column 1.');
    const fitted = fitPreprocessing('tfidf', features, first(1), 'text features');
    expect(() => preprocess(fitted, features, 'text features')).toThrow('got -0.5 in row 1, column 1');
  });

  it('PCA of points on a line keeps one direction, which holds everything', () => {
    const fitted = fittedPca(matrix([0, 0], [3, 4], [6, 8]), 3);
    expect(fitted).toMatchObject({ kept: 1, share: 1 });
    // Centred at (3, 4); the direction is (0.6, 0.8), its largest entry positive.
    expect([...fitted.directions]).toEqual(close([0.6, 0.8], 6));
    expect([...preprocess(fitted, matrix([0, 0], [3, 4], [6, 8]), 'features').data]).toEqual(close([-5, 0, 5], 5));
  });

  it('PCA keeps at most n - 1 directions, has orthonormal ones, and refuses a single row', () => {
    const key = streamKey(3);
    const noise: Rows = { data: Float32Array.from({ length: 4 * 30 }, (_, i) => normal(key, i)), rows: 4, dims: 30 };
    const { kept, directions } = fittedPca(noise, 4);
    expect(kept).toBe(3);
    const column = (c: number) => Array.from({ length: 30 }, (_, j) => directions[j * kept + c]!);
    for (let a = 0; a < kept; a++) {
      for (let b = 0; b < kept; b++) expect(column(a).reduce((sum, value, j) => sum + value * column(b)[j]!, 0)).toBeCloseTo(a === b ? 1 : 0, 5);
    }
    expect(() => fittedPca(noise, 1)).toThrow('PCA: expected at least 2 rows');
  });

  it.each([[2, 3], [5, 3]])('PCA of %i equal rows keeps one direction, on which all lie at 0', (count, dims) => {
    const equal: Rows = { data: new Float32Array(count * dims).fill(2.5), rows: count, dims };
    const fitted = fittedPca(equal, count);
    expect(fitted).toMatchObject({ kept: 1, share: 1 });
    expect(preprocess(fitted, equal, 'features').data.every((value) => value === 0)).toBe(true);
  });
});
