import { expect, test } from 'vitest';
import { defaultConfig } from '../../../alscor/config';
import type { ShownRun } from '../../../state/shownRuns';
import type { ProbePoint } from '../../../worker/protocol';
import { draw } from '../../charts/drawing';
import { isLog } from '../../charts/drawingNow';
import { shownRun } from '../../charts/shownRunFixture';
import { xKinds } from '../../charts/xAxis';
import { gradientFigures, reversalFigure, strongestTerm } from '../game/gameFigures';
import { correlationFigures } from './correlationFigures';

const norms = { correlation: 0.01, classification: 2, contrast: 1, adversary: 0 };

const probe = (step: number): ProbePoint => ({
  step, epoch: step / 2, elapsedMs: step * 250, correlations: [0.9, 0.1], effectiveDimension: 1.5, condition: { image: 10, text: 40 }, whiteningResidual: 1e-5,
  takenForImage: { image: 0.5, text: 0.5 }, gradients: { visNet: norms, txtNet: { ...norms, contrast: 3 } }, adversaryGradient: 0.1,
});

const run: ShownRun = {
  ...shownRun('a', 4), config: { ...defaultConfig, latentDim: 32, ridge: 0.1, adversaryWeight: 1 }, probes: [probe(2), probe(4)],
  changes: [{ step: 3, key: 'adversaryWeight', value: 2 }],
};
const options = { x: xKinds.step, logX: false, logY: true, smoothing: 0.9, zoom: null, hiddenSeries: [], hiddenRuns: [] };
const [dimension, condition, residual] = correlationFigures;

test('a figure of probes has a point for each, where its step is, and no smoothing', () => {
  const { curves } = draw(condition!, [run], options);
  expect(curves.map(({ points }) => points)).toEqual([{ x: [2, 4], y: [10, 10] }, { x: [2, 4], y: [40, 40] }]);
  expect(condition!.columns(run)).toBe(condition!.columns(run));
});

test('what the numbers are held against is in the plot with them', () => {
  // 1 + 32 / 0.1
  const { guide, left } = draw(condition!, [run], options);
  expect(guide).toEqual({ y: 321, label: '1 + k/r' });
  expect(left.domain).toEqual([10, 1000]);
  const { domain } = draw(residual!, [run], options).left;
  expect(domain[0]).toBeCloseTo(1e-5, 12);
  expect(domain[1]).toBe(0.1);
  expect(draw(dimension!, [run], { ...options, logY: false }).guide).toEqual({ y: 32, label: 'k' });
});

test('an axis that is usually logarithmic is linear where the address names its figure', () => {
  expect([isLog(condition!, []), isLog(condition!, ['condition'])]).toEqual([true, false]);
  expect([isLog(dimension!, []), isLog(dimension!, ['dimension'])]).toEqual([false, true]);
});

test('the pulls of the terms are named by the strongest, for each net', () => {
  expect(strongestTerm(probe(4), 'visNet')).toBe('At epoch 2 the classification gradient is the strongest, 2.');
  expect(gradientFigures[1]!.sentence(run)).toBe('At epoch 2 the contrast gradient is the strongest, 3.');
});

test('the reversal counts γ as it was changed last', () => {
  expect(reversalFigure.sentence(run)).toBe('The gradient of the modality classifier reaches the nets times -γ·λ, now -2 with γ = 2.');
});
