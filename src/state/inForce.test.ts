import { expect, test } from 'vitest';
import { defaultConfig } from '../alscor/config';
import { inForce } from './inForce';

test('a run uses what it started with and the last change of each hyperparameter', () => {
  const changes = [
    { step: 3, key: 'adversaryWeight' as const, value: 0.5 },
    { step: 9, key: 'turn' as const, value: 'nets' },
    { step: 12, key: 'adversaryWeight' as const, value: 2 },
  ];
  expect(inForce(defaultConfig, changes)).toEqual({ ...defaultConfig, adversaryWeight: 2, turn: 'nets' });
  expect(inForce(defaultConfig, [])).toEqual(defaultConfig);
  expect(inForce(null, changes)).toBeNull();
});
