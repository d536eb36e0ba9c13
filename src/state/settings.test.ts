import { expect, test } from 'vitest';
import { defaultConfig } from '../alscor/config';
import { fieldProblem, repairConfig } from './settings';

test('stored settings are kept where they are possible and repaired where not', () => {
  const stored = { epochs: 7, activation: 'tanh', batchSize: -1, learningRate: null, seed: '3', unknown: 1 };
  expect(repairConfig(stored)).toEqual({ ...defaultConfig, epochs: 7, activation: 'tanh' });
  expect(repairConfig('nonsense')).toEqual(defaultConfig);
});

test('a field that is out of range says what was expected', () => {
  expect(fieldProblem({ ...defaultConfig, epochs: 0 }, 'epochs')).toContain('Epochs: expected a whole number');
  expect(fieldProblem({ ...defaultConfig, epochs: 0 }, 'seed')).toBeNull();
});
