import { expect, test } from 'vitest';
import { eased, onTheWay } from './glide';

test('a point starts slowly, is half way at half time and arrives', () => {
  // 4 · 0.25³ = 0.0625
  expect([0, 0.25, 0.5, 0.75, 1, 2, -1].map(eased)).toEqual([0, 0.0625, 0.5, 0.9375, 1, 1, 0]);
  const glide = { from: Float32Array.of(0, 0, 1, 1), to: Float32Array.of(0, 0, 3, -1), start: 100, durationMs: 400 };
  expect(onTheWay(glide, 1, 100)).toEqual([1, 1]);
  expect(onTheWay(glide, 1, 300)).toEqual([2, 0]);
  expect(onTheWay(glide, 1, 500)).toEqual([3, -1]);
  expect(onTheWay({ ...glide, durationMs: 0 }, 1, 100)).toEqual([3, -1]);
});
