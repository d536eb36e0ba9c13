/** Who is winning the game between the nets and the modality classifier. */
import type { AlscorConfig } from '../../../alscor/config';
import type { ConfigChange } from '../../../alscor/runState';
import { percent, significant } from '../../parts/format';
import type { Means } from './meanBins';

export type Side = 'nets' | 'even' | 'classifier';
export type Trend = 'rising' | 'falling' | 'steady';

/** Until so many steps are made the modality classifier has seen too little to be judged. */
const FIRST_STEPS = 10;
/** Weight of the running mean over the stretches of `Means`: single batches move the accuracy by a few percent. */
const MEMORY = 0.9;
/** Where a side starts to lead, and where it does so no longer: between them the word stays what it was. */
const NETS_LEAD = { from: 0.55, until: 0.6 };
const CLASSIFIER_LEADS = { from: 0.8, until: 0.75 };
/** Change of the mean over a tenth of the run that begins, or ends, a trend. */
const TREND = { from: 0.03, until: 0.015 };
/** Below it the nets push back with less than half of what γ = 1 is at its full strength. */
const WEAK_REVERSAL = 0.5;

/** γ as of each of some steps. */
export function weightsAt(config: AlscorConfig, changes: readonly ConfigChange[], steps: readonly number[]): number[] {
  const own = changes.filter(({ key }) => key === 'adversaryWeight');
  return steps.map((step) => Number(own.findLast((change) => change.step < step)?.value ?? config.adversaryWeight));
}

/** Running mean of the accuracy, corrected for its start. */
export function runningAccuracy(accuracy: readonly number[]): number[] {
  let [mean, share] = [0, 0];
  return accuracy.map((value) => {
    mean = MEMORY * mean + (1 - MEMORY) * value;
    share = MEMORY * share + (1 - MEMORY);
    return mean / share;
  });
}

function nextSide(before: Side, accuracy: number): Side {
  if (accuracy < (before === 'nets' ? NETS_LEAD.until : NETS_LEAD.from)) return 'nets';
  return accuracy >= (before === 'classifier' ? CLASSIFIER_LEADS.until : CLASSIFIER_LEADS.from) ? 'classifier' : 'even';
}

function nextTrend(before: Trend, change: number): Trend {
  const limit = before === 'steady' ? TREND.from : TREND.until;
  return change > limit ? 'rising' : change < -limit ? 'falling' : 'steady';
}

export interface Standing {
  side: Side;
  trend: Trend;
  /** Running mean. */
  accuracy: number;
}

/** Read from the first step on, so that the same curve always gives the same words. */
export function standingOf(accuracy: readonly number[]): Standing {
  const mean = runningAccuracy(accuracy);
  const back = Math.max(1, Math.floor(mean.length / 10));
  let standing: Standing = { side: 'even', trend: 'steady', accuracy: NaN };
  mean.forEach((value, i) => {
    const change = value - mean[Math.max(0, i - back)]!;
    standing = { side: nextSide(standing.side, value), trend: nextTrend(standing.trend, change), accuracy: value };
  });
  return standing;
}

/** A trend for the side that it speaks against is worth a word, and so is each where neither leads. */
const turns: Record<Side, Record<Trend, string>> = {
  nets: { rising: ', but it is catching up', falling: '', steady: '' },
  even: { rising: ', and the modality classifier gains ground', falling: ', and the nets gain ground', steady: '' },
  classifier: { rising: '', falling: ', but the nets gain ground', steady: '' },
};

const leads: Record<Side, (accuracy: string) => string> = {
  nets: (accuracy) => `The nets are winning: at ${accuracy} the modality classifier does little better than guessing`,
  even: (accuracy) => `Neither side is ahead: the modality classifier names ${accuracy} of the items rightly`,
  classifier: (accuracy) => `The modality classifier is winning: it names ${accuracy} of the items rightly`,
};

/**
 * @param weight γ now
 * @returns one sentence that changes only where the standing does; its percentage is a running mean
 */
export function standingSentence(means: Pick<Means, 'step' | 'modalityAccuracy' | 'reversal'>, weight: number): string {
  const steps = means.step.at(-1);
  if (steps === undefined) return 'No step is made yet.';
  const { side, trend, accuracy } = standingOf(means.modalityAccuracy);
  if (!Number.isFinite(accuracy)) return 'The modality classifier has not answered.';
  if (weight === 0) return `The game is off (γ = 0): the modality classifier names ${percent(accuracy)} of the items rightly, and nothing pushes back.`;
  if (steps < FIRST_STEPS) return `The game has only begun: the modality classifier names ${percent(accuracy)} of the items rightly.`;
  const strength = weight * means.reversal.at(-1)!;
  const early = side === 'classifier' && trend !== 'falling' && strength < WEAK_REVERSAL;
  return `${leads[side](percent(accuracy))}${early ? `, and the nets’ counter-pressure is still weak (γ·λ = ${significant(strength)})` : turns[side][trend]}.`;
}
