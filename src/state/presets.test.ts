import { expect, test } from 'vitest';
import { checkConfig, defaultConfig } from '../alscor/config';
import { ablations } from '../methods/ablations';
import { presetConfig, presetOf, presets, settingDifferences } from './presets';

const named = (name: string) => presets.find((preset) => preset.name === name)!;

test('every preset is a possible configuration', () => {
  for (const preset of presets) expect(() => checkConfig(presetConfig(preset, defaultConfig)), preset.name).not.toThrow();
  expect(new Set(presets.map(({ name }) => name)).size).toBe(presets.length);
});

test('the ablations are those that Evaluate compares', () => {
  for (const { name, hyperparameters } of ablations) expect(named(name.replace('alscor-', '')).change, name).toEqual(hyperparameters);
});

test('a preset replaces everything but the seed and the features', () => {
  const mine = { ...defaultConfig, seed: 9, imageViews: 1, textPreprocessing: 'tfidf' as const, epochs: 3, layer: 'none' as const };
  expect(presetConfig(named('paper-parts'), mine)).toEqual({ ...defaultConfig, seed: 9, imageViews: 1, textPreprocessing: 'tfidf', members: 1, contrastWeight: 0 });
});

test('what a preset would change is named in the order of the fields', () => {
  const mine = { ...defaultConfig, epochs: 3 };
  expect(settingDifferences(mine, presetConfig(named('paper-parts'), mine))).toEqual([
    { key: 'members', label: 'Members', from: 4, to: 1 },
    { key: 'contrastWeight', label: 'Contrast weight δ', from: 1, to: 0 },
    { key: 'epochs', label: 'Epochs', from: 3, to: 40 },
  ]);
  expect(settingDifferences({ ...mine, epochs: NaN }, { ...mine, epochs: NaN })).toEqual([]);
});

test('the preset that is there is recognised, whatever the seed', () => {
  expect(presetOf({ ...defaultConfig, seed: 5 })?.name).toBe('default');
  expect(presetOf(presetConfig(named('large'), defaultConfig))?.name).toBe('large');
  expect(presetOf({ ...defaultConfig, epochs: 41 })).toBeNull();
});

test('batches of small and large data hold at least 2k pairs', () => {
  for (const name of ['small', 'large']) {
    const { batchSize, latentDim } = presetConfig(named(name), defaultConfig);
    expect(batchSize, name).toBeGreaterThanOrEqual(2 * latentDim);
  }
});
