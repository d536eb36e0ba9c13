import { expect, test } from 'vitest';
import type { ModelInfo } from '../worker/protocol';
import { pickModel, pickScore } from './models';

const cca: ModelInfo = { key: 'cca', kind: 'cca', label: 'Linear CCA', epoch: null, runId: null, scores: ['canonical'], fusedWeight: null, preprocessing: null };
const alscor: ModelInfo = { key: 'alscor', kind: 'alscor', label: 'ALSCOR', epoch: 3, runId: 'a', scores: ['semantic', 'canonical', 'fused'], fusedWeight: 0.2, preprocessing: null };

test('ALSCOR answers once it exists, unless another model was chosen', () => {
  expect(pickModel([], 'alscor')).toBeNull();
  expect(pickModel([cca], 'alscor')).toBe(cca);
  expect(pickModel([cca, alscor], null)).toBe(alscor);
  expect(pickModel([cca, alscor], 'cca')).toBe(cca);
});

test('a score that the model lacks is replaced by one that it has', () => {
  expect(pickScore(cca, 'semantic')).toBe('canonical');
  expect(pickScore(alscor, null)).toBe('semantic');
  expect(pickScore(alscor, 'fused')).toBe('fused');
});
