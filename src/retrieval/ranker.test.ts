import { expect, test } from 'vitest';
import { normal, streamKey } from '../math/random';
import { Ranker } from './ranker';

test('falling scores of both signs, and equal ones by rising row, 0 and -0 being equal', () => {
  // 3 > 2 = 2 > 0 = -0 > -1 > -5
  expect([...new Ranker(7).rank(Float32Array.of(2, -5, 3, -0, 2, -1, 0))]).toEqual([2, 0, 4, 3, 6, 5, 1]);
});

test('a ranker ranks one list after another as a sort by comparison does, many scores being equal', () => {
  const ranker = new Ranker(997);
  for (let list = 0; list < 50; list++) {
    const key = streamKey(7, list);
    const steps = 10 ** (list % 5);
    const scores = Float32Array.from({ length: 997 }, (_, i) => Math.round(normal(key, i) * steps) / steps);
    expect([...ranker.rank(scores)]).toEqual(Array.from(scores.keys()).sort((a, b) => scores[b]! - scores[a]! || a - b));
  }
});
