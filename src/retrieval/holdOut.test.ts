import { describe, expect, it } from 'vitest';
import { streamKey, uniform } from '../math/random';
import { classesOf, targetMatrix, type ItemLabels, type MultiLabels } from './labels';
import { range } from '../alscor/fixtures/clusters';
import { holdOut } from './holdOut';

const multiLabels = (sets: number[][], classes: number): MultiLabels => ({
  values: Uint8Array.from(sets.flatMap((own) => Array.from({ length: classes }, (_, label) => (own.includes(label) ? 1 : 0)))),
  classes,
});

/** 0 to 5 of 20 classes an item, whose frequencies fall from 30 to 1.5 percent. */
const several = (rows: number, seed: number): MultiLabels => {
  const key = streamKey(seed);
  return { values: Uint8Array.from({ length: rows * 20 }, (_, i) => (uniform(key, i) < 0.3 / (1 + (i % 20)) ? 1 : 0)), classes: 20 };
};

function countOf(labels: ItemLabels, rows: Int32Array, label: number): number {
  return rows.filter((row) => classesOf(labels, row).includes(label)).length;
}

describe('items held out of one class each', () => {
  const labels = Int32Array.from({ length: 60 }, (_, i) => (i < 30 ? 0 : i < 50 ? 1 : i < 58 ? 2 : 3));

  it('are the share of each class, rounded, one of two', () => {
    const { train, validation } = holdOut(range(60), labels, 0.2, 1);
    // 0.2 · 30, 0.2 · 20, 0.2 · 8 = 1.6, one of two
    expect([0, 1, 2, 3].map((label) => countOf(labels, validation, label))).toEqual([6, 4, 2, 1]);
    expect([...train, ...validation].sort((a, b) => a - b)).toEqual([...range(60)]);
  });

  it('are the same ones where the classes are given as a matrix of ones and zeros', () => {
    const matrix = { values: Uint8Array.from(targetMatrix(labels, 4)), classes: 4 };
    for (const seed of [1, 2, 3]) expect(holdOut(range(60), matrix, 0.2, seed)).toEqual(holdOut(range(60), labels, 0.2, seed));
  });
});

describe('items held out of several classes each', () => {
  it('are near the share of every class, frequent or rare, and of the items without any', () => {
    for (const seed of [1, 2, 3, 4, 5]) {
      const labels = several(800, seed);
      const { train, validation } = holdOut(range(800), labels, 0.15, seed);
      expect(train.length + validation.length).toBe(800);
      expect(Math.abs(validation.length - 120)).toBeLessThan(8);
      for (let label = 0; label < 20; label++) {
        const [inTraining, held] = [countOf(labels, train, label), countOf(labels, validation, label)];
        expect(Math.abs(held - 0.15 * (inTraining + held)), `class ${label} of seed ${seed}`).toBeLessThan(3);
      }
      const without = (rows: Int32Array) => rows.filter((row) => classesOf(labels, row).length === 0).length;
      expect(without(validation)).toBe(Math.round(0.15 * without(range(800))));
    }
  });

  it('leave every class an item to train on, however its items are shared with rarer classes', () => {
    for (let seed = 0; seed < 50; seed++) {
      const labels = several(30, seed);
      const { train } = holdOut(range(30), labels, 0.5, seed);
      const untrained = [...range(20)].filter((label) => countOf(labels, range(30), label) > 0 && countOf(labels, train, label) === 0);
      expect(untrained).toEqual([]);
    }
  });

  it('are none where each class has one item', () => {
    expect(holdOut(range(3), multiLabels([[0], [1, 2], [3]], 4), 0.3, 1).validation).toHaveLength(0);
  });

  it('come of the rows given, by the seed', () => {
    const labels = several(200, 9);
    const rows = range(200).filter((row) => row % 2 === 0);
    const [one, same, other] = [1, 1, 2].map((seed) => holdOut(rows, labels, 0.3, seed));
    expect([...one!.train, ...one!.validation].every((row) => row % 2 === 0)).toBe(true);
    expect(same).toEqual(one);
    expect(other!.validation).not.toEqual(one!.validation);
  });
});
