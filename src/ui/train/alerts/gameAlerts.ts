/** What the modality classifier warns of. */
import type { Means } from '../game/meanBins';
import { runningAccuracy, weightsAt } from '../game/standing';
import { percent } from '../../parts/format';
import { actionFor, type Alert, type RunView } from './alert';

/** Its gradient vanishes where it is right nearly always: the nets are told nothing. */
const ALWAYS_RIGHT = 0.98;
/** For so many epochs in a row. */
const LONG = 3;
/** γ·λ from which the nets do push back. */
const GROWN = 0.5;
/** γ·λ up to which they hardly do: whoever learns tells images from texts by then. */
const SLIGHT = 0.25;
/** Running mean that a guessing classifier does not reach: 0.5 and five deviations of 2·256 guesses averaged over ten batches. */
const LEARNT = 0.55;
/** Steps with next to no counter-pressure that are enough to learn something. */
const TRIES = 20;
/** Until so many steps are made the running mean is that of few batches. */
const SETTLED = 10;

/** γ·λ of each stretch. */
function pressure({ start, changes, means }: RunView): number[] {
  const weights = weightsAt(start, changes, means.step);
  return means.reversal.map((λ, i) => λ * weights[i]!);
}

const stretchesSince = ({ epoch }: Means, since: number): number[] => [...epoch.keys()].filter((i) => epoch[i]! > since);

export function saturated(view: RunView): Alert | null {
  const { config, means } = view;
  const end = means.epoch.at(-1) ?? 0;
  if (end < LONG) return null;
  const strength = pressure(view);
  const last = stretchesSince(means, end - LONG);
  if (!last.every((i) => strength[i]! >= GROWN)) return null;
  const accuracy = last.reduce((sum, i) => sum + means.modalityAccuracy[i]!, 0) / last.length;
  if (!(accuracy >= ALWAYS_RIGHT)) return null;
  return {
    kind: 'saturated',
    severity: 'warning',
    sentence: `The modality classifier has been right ${percent(accuracy)} of the time for ${LONG} epochs, though the nets push back: its gradient says next to nothing to them.`,
    advice: 'Let it learn more slowly, or raise the adversary weight γ.',
    ...actionFor(config, 'adversaryLearningRate', config.adversaryLearningRate / 3),
  };
}

/** While the nets push back an accuracy of 50 % may be their merit: only stretches where they hardly do tell. */
export function notLearning(view: RunView): Alert | null {
  const { config, means } = view;
  const strength = pressure(view);
  const steps = means.step.at(-1) ?? 0;
  const slight = strength.findIndex((value) => value > SLIGHT);
  const tries = slight < 0 ? steps : means.step[slight]! - 1;
  if (tries < TRIES || (means.epoch.at(-1) ?? 0) < 1) return null;
  const running = runningAccuracy(means.modalityAccuracy);
  if (!running.every((accuracy, i) => accuracy < LEARNT || means.step[i]! <= SETTLED)) return null;
  const frozen = config.turn === 'nets';
  return {
    kind: 'not-learning',
    severity: 'note',
    sentence: 'The modality classifier has guessed from the first step on: the nets had nobody to fool.',
    advice: frozen ? 'It stands still: let both sides learn.' : 'Let it learn faster, or give it more updates a step.',
    ...(frozen ? { action: { key: 'turn', value: 'both' } } : actionFor(config, 'adversaryLearningRate', 3 * config.adversaryLearningRate)),
  };
}
