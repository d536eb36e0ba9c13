import { expect, test } from 'vitest';
import type { MultiLabels } from '../../retrieval/labels';
import { confusionOf } from './confusion';

test('the share of each class among the first answers, mean over the queries of a class', () => {
  // Classes by row: 0 0 1 1. Query 0 finds 1 and 2 (half a 0, half a 1), query 1 finds 2 and 3 (all 1), query 2 finds 3 and 2.
  const { queries, shares } = confusionOf(Int32Array.of(0, 0, 1, 1), 3, Int32Array.of(0, 1, 2), Int32Array.of(1, 2, 2, 3, 3, 2));
  expect(queries).toEqual([2, 1, 0]);
  expect(shares).toEqual([
    { query: 0, found: 0, share: 1 / 4 },
    { query: 0, found: 1, share: 3 / 4 },
    { query: 1, found: 1, share: 1 },
  ]);
});

test('an item of several classes counts in each: as a query wholly, as an answer in parts', () => {
  // Rows: 0 has a; 1 has a and b; 2 has none; 3 has b. Query 1 finds 1, 2 and 3; query 3 finds 1, 0 and 3.
  const labels: MultiLabels = { classes: 2, values: Uint8Array.of(1, 0, 1, 1, 0, 0, 0, 1) };
  const { queries, shares } = confusionOf(labels, 2, Int32Array.of(1, 3), Int32Array.of(1, 2, 3, 1, 0, 3));
  expect(queries).toEqual([1, 2]);
  const by = (query: number, found: number) => shares.find((share) => share.query === query && share.found === found)?.share;
  // a: row 1 gives 1/2 each, row 2 nothing, row 3 one b: a (1/2)/3, b (3/2)/3.
  expect(by(0, 0)).toBeCloseTo(1 / 6, 12);
  expect(by(0, 1)).toBeCloseTo(1 / 2, 12);
  // b: query 1 as before; query 3: row 1 gives 1/2 each, row 0 one a, row 3 one b: a 3/2/3, b 3/2/3. Means of both.
  expect(by(1, 0)).toBeCloseTo((1 / 6 + 1 / 2) / 2, 12);
  expect(by(1, 1)).toBeCloseTo(1 / 2, 12);
});

test('without classes there is nothing to confuse', () => {
  expect(confusionOf(Int32Array.of(0, 1), 0, Int32Array.of(0, 1), Int32Array.of(1, 0))).toEqual({ queries: [], shares: [] });
});
