import { expect, test } from 'vitest';
import { defaultConfig } from '../alscor/config';
import { readSettings, writeSettings } from './linkedSettings';

test('an address carries what is not at its default, the seed too, in the order of the fields', () => {
  expect(writeSettings(defaultConfig)).toEqual({});
  const written = writeSettings({ ...defaultConfig, epochs: 20, seed: 7, latentDim: 64, layer: 'none', learningRate: 1e-6 });
  expect(Object.entries(written)).toEqual([['latentDim', '64'], ['layer', 'none'], ['learningRate', '0.000001'], ['seed', '7'], ['epochs', '20']]);
});

test('a field that is empty or out of range is not written', () => {
  expect(writeSettings({ ...defaultConfig, epochs: NaN, members: 0, patience: 5 })).toEqual({ patience: '5' });
});

test('what is written is read back over the defaults', () => {
  const config = { ...defaultConfig, weightDecay: 1e-7, activation: 'tanh' as const, turn: 'nets' as const, targetMap: 0.65, timeLimit: 2.5 };
  expect(readSettings(writeSettings(config))).toEqual({ config, problems: [] });
});

test('bad values leave their defaults and are told in words', () => {
  const { config, problems } = readSettings({ epochs: 'many', latentDim: '1000', layer: 'cnn', depth: '3', members: '2' });
  expect(config).toEqual({ ...defaultConfig, members: 2 });
  expect(problems).toEqual([
    'The address sets Epochs: expected a whole number from 1 to 10000, got many. The default, 40, counts.',
    'The address sets Common space width k: expected a whole number from 2 to 256, got 1000. The default, 32, counts.',
    'The address sets CCA layer: expected one of cca, cut, none, got cnn. The default, cca, counts.',
    'The address sets “depth”: expected the name of a hyperparameter, such as latentDim or epochs. It is left out.',
  ]);
});
