import { describe, expect, it } from 'vitest';
import { streamKey, uniform } from '../math/random';
import { classesOf, countRows, hasClass, relatedRows, selectLabels, targetMatrix, type MultiLabels } from './labels';

/** Items {a}, {a, b}, {b}, {} of classes a, b, c. */
const four: MultiLabels = { values: Uint8Array.of(1, 0, 0, 1, 1, 0, 0, 1, 0, 0, 0, 0), classes: 3 };

describe('related items', () => {
  it('are those of the same class', () => {
    const labels = Int32Array.of(2, 0, 2, 1);
    expect([0, 1, 2, 3].map((row) => [...relatedRows(labels, row)])).toEqual([[1, 0, 1, 0], [0, 1, 0, 0], [1, 0, 1, 0], [0, 0, 0, 1]]);
  });

  it('of several classes share at least one; an item without any is related to none, itself included', () => {
    expect([0, 1, 2, 3].map((row) => [...relatedRows(four, row)])).toEqual([[1, 1, 0, 0], [1, 1, 1, 0], [0, 1, 1, 0], [0, 0, 0, 0]]);
  });

  it('are those with a common class in a comparison of every two items', () => {
    const [rows, classes, key] = [90, 40, streamKey(5)];
    const labels = { values: Uint8Array.from({ length: rows * classes }, (_, i) => (uniform(key, i) < 0.06 ? 1 : 0)), classes };
    const all = Array.from({ length: classes }, (_, label) => label);
    for (let row = 0; row < rows; row++) {
      const own = all.filter((label) => hasClass(labels, row, label));
      expect([...relatedRows(labels, row)]).toEqual(Array.from({ length: rows }, (_, other) => (own.some((label) => hasClass(labels, other, label)) ? 1 : 0)));
    }
  });
});

describe('labels', () => {
  it('count their rows', () => {
    expect([countRows(Int32Array.of(0, 1, 1)), countRows(four)]).toEqual([3, 4]);
  });

  it('tell the classes of a row', () => {
    expect([0, 1, 2].map((label) => hasClass(Int32Array.of(2, 0), 0, label))).toEqual([false, false, true]);
    expect([0, 1, 2].map((label) => hasClass(four, 1, label))).toEqual([true, true, false]);
    expect([0, 1].map((row) => classesOf(Int32Array.of(2, 0), row))).toEqual([[2], [0]]);
    expect([0, 1, 2, 3].map((row) => classesOf(four, row))).toEqual([[0], [0, 1], [1], []]);
  });

  it('are selected in the order given', () => {
    expect(selectLabels(Int32Array.of(2, 0, 1), Int32Array.of(2, 0, 2))).toEqual(Int32Array.of(1, 2, 1));
    expect(selectLabels(four, Int32Array.of(3, 1))).toEqual({ values: Uint8Array.of(0, 0, 0, 1, 1, 0), classes: 3 });
  });

  it('make a target of ones and zeros, a row an item', () => {
    expect(targetMatrix(Int32Array.of(2, 0), 3)).toEqual(Float32Array.of(0, 0, 1, 1, 0, 0));
    expect(targetMatrix(four, 3)).toEqual(Float32Array.of(1, 0, 0, 1, 1, 0, 0, 1, 0, 0, 0, 0));
  });
});
