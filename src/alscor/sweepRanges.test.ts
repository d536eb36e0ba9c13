import { describe, expect, test } from 'vitest';
import { defaultConfig, type AlscorConfig } from './config';
import { changesFrom, drawTrial, sweepRanges } from './sweepRanges';

const trials = Array.from({ length: 400 }, (_, i) => drawTrial(i + 1, defaultConfig, []));

describe('the trials of a sweep', () => {
  test('are the same for the same seed, and others for another', () => {
    expect(trials.slice(0, 20)).toEqual(Array.from({ length: 20 }, (_, i) => drawTrial(i + 1, { ...defaultConfig }, [])));
    expect(changesFrom(trials[4]!, drawTrial(5, { ...defaultConfig, seed: 2 }, []))).not.toEqual({});
    // 12 fields a trial: no two trials agree in all.
    expect(new Set(trials.map((config) => JSON.stringify(config))).size).toBe(400);
  });

  test('begin with the settings as they are', () => {
    const settings: AlscorConfig = { ...defaultConfig, epochs: 7, ridge: 0.2 };
    expect(drawTrial(0, settings, [])).toEqual(settings);
  });

  test('stay in their ranges and fill them', () => {
    const factor = (config: AlscorConfig) => config.classifierLearningRate / config.learningRate;
    for (const [key, range] of Object.entries(sweepRanges) as [keyof AlscorConfig, (typeof sweepRanges)[keyof AlscorConfig]][]) {
      if (range!.kind === 'choice') {
        expect(new Set(trials.map((config) => config[key]))).toEqual(new Set(range!.values));
        continue;
      }
      const { kind, low, high } = range!;
      const values = trials.map((config) => (kind === 'factor' ? factor(config) : Number(config[key])));
      // Three digits: half a unit of the third is 0.5 % at most.
      expect(Math.min(...values), key).toBeGreaterThanOrEqual(low * 0.995);
      expect(Math.max(...values), key).toBeLessThanOrEqual(high * 1.005);
      const middle = kind === 'uniform' ? (low + high) / 2 : Math.sqrt(low * high);
      // Half of 400 draws lie below the middle: 200 ± 10, here within five deviations.
      expect(Math.abs(values.filter((value) => value < middle).length - 200), key).toBeLessThan(50);
    }
  });

  test('keep a field that is fixed and leave the other values as they were', () => {
    const settings: AlscorConfig = { ...defaultConfig, latentDim: 5, learningRate: 2e-3 };
    const free = drawTrial(3, settings, []);
    const held = drawTrial(3, settings, ['latentDim']);
    expect(held).toEqual({ ...free, latentDim: 5 });
    const slow = drawTrial(3, settings, ['learningRate']);
    expect(slow.learningRate).toBe(2e-3);
    expect(slow.classifierLearningRate / 2e-3).toBeCloseTo(free.classifierLearningRate / free.learningRate, 1);
  });

  test('say what they change, the seed aside', () => {
    expect(changesFrom(defaultConfig, { ...defaultConfig, seed: 9, ridge: 0.5, activation: 'tanh' })).toEqual({ ridge: 0.5, activation: 'tanh' });
  });
});
