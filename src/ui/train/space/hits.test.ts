import { expect, test } from 'vitest';
import { neighbourToward, pointAt, pointsInside } from './hits';

const positions = Float32Array.of(0, 0, 0.5, 0, 0.5, 0.5, -0.25, 0.1, 0, -0.75);

test('the nearest point within reach is meant, of none none', () => {
  expect(pointAt(positions, 0.1, 0, 0.2)).toBe(0);
  expect(pointAt(positions, 0.45, 0.3, 0.25)).toBe(2);
  expect(pointAt(positions, 0.2, 0.2, 0.1)).toBeNull();
});

test('a lasso takes what lies inside it, also where it is hollow', () => {
  // An L around the points 1 and 2 whose hollow holds the origin.
  const outline = [-0.5, -0.5, 0.75, -0.5, 0.75, 0.75, 0.4, 0.75, 0.4, -0.2, -0.5, -0.2];
  expect(pointsInside(positions, outline)).toEqual([1, 2]);
  expect(pointsInside(positions, [-1, -1, 1, -1, 1, 1, -1, 1])).toEqual([0, 1, 2, 3, 4]);
  expect(pointsInside(positions, [0, 0, 1, 1])).toEqual([]);
});

test('arrow keys go to the neighbour on that side', () => {
  expect(neighbourToward(positions, 0, 'right')).toBe(1);
  expect(neighbourToward(positions, 0, 'left')).toBe(3);
  expect(neighbourToward(positions, 0, 'down')).toBe(4);
  // (0.5, 0.5) lies just within 45 degrees of upward.
  expect(neighbourToward(positions, 0, 'up')).toBe(2);
  expect(neighbourToward(positions, 2, 'up')).toBeNull();
});

test('straight ahead goes before nearer but aside', () => {
  // (0.5, 0) costs 0.5; (0.35, 0.2), nearer by 0.1, costs 0.35 + 2 · 0.2.
  expect(neighbourToward(Float32Array.of(0, 0, 0.5, 0, 0.35, 0.2), 0, 'right')).toBe(1);
});
