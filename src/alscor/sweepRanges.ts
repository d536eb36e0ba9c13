import { streamKey, uniform } from '../math/random';
import { checkConfig, type AlscorConfig } from './config';

/** What a random search draws a hyperparameter from; `log` and `factor` are uniform in the logarithm. */
export type SweepRange =
  | { kind: 'uniform' | 'log'; low: number; high: number }
  | { kind: 'choice'; values: readonly (number | string)[] }
  /** So many times another hyperparameter of the same trial. */
  | { kind: 'factor'; of: 'learningRate'; low: number; high: number };

/**
 * The ranges of `npm run train -- --sweep`. What is missing stays as it is set: β is the unit of the other weights, the
 * layer is another method, and members and epochs only cost time.
 */
export const sweepRanges: Partial<Record<keyof AlscorConfig, SweepRange>> = {
  learningRate: { kind: 'log', low: 1e-3, high: 1e-2 },
  classifierLearningRate: { kind: 'factor', of: 'learningRate', low: 1, high: 10 },
  latentDim: { kind: 'choice', values: [16, 32, 64] },
  hiddenDim: { kind: 'choice', values: [128, 256, 512] },
  activation: { kind: 'choice', values: ['relu', 'tanh'] },
  inputDropout: { kind: 'uniform', low: 0.1, high: 0.6 },
  hiddenDropout: { kind: 'uniform', low: 0.1, high: 0.6 },
  ridge: { kind: 'log', low: 0.03, high: 1 },
  correlationWeight: { kind: 'log', low: 0.03, high: 1 },
  adversaryWeight: { kind: 'choice', values: [0, 0.3, 1, 3] },
  weightDecay: { kind: 'log', low: 1e-5, high: 0.1 },
  batchSize: { kind: 'choice', values: [128, 256, 512] },
  contrastWeight: { kind: 'choice', values: [0, 0.3, 1, 3] },
};

const fields = Object.entries(sweepRanges) as [keyof AlscorConfig, SweepRange][];

/** Three digits, so that the value printed is the value tried. */
const rounded = (value: number): number => Number(value.toPrecision(3));

/** @param u in (0, 1) */
function drawn(range: SweepRange, u: number, config: AlscorConfig): number | string {
  if (range.kind === 'choice') return range.values[Math.floor(u * range.values.length)]!;
  const { low, high } = range;
  if (range.kind === 'uniform') return rounded(low + u * (high - low));
  const scale = range.kind === 'factor' ? config[range.of] : 1;
  return rounded(scale * low * (high / low) ** u);
}

/**
 * The configuration of trial `trial`, always the same for the same seed and settings; trial 0 is `settings` as they are.
 * A field draws from a stream of its own, so that fixing one leaves the others' values.
 * @param settings with the seed of the search
 * @param fixed fields that keep the value they have in `settings`
 */
export function drawTrial(trial: number, settings: AlscorConfig, fixed: readonly (keyof AlscorConfig)[]): AlscorConfig {
  if (trial === 0) return settings;
  const config = { ...settings };
  fields.forEach(([key, range], field) => {
    const u = uniform(streamKey(settings.seed, 8, trial, field), 0);
    if (!fixed.includes(key)) Object.assign(config, { [key]: drawn(range, u, config) });
  });
  checkConfig(config);
  return config;
}

/** Fields in which `config` differs from `other`, the seed aside. */
export function changesFrom(other: AlscorConfig, config: AlscorConfig): Partial<AlscorConfig> {
  return Object.fromEntries(Object.entries(config).filter(([key, value]) => key !== 'seed' && value !== other[key as keyof AlscorConfig]));
}
