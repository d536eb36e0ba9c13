import { expect, test } from 'vitest';
import { configFields } from '../../../alscor/config';
import { fieldRange } from './fieldRange';

test('every hyperparameter tells its range and its default', () => {
  const of = (key: string) => fieldRange(configFields.find((field) => field.key === key)!);
  expect(of('latentDim')).toBe('2 to 256, default 32');
  expect(of('layer')).toBe('default cca');
  expect(of('learningRate')).toBe('0.000001 to 1000000, default 0.004');
  for (const field of configFields) expect(fieldRange(field)).not.toContain('undefined');
});
