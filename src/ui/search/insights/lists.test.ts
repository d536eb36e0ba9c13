import { expect, test } from 'vitest';
import type { DirectionInsights } from '../../../worker/protocol';
import { confusedPairs, hubsOf, queriesOfPair, rankedQueries } from './lists';

const direction: DirectionInsights = {
  queries: Int32Array.of(0, 2, 5, 6),
  ap: Float64Array.of(0.5, NaN, 0.2, 0.5),
  map: 0.4,
  gallery: Int32Array.of(0, 2, 5, 6),
  depth: 3,
  top: Int32Array.of(0, 2, 5, 0, 2, 5, 5, 0, 6, 2, 6, 0),
  found: Int32Array.of(4, 3, 3, 2),
  hubness: { skewness: null, never: 0, chance: { skewness: null, never: 0 } },
  confusion: { queries: [], shares: [] },
};

test('the worst queries come first or the best, equal ones by row, those without an AP nowhere', () => {
  expect(rankedQueries(direction, 'worst').map(({ row }) => row)).toEqual([5, 0, 6]);
  expect(rankedQueries(direction, 'best').map(({ row }) => row)).toEqual([0, 6, 5]);
});

test('queries of a class are listed by how many of their first answers have the other one, then by the first of them', () => {
  // Classes of the rows 0 to 6: 0 0 1 0 0 0 1. Queries of class 0: 0 finds 0 2 5 (one 1, at 2), 5 finds 5 0 6 (one, at 3).
  const summary = { classNames: ['a', 'b'], labels: Int32Array.of(0, 0, 1, 0, 0, 0, 1) };
  expect(queriesOfPair(direction, summary, { query: 0, found: 1 })).toEqual([
    { row: 0, ap: 0.5, among: 1, first: 2 },
    { row: 5, ap: 0.2, among: 1, first: 3 },
  ]);
  // Of class 1: 6 finds 2 6 0 (two, at 1), 2 finds 0 2 5 (one, at 2).
  expect(queriesOfPair(direction, summary, { query: 1, found: 1 })).toEqual([
    { row: 6, ap: 0.5, among: 2, first: 1 },
    { row: 2, ap: NaN, among: 1, first: 2 },
  ]);
});

test('a query that finds nothing of the class is not listed', () => {
  expect(queriesOfPair(direction, { classNames: ['a', 'b'], labels: new Int32Array(7) }, { query: 0, found: 1 })).toEqual([]);
});

test('pairs of two classes are listed by their share, a class with itself not', () => {
  const shares = [{ query: 0, found: 0, share: 0.8 }, { query: 0, found: 1, share: 0.2 }, { query: 1, found: 0, share: 0.3 }];
  expect(confusedPairs({ shares }).map(({ query, found }) => [query, found])).toEqual([[1, 0], [0, 1]]);
});

test('hubs are what most queries find, equal ones by row', () => {
  expect(hubsOf(direction)).toEqual([{ row: 0, found: 4 }, { row: 2, found: 3 }, { row: 5, found: 3 }, { row: 6, found: 2 }]);
});
