import { expect, test } from 'vitest';
import { defaultConfig } from '../../../alscor/config';
import { runningAccuracy, standingOf, standingSentence, weightsAt } from './standing';

const steady = (accuracy: number, steps = 60) => Array.from({ length: steps }, () => accuracy);
const means = (modalityAccuracy: number[], λ = 1) => ({ modalityAccuracy, step: modalityAccuracy.map((_, i) => i + 1), reversal: modalityAccuracy.map(() => λ) });

test('a steady accuracy names the side that leads', () => {
  expect(standingSentence(means(steady(0.52)), 1)).toBe('The nets are winning: at 52 % the modality classifier does little better than guessing.');
  expect(standingSentence(means(steady(0.7)), 1)).toBe('Neither side is ahead: the modality classifier names 70 % of the items rightly.');
  expect(standingSentence(means(steady(0.95)), 1)).toBe('The modality classifier is winning: it names 95 % of the items rightly.');
});

test('while γ·λ is below a half the nets hardly push back yet', () => {
  expect(standingSentence(means(steady(0.95), 0.125), 2)).toBe('The modality classifier is winning: it names 95 % of the items rightly, and the nets’ counter-pressure is still weak (γ·λ = 0.25).');
  expect(standingSentence(means(steady(0.95), 0.125), 4)).not.toContain('counter-pressure');
});

test('the start, no answer, and a game that is off are told as such', () => {
  expect(standingSentence(means([]), 1)).toBe('No step is made yet.');
  expect(standingSentence(means(steady(0.5, 9)), 1)).toBe('The game has only begun: the modality classifier names 50 % of the items rightly.');
  expect(standingSentence(means(steady(NaN)), 1)).toBe('The modality classifier has not answered.');
  expect(standingSentence(means(steady(0.97)), 0)).toBe('The game is off (γ = 0): the modality classifier names 97 % of the items rightly, and nothing pushes back.');
});

test('a trend against the side that leads is told', () => {
  // From 1 to 0.83: the running mean stays above 0.8 and falls by more than 0.03 in a tenth of the run.
  const falling = [...steady(1, 50), ...steady(0.83, 6)];
  expect(standingSentence(means(falling), 1)).toContain('but the nets gain ground');
  const rising = [...steady(0.5, 50), ...steady(0.57, 12)];
  expect(standingOf(rising).side).toBe('nets');
  expect(standingSentence(means(rising), 1)).toContain('but it is catching up');
});

test('the running mean starts at the first value and forgets a tenth a stretch', () => {
  // 0.9·0.1·1 + 0.1·0 over the shares 0.09 + 0.1.
  expect(runningAccuracy([1, 0])).toEqual([1, expect.closeTo(0.09 / 0.19, 12)]);
});

test('a side that leads keeps the lead until the accuracy is well past where it began', () => {
  expect(standingOf([...steady(0.53), ...steady(0.58)]).side).toBe('nets');
  expect(standingOf(steady(0.58)).side).toBe('even');
  expect(standingOf([...steady(0.85), ...steady(0.77)]).side).toBe('classifier');
  expect(standingOf(steady(0.77)).side).toBe('even');
});

test('noise around a border does not make the word flicker', () => {
  // ±0.03 around 0.55, the way single batches scatter: the running mean moves by at most 0.003.
  const noisy = Array.from({ length: 300 }, (_, i) => 0.55 + (i % 2 ? 0.03 : -0.03));
  const sides = noisy.slice(20).map((_, i) => standingOf(noisy.slice(0, 20 + i)).side);
  expect(sides.filter((side, i) => i > 0 && side !== sides[i - 1])).toEqual([]);
});

test('γ counts from the step after its change on', () => {
  const changes = [{ step: 3, key: 'adversaryWeight' as const, value: 2 }, { step: 4, key: 'learningRate' as const, value: 9 }, { step: 5, key: 'adversaryWeight' as const, value: 0.5 }];
  expect(weightsAt({ ...defaultConfig, adversaryWeight: 1 }, changes, [1, 3, 4, 5, 6])).toEqual([1, 1, 2, 2, 0.5]);
});
