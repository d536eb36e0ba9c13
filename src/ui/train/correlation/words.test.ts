import { expect, test } from 'vitest';
import { conditionSentence, dimensionSentence, largestCondition, movementSentence, residualSentence, spectrumSentence } from './words';

test('the spectrum is told by its ends and its middle', () => {
  expect(spectrumSentence({ epoch: 3, correlations: [0.9, 0.75, 0.5, 0.25] })).toBe('At epoch 3: the first is 0.900, the middle one 0.500, the last 0.250.');
});

test('the movement is that of the mean', () => {
  const probes = [{ epoch: 1, correlations: [0.5, 0.25] }, { epoch: 2, correlations: [0.75, 0.5] }];
  expect(movementSentence(probes)).toBe('From epoch 1 to 2 their mean went from 0.375 to 0.625.');
  expect(movementSentence(probes.slice(0, 1))).toBe('Their mean is 0.375. With the next epoch one sees how they move.');
  expect(movementSentence([])).toBe('');
});

test('the effective dimension is set against k', () => {
  expect(dimensionSentence({ effectiveDimension: 1.234, correlations: [1, 0, 0] })).toContain('about 1.23 of 3 directions');
});

test('condition numbers are set against the bound that the ridge sets', () => {
  expect(largestCondition(32, 0.1)).toBe(321);
  expect(conditionSentence({ condition: { image: 200, text: 20 } }, 321)).toContain('VisNet’s is 200, near its bound');
  expect(conditionSentence({ condition: { image: 20, text: 30 } }, 321)).toContain('TxtNet’s is 30, below its bound');
});

test('the residual is set against the limit at which training stops', () => {
  expect(residualSentence({ whiteningResidual: 1.23e-5 })).toContain('1.2e-5');
});
