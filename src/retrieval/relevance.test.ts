import { expect, test } from 'vitest';
import type { MultiLabels } from './labels';
import { Relevance } from './relevance';

test('of items with one class those of the same are relevant', () => {
  const relevance = new Relevance(Int32Array.of(0, 1, 0, 2, 1), Int32Array.of(0, 2, 4));
  expect([...relevance.to(0)]).toEqual([1, 1, 0]);
  expect([...relevance.to(1)]).toEqual([0, 0, 1]);
  expect([...relevance.to(3)]).toEqual([0, 0, 0]);
});

test('of items with several those that share one, and nothing to an item without any', () => {
  // Rows: a; ab; none; bc; c
  const labels: MultiLabels = { classes: 3, values: Uint8Array.of(1, 0, 0, 1, 1, 0, 0, 0, 0, 0, 1, 1, 0, 0, 1) };
  const relevance = new Relevance(labels, Int32Array.of(4, 3, 2, 1));
  expect([...relevance.to(1)]).toEqual([0, 1, 0, 1]);
  expect([...relevance.to(4)]).toEqual([1, 1, 0, 0]);
  expect([...relevance.to(2)]).toEqual([0, 0, 0, 0]);
});
