/** What the correlations and the whitening warn of. */
import { meanMap } from '../sentences';
import { significant } from '../../parts/format';
import { actionFor, type Alert, type RunView } from './alert';

/** The correlation of fewer pairs than 2k is mostly chance: n random pairs with n ≤ k agree perfectly. */
const PAIRS_PER_DIMENSION = 2;
/** So many probes in a row have to agree: one batch may be odd. */
const PROBES = 2;
/** One direction has the effective dimension 1, two equal ones have 2. */
const LINE = 1.5;
/** With so few dimensions, or classes to tell apart, one direction is no collapse. */
const FEW = 2;
/** Correlations of unrelated views in a batch of hundreds are about 1/√n, that is 0.05. */
const NOTHING = 0.05;
/** Of the ceiling 1/(1 + r) that the ridge sets to correlations that are all equal. */
const CEILING_SHARE = 0.95;
/** Validation MAP scatters by about a hundredth from epoch to epoch. */
const MAP_FALL = 0.02;
/** Training stops where an iteration of the layer leaves more (src/alscor/divergence.ts). */
export const RESIDUAL_LIMIT = 0.1;
/** Sound iterations stay below a fifth of the limit even at k = 256. */
const RESIDUAL_NEAR = 0.03;
/** A tenth of the limit, and ten times what it was, is on its way there. */
const RESIDUAL_RISING = { from: 0.01, times: 10, probes: 5 };

export function smallBatch({ config, pairs }: RunView): Alert | null {
  const { batchSize, latentDim, correlationWeight, layer } = config;
  const wanted = PAIRS_PER_DIMENSION * latentDim;
  const batch = Math.min(batchSize, pairs ?? Infinity);
  if (batch >= wanted || (layer === 'none' && correlationWeight === 0)) return null;
  const enough = pairs === null || pairs >= wanted;
  return {
    kind: 'small-batch',
    severity: 'warning',
    sentence: `A batch of ${batch} pairs is smaller than 2k = ${wanted}: what the two views seem to share in it is mostly chance.`,
    advice: enough ? `Use batches of at least ${wanted} pairs, or a narrower common space.` : `The dataset has no ${wanted} pairs: use a narrower common space.`,
    ...(enough ? actionFor(config, 'batchSize', wanted) : actionFor(config, 'latentDim', Math.floor(batch / PAIRS_PER_DIMENSION))),
  };
}

export function collapsed({ config, probes, classes }: RunView): Alert | null {
  const last = probes.slice(-PROBES);
  const newest = last.at(-1);
  if (!newest || last.length < PROBES || config.latentDim <= FEW || (classes !== null && classes <= FEW)) return null;
  if (!last.every(({ effectiveDimension }) => effectiveDimension > 0 && effectiveDimension < LINE)) return null;
  return {
    kind: 'collapsed',
    severity: 'warning',
    sentence: `The common space has collapsed: the two views share about ${significant(newest.effectiveDimension)} of ${newest.correlations.length} directions.`,
    advice: 'Raise the correlation weight α: it rewards every direction that both views share.',
    ...actionFor(config, 'correlationWeight', Math.max(0.1, 3 * config.correlationWeight)),
  };
}

export function nothingShared({ config, probes }: RunView): Alert | null {
  const last = probes.slice(-PROBES);
  if (last.length < PROBES || !last.every(({ correlations }) => correlations.every((correlation) => correlation < NOTHING))) return null;
  return {
    kind: 'nothing-shared',
    severity: 'warning',
    sentence: `The two views have nothing in common: every correlation is below ${NOTHING}.`,
    advice: 'Lower the learning rate, and see in Data whether each text belongs to its image.',
    ...actionFor(config, 'learningRate', config.learningRate / 3),
  };
}

export function allAlike({ config, probes, epochs }: RunView): Alert | null {
  const last = probes.slice(-PROBES);
  const ceiling = CEILING_SHARE / (1 + config.ridge);
  if (last.length < PROBES || !last.every(({ correlations }) => correlations.every((correlation) => correlation > ceiling))) return null;
  const maps = epochs.map((point) => meanMap(point, 'canonical'));
  if (!(maps.at(-1)! < Math.max(...maps) - MAP_FALL)) return null;
  const few = config.batchSize < 4 * config.latentDim;
  return {
    kind: 'all-alike',
    severity: 'warning',
    sentence: 'Every correlation is near its ceiling while validation MAP falls: the nets agree on the batch and not on what it shows.',
    advice: few ? 'Use larger batches: in few pairs everything seems to agree.' : 'Raise the ridge, so that weak directions count less.',
    ...(few ? actionFor(config, 'batchSize', 4 * config.latentDim) : actionFor(config, 'ridge', 2 * config.ridge)),
  };
}

export function diverging({ config, probes }: RunView): Alert | null {
  const residuals = probes.map(({ whiteningResidual }) => whiteningResidual);
  const newest = residuals.at(-1);
  if (newest === undefined) return null;
  const { from, times, probes: few } = RESIDUAL_RISING;
  const rising = newest >= from && newest >= times * Math.min(...residuals.slice(-1 - few, -1));
  if (newest < RESIDUAL_NEAR && !rising) return null;
  return {
    kind: 'diverging',
    severity: 'warning',
    sentence: `The whitening is losing hold: its residual is ${significant(newest)}, and training stops where an iteration leaves ${RESIDUAL_LIMIT}.`,
    advice: 'Raise the ridge, or lower the learning rate.',
    ...actionFor(config, 'ridge', 2 * config.ridge),
  };
}
