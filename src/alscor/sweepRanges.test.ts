import { describe, expect, test } from 'vitest';
import { defaultConfig, type AlscorConfig } from './config';
import { changesFrom, drawTrial, sweepRanges, type SweepRange } from './sweepRanges';

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

  const ranges = Object.entries(sweepRanges) as [keyof AlscorConfig, SweepRange][];

  test.each(ranges.flatMap(([key, range]) => (range.kind === 'choice' ? [{ key, values: range.values }] : [])))('take every value of $key', ({ key, values }) => {
    expect(new Set(trials.map((config) => config[key]))).toEqual(new Set(values));
  });

  test.each(ranges.flatMap(([key, range]) => (range.kind === 'choice' ? [] : [{ key, ...range }])))('stay in the range of $key and fill it', ({ key, kind, low, high }) => {
    const values = trials.map((config) => (kind === 'factor' ? config.classifierLearningRate / config.learningRate : Number(config[key])));
    // Three digits: half a unit of the third is 0.5 % at most.
    expect(Math.min(...values)).toBeGreaterThanOrEqual(low * 0.995);
    expect(Math.max(...values)).toBeLessThanOrEqual(high * 1.005);
    const middle = kind === 'uniform' ? (low + high) / 2 : Math.sqrt(low * high);
    // Half of 400 draws lie below the middle: 200 ± 10, here within five deviations.
    expect(Math.abs(values.filter((value) => value < middle).length - 200)).toBeLessThan(50);
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
