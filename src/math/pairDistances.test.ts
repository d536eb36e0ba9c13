import { expect, test } from 'vitest';
import { pairDistances } from './pairDistances';

test('pairs that coincide on two axes lie 0 apart, all others 1', () => {
  const axes = Float32Array.of(1, 0, 0, 1);
  expect(pairDistances(axes, axes, 2)).toEqual({ own: 0, others: 1 });
});

test('three pairs by hand', () => {
  // x: (1,0) (0,1) (-1,0); t: (1,0) (1,0) (0,1). Own cosines 1, 0, 0: own = 1 - 1/3.
  // Others: x1 with t2, t3: 1 + 0; x2 with t1, t3: 0 + 1; x3 with t1, t2: -1 - 1. Sum 0 over 6: others = 1.
  const { own, others } = pairDistances(Float32Array.of(1, 0, 0, 1, -1, 0), Float32Array.of(1, 0, 1, 0, 0, 1), 2);
  expect(own).toBeCloseTo(2 / 3, 12);
  expect(others).toBeCloseTo(1, 12);
});

test('one pair has no others', () => {
  expect(pairDistances(Float32Array.of(0, 1), Float32Array.of(0, -1), 2)).toEqual({ own: 2, others: null });
});
