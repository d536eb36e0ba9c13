import { expect, test } from 'vitest';
import type { FitMetrics } from '../comparison/comparison';
import type { ScoreKind } from '../retrieval/scores';
import type { MeasuredFit } from './fitSeed';
import { Significance } from './significance';

const metrics: FitMetrics = { map: 0, map50: 0, map50Capped: 0, recall: { 1: 0, 5: 0, 10: 0 }, medianRank: 1, ndcg10: 0, precisionRecall: [], perClass: [], withoutRelevant: 0 };

function measured(method: string, seed: number, queryAp: Partial<Record<ScoreKind, number[]>>): MeasuredFit {
  const scores = Object.fromEntries(Object.keys(queryAp).map((kind) => [kind, { i2t: metrics, t2i: metrics }]));
  return { fit: { method, seed, headline: 'semantic', scores, chosen: '', epochs: null, fusedWeight: null, seconds: 1 }, queryAp };
}

const ours = [measured('alscor', 1, { semantic: [0.5, 0.5, 0.5], canonical: [0.1, 0.2, 0.3] }), measured('alscor', 2, { semantic: [0.7, 0.5, 0.3], canonical: [0.3, 0.2, 0.1] })];

function testsOf(fits: MeasuredFit[]) {
  const significance = new Significance('alscor');
  for (const fit of fits) significance.add(fit);
  return significance.tests();
}

test('a score is compared with the same score of ALSCOR, each query’s AP averaged over the seeds', () => {
  const [result, ...others] = testsOf([...ours, measured('cca', 1, { canonical: [0.5, 0.4, 0.3] }), measured('cca', 2, { canonical: [0.5, 0.4, 0.5] })]);
  // Averages: cca .5 .4 .4, ALSCOR .2 .2 .2; differences .3 .2 .2 add up to .7, which two of eight flips reach.
  expect(result).toMatchObject({ method: 'cca', score: 'canonical', against: 'canonical', seeds: [1, 2], queries: 3, p: 0.25, corrected: 0.25 });
  expect(result!.difference).toBeCloseTo(0.7 / 3, 12);
  expect(others).toEqual([]);
});

test('only the seeds that both have count, in whichever order they come', () => {
  const cca = [measured('cca', 2, { canonical: [0.9, 0.9, 0.9] }), measured('cca', 3, { canonical: [0, 0, 0] })];
  const forward = testsOf([...ours, ...cca]);
  expect(forward).toMatchObject([{ seeds: [2] }]);
  // .9 - .3, .9 - .2, .9 - .1
  expect(forward[0]!.difference).toBeCloseTo(2.1 / 3, 12);
  expect(testsOf([...cca, ...ours].reverse())).toEqual(forward);
});

test('a score that ALSCOR lacks is compared with the one it reports first', () => {
  expect(testsOf([...ours, measured('mixed', 1, { fused: [0.1, 0.1, 0.1] })])).toMatchObject([{ score: 'fused', against: 'semantic', p: 0.25 }]);
});

test('Holm’s correction is over every test there is', () => {
  const tests = testsOf([...ours, measured('sm', 1, { semantic: [0.4, 0.4, 0.4], canonical: [0.1, 0.2, 0.3] })]);
  // p = 1/4 of the semantic score is the smaller of two: 2/4. The canonical scores are ALSCOR's own: p = 1.
  expect(tests.map(({ score, p, corrected }) => [score, p, corrected])).toEqual([['semantic', 0.25, 0.5], ['canonical', 1, 1]]);
});

test('without ALSCOR, or without a seed of its, there is no test', () => {
  const cca = measured('cca', 3, { canonical: [0.5, 0.4, 0.3] });
  expect(testsOf([cca])).toEqual([]);
  expect(testsOf([...ours, cca])).toEqual([]);
});
