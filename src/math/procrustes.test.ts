import { expect, test } from 'vitest';
import { planeTurn, turnPlane } from './procrustes';
import { normal, streamKey } from './random';

const turned = (points: number[], by: ReturnType<typeof planeTurn>): number[] => {
  const result = Float64Array.from(points);
  turnPlane(result, by);
  return [...result];
};

/** So that -0 counts as 0. */
const rounded = (values: readonly number[]): number[] => values.map((value) => Math.round(value * 1e12) / 1e12 + 0);

test('a quarter turn is undone exactly', () => {
  // (1, 0) should come to (0, 1) and (0, 2) to (-2, 0): M = YᵀP = [[0, 1], [-4, 0]], so cos = 0 and sin = (1 + 4) / 5 = 1.
  const turn = planeTurn([1, 0, 0, 2], [0, 1, -2, 0]);
  expect(rounded(turn)).toEqual([0, 1, -1, 0]);
  expect(rounded(turned([1, 0, 0, 2], turn))).toEqual([0, 1, -2, 0]);
});

test('a turn by 30 degrees is found: cos = √3/2, sin = 1/2', () => {
  const [cosine, sine] = [Math.sqrt(3) / 2, 0.5];
  const turn = planeTurn([2, 0, 0, 1], [2 * cosine, 2 * sine, -sine, cosine]);
  expect(rounded(turn)).toEqual(rounded([cosine, sine, -sine, cosine]));
});

test('an axis whose sign has changed is a reflection, and is changed back', () => {
  // M = [[4, 0], [0, -1]]: a rotation reaches |4 - 1| = 3, a reflection 4 + 1 = 5.
  const turn = planeTurn([2, 0, 0, 1], [2, 0, 0, -1]);
  expect(rounded(turn)).toEqual([1, 0, 0, -1]);
  // Both axes swapped: M = [[0, 4], [1, 0]], cos = 0, sin = 5 / 5.
  expect(rounded(planeTurn([2, 0, 0, 1], [0, 2, 1, 0]))).toEqual([0, 1, 1, 0]);
});

test('no turn of a fine grid of turns and reflections lies closer on points that do not fit', () => {
  const key = streamKey(9);
  const [moving, fixed] = [0, 1].map((part) => Array.from({ length: 40 }, (_, i) => normal(key, part * 40 + i))) as [number[], number[]];
  const distance = (points: number[]) => points.reduce((sum, value, i) => sum + (value - fixed[i]!) ** 2, 0);
  const best = distance(turned(moving, planeTurn(moving, fixed)));
  for (let step = 0; step < 720; step++) {
    const [cosine, sine] = [Math.cos((step * Math.PI) / 360), Math.sin((step * Math.PI) / 360)];
    expect(distance(turned(moving, [cosine, sine, -sine, cosine]))).toBeGreaterThanOrEqual(best - 1e-9);
    expect(distance(turned(moving, [cosine, sine, sine, -cosine]))).toBeGreaterThanOrEqual(best - 1e-9);
  }
});

test('without points in common nothing is turned', () => {
  expect(planeTurn([], [])).toEqual([1, 0, 0, 1]);
});
