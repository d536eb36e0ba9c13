import { describe, expect, test } from 'vitest';
import { defaultConfig, type AlscorConfig } from '../../../alscor/config';
import { checkResidual } from '../../../alscor/divergence';
import type { EpochPoint, ProbePoint } from '../../../worker/protocol';
import { actionFor, actionWords, type RunView } from './alert';
import { alertsOf } from './alertsOf';
import { RESIDUAL_LIMIT } from './correlationAlerts';

const none = { correlation: 0, classification: 0, contrast: 0, adversary: 0 };

/** A probe of k = 32 that is well in every respect. */
function probe(epoch: number, parts: Partial<ProbePoint> = {}): ProbePoint {
  const correlations = Array.from({ length: 32 }, (_, i) => 0.85 - 0.02 * i);
  return {
    step: 4 * epoch, epoch, elapsedMs: 0, correlations, effectiveDimension: 20, condition: { image: 50, text: 40 }, whiteningResidual: 1e-5,
    takenForImage: { image: 0.6, text: 0.4 }, gradients: { visNet: none, txtNet: none }, adversaryGradient: 1, ...parts,
  };
}

/** Epochs whose MAP in every score and direction is given; each that is higher than all before is best. */
function epochsOf(maps: number[]): EpochPoint[] {
  return maps.map((map, i) => {
    const both = { i2t: map, t2i: map };
    return { epoch: i + 1, step: 4 * (i + 1), elapsedMs: 0, best: maps.slice(0, i).every((before) => before < map), validation: { canonical: both, semantic: both, fused: both } };
  });
}

/** Four steps an epoch; each value of `accuracy`, `total` and `λ` is of one epoch. */
function meansOver(accuracy: number[], λ = 1, total = accuracy.map(() => 1)): RunView['means'] {
  const each = (values: number[]) => values.flatMap((value) => [value, value, value, value]);
  const step = each(accuracy).map((_, i) => i + 1);
  return { step, epoch: step.map((s) => s / 4), total: each(total), modalityAccuracy: each(accuracy), reversal: step.map(() => λ) };
}

const repeat = (value: number, length: number) => Array.from({ length }, () => value);

function view(parts: Partial<RunView> & { set?: Partial<AlscorConfig> } = {}): RunView {
  const { set, ...rest } = parts;
  const config = { ...defaultConfig, ...set };
  return { config, start: config, changes: [], pairs: 1000, classes: 10, epochs: [], probes: [], means: meansOver([]), ...rest };
}

const kinds = (parts: Parameters<typeof view>[0]) => alertsOf(view(parts)).map(({ kind }) => kind);
const only = (parts: Parameters<typeof view>[0]) => {
  const alerts = alertsOf(view(parts));
  expect(alerts).toHaveLength(1);
  return alerts[0]!;
};

test('before a run, and in one that goes well, nothing is said', () => {
  expect(kinds({})).toEqual([]);
  const accuracy = [0.6, 0.8, 0.75, 0.7, 0.65, 0.62, 0.6, 0.58];
  expect(kinds({ epochs: epochsOf([0.3, 0.4, 0.5, 0.6, 0.61, 0.605, 0.62, 0.63]), probes: [1, 2, 3, 4].map((epoch) => probe(epoch)), means: meansOver(accuracy) })).toEqual([]);
});

describe('a batch smaller than 2k', () => {
  test('is told with the size that would do', () => {
    expect(only({ set: { batchSize: 63 } })).toEqual({
      kind: 'small-batch', severity: 'warning', action: { key: 'batchSize', value: 64 },
      sentence: 'A batch of 63 pairs is smaller than 2k = 64: what the two views seem to share in it is mostly chance.',
      advice: 'Use batches of at least 64 pairs, or a narrower common space.',
    });
    expect(kinds({ set: { batchSize: 64 } })).toEqual([]);
  });

  test('is mended by a narrower space where the dataset is small', () => {
    expect(only({ pairs: 41 })).toMatchObject({ sentence: expect.stringContaining('A batch of 41 pairs'), action: { key: 'latentDim', value: 20 } });
  });

  test('does not matter where nothing is correlated', () => {
    expect(kinds({ set: { batchSize: 10, layer: 'none', correlationWeight: 0 } })).toEqual([]);
    expect(kinds({ set: { batchSize: 10, layer: 'none' } })).toEqual(['small-batch']);
  });
});

describe('a collapse of the space', () => {
  const line = { effectiveDimension: 1.2 };

  test('into a line is told once two probes agree', () => {
    expect(kinds({ probes: [probe(1), probe(2, line)] })).toEqual([]);
    expect(only({ probes: [probe(1), probe(2, line), probe(3, line)] })).toMatchObject({
      kind: 'collapsed', sentence: 'The common space has collapsed: the two views share about 1.2 of 32 directions.', action: { key: 'correlationWeight', value: 0.3 },
    });
  });

  test('is none where there are two classes, or two dimensions', () => {
    expect(kinds({ probes: [probe(1, line), probe(2, line)], classes: 2 })).toEqual([]);
    expect(kinds({ probes: [probe(1, line), probe(2, line)], set: { latentDim: 2 } })).toEqual([]);
  });

  test('to nothing at all is told', () => {
    const zero = { correlations: repeat(0.04, 32), effectiveDimension: 32 };
    expect(only({ probes: [probe(1, zero), probe(2, zero)] })).toMatchObject({ kind: 'nothing-shared', action: { key: 'learningRate', value: 0.00133 } });
    expect(kinds({ probes: [probe(1, zero), probe(2, { ...zero, correlations: [0.06, ...repeat(0.01, 31)] })] })).toEqual([]);
    expect(kinds({ probes: [probe(1, { correlations: repeat(0, 32), effectiveDimension: 0 }), probe(2, { correlations: repeat(0, 32), effectiveDimension: 0 })] })).toEqual(['nothing-shared']);
  });

  test('to agreement on everything is told where MAP falls', () => {
    // The ceiling with r = 0.1 is 1/1.1 = 0.909, 95 % of it 0.864.
    const alike = { correlations: repeat(0.87, 32), effectiveDimension: 32 };
    const probes = [probe(1, alike), probe(2, alike)];
    expect(only({ probes, epochs: epochsOf([0.5, 0.47]) })).toMatchObject({ kind: 'all-alike', action: { key: 'ridge', value: 0.2 } });
    expect(only({ probes, epochs: epochsOf([0.5, 0.47]), set: { batchSize: 100 } })).toMatchObject({ kind: 'all-alike', action: { key: 'batchSize', value: 128 } });
    expect(kinds({ probes, epochs: epochsOf([0.5, 0.485]) })).toEqual([]);
    expect(kinds({ probes: [probe(1, alike), probe(2, { ...alike, correlations: [...repeat(0.87, 31), 0.86] })], epochs: epochsOf([0.5, 0.47]) })).toEqual([]);
  });
});

describe('an iteration on its way to diverge', () => {
  const residuals = (...values: number[]) => ({ probes: values.map((whiteningResidual, i) => probe(i + 1, { whiteningResidual })) });

  test('is told near the limit, and where it has risen tenfold', () => {
    expect(kinds(residuals(0.029))).toEqual([]);
    expect(only(residuals(0.03))).toMatchObject({ kind: 'diverging', sentence: 'The whitening is losing hold: its residual is 0.03, and training stops where an iteration leaves 0.1.', action: { key: 'ridge', value: 0.2 } });
    expect(kinds(residuals(0.001, 0.002, 0.01))).toEqual(['diverging']);
    expect(kinds(residuals(0.002, 0.002, 0.01))).toEqual([]);
    expect(kinds(residuals(1e-6, 1e-4))).toEqual([]);
    expect(kinds(residuals(1e-5, NaN))).toEqual(['diverging']);
  });

  test('has the limit at which training stops', () => {
    expect(() => checkResidual(RESIDUAL_LIMIT * 0.999, 1, '', defaultConfig)).not.toThrow();
    expect(() => checkResidual(RESIDUAL_LIMIT, 1, '', defaultConfig)).toThrow('residual below 0.1');
  });
});

describe('a saturated modality classifier', () => {
  test('is told after three epochs against a grown reversal', () => {
    expect(only({ means: meansOver([0.9, ...repeat(0.99, 3)]) })).toMatchObject({
      kind: 'saturated', sentence: expect.stringContaining('right 99 % of the time for 3 epochs'), action: { key: 'adversaryLearningRate', value: 0.000333 },
    });
    expect(kinds({ means: meansOver([0.9, 0.9, 0.99]) })).toEqual([]);
    expect(kinds({ means: meansOver(repeat(0.97, 4)) })).toEqual([]);
  });

  test('is none while the nets hardly push back, or the game is off', () => {
    expect(kinds({ means: meansOver(repeat(0.99, 4), 0.4) })).toEqual([]);
    expect(kinds({ means: meansOver(repeat(0.99, 4)), set: { adversaryWeight: 0 } })).toEqual([]);
    const changes = [{ step: 10, key: 'adversaryWeight' as const, value: 0 }];
    expect(kinds({ means: meansOver(repeat(0.99, 4)), changes })).toEqual([]);
  });
});

describe('a modality classifier that does not learn', () => {
  test('is told where it guesses while nobody works against it', () => {
    expect(only({ means: meansOver(repeat(0.5, 6), 0.2) })).toMatchObject({ kind: 'not-learning', severity: 'note', action: { key: 'adversaryLearningRate', value: 0.003 } });
    expect(only({ means: meansOver(repeat(0.5, 6), 0.2), set: { turn: 'nets' } })).toMatchObject({ action: { key: 'turn', value: 'both' } });
    expect(kinds({ means: meansOver(repeat(0.5, 6)), set: { adversaryWeight: 0 } })).toEqual(['not-learning']);
  });

  test('is none where it has learnt once, where the nets may have fooled it, or too early to tell', () => {
    expect(kinds({ means: meansOver([...repeat(0.5, 3), 0.7, 0.5, 0.5], 0.2) })).toEqual([]);
    expect(kinds({ means: meansOver(repeat(0.5, 6), 1) })).toEqual([]);
    expect(kinds({ means: meansOver(repeat(0.5, 4), 0.2) })).toEqual([]);
  });
});

describe('over-fitting', () => {
  const falling = [3, 2.5, 2, 1.8, 1.6, 1.4, 1.2, 1];
  const accuracy = repeat(0.7, 8);
  // Best at epoch 3; the last three average 0.55, the three before 0.577.
  const maps = [0.4, 0.5, 0.6, 0.58, 0.57, 0.56, 0.55, 0.54];

  test('is told where the loss still falls five epochs after the best MAP', () => {
    expect(only({ epochs: epochsOf(maps), means: meansOver(accuracy, 1, falling) })).toMatchObject({
      kind: 'over-fitting', severity: 'note', sentence: expect.stringContaining('MAP went from 0.600 at epoch 3 to 0.550'), action: { key: 'patience', value: 10 },
    });
    expect(only({ epochs: epochsOf(maps), means: meansOver(accuracy, 1, falling), set: { patience: 20 } }).action).toEqual({ key: 'hiddenDropout', value: 0.4 });
  });

  test('is none where the loss stands still, MAP recovers, or too few epochs have passed', () => {
    expect(kinds({ epochs: epochsOf(maps), means: meansOver(accuracy, 1, repeat(2, 8)) })).toEqual([]);
    expect(kinds({ epochs: epochsOf([0.4, 0.5, 0.6, 0.54, 0.55, 0.56, 0.57, 0.58]), means: meansOver(accuracy, 1, falling) })).toEqual([]);
    expect(kinds({ epochs: epochsOf(maps.slice(0, 7)), means: meansOver(accuracy.slice(1), 1, falling.slice(1)) })).toEqual([]);
    expect(kinds({ epochs: epochsOf(maps), means: meansOver(accuracy, 1, repeat(NaN, 8)) })).toEqual([]);
  });

  test('is told of a loss below zero too', () => {
    const negative = falling.map((loss) => loss - 4);
    expect(kinds({ epochs: epochsOf(maps), means: meansOver(accuracy, 1, negative) })).toEqual(['over-fitting']);
  });
});

test('warnings come before notes, each kind once', () => {
  const line = { effectiveDimension: 1.2 };
  expect(kinds({ set: { batchSize: 8, adversaryWeight: 0 }, means: meansOver(repeat(0.5, 6)), probes: [probe(1, line), probe(2, line)] })).toEqual(['small-batch', 'collapsed', 'not-learning']);
});

test('what is set stays within its field, and nothing is set to what it is', () => {
  expect(actionFor(defaultConfig, 'ridge', 99)).toEqual({ action: { key: 'ridge', value: 10 } });
  expect(actionFor({ ...defaultConfig, ridge: 10 }, 'ridge', 20)).toEqual({});
  expect(actionWords({ key: 'learningRate', value: 0.00133 })).toBe('Learning rate to 0.00133');
  expect(actionWords({ key: 'turn', value: 'both' })).toBe('Who learns to both');
});
