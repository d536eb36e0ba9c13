import type { EpochPoint } from '../../../worker/protocol';
import type { Means } from '../game/meanBins';
import { meanMap } from '../sentences';
import { score } from '../../parts/format';
import { nearestIndex } from '../../charts/search';
import { actionFor, type Alert, type RunView } from './alert';

/** Epochs since the best one: a few worse ones are usual. */
const SINCE_BEST = 5;
/** The mean of so many epochs counts, so that one of them does not. */
const RECENT = 3;
/** Validation MAP scatters by about a hundredth from epoch to epoch. */
const MAP_FALL = 0.01;
/** The training loss has to have fallen by this share, or it stands still. */
const LOSS_FALL = 0.01;
/** Epochs without a better MAP after which a run then stops. */
const PATIENCE = 10;
const MOST_DROPOUT = 0.6;

const mean = (values: number[]): number => values.reduce((sum, value) => sum + value, 0) / values.length;

/** As model choice counts: the canonical and, with a classifier, the semantic score. */
function validationMap(point: EpochPoint, classificationWeight: number): number {
  const canonical = meanMap(point, 'canonical');
  return classificationWeight === 0 ? canonical : (canonical + meanMap(point, 'semantic')) / 2;
}

/** Mean training loss of the stretches of an epoch, whose steps are those from `finished` - 1 on; in a long run the stretch nearest to its middle. */
function lossOf({ epoch, total }: Means, finished: number): number {
  const own = total.filter((_, i) => epoch[i]! > finished - 1 && epoch[i]! <= finished);
  return own.length > 0 ? mean(own) : (total[nearestIndex(epoch, finished - 0.5)] ?? NaN);
}

/** The training loss still falls while validation MAP has fallen since its best epoch. NaN never warns. */
export function overFitting({ config, epochs, means }: RunView): Alert | null {
  const best = epochs.findLast((point) => point.best);
  const newest = epochs.at(-1);
  if (!best || !newest || newest.epoch - best.epoch < SINCE_BEST) return null;
  const maps = epochs.map((point) => validationMap(point, config.classificationWeight));
  const [recent, before] = [mean(maps.slice(-RECENT)), mean(maps.slice(-2 * RECENT, -RECENT))];
  const highest = validationMap(best, config.classificationWeight);
  const [lossThen, lossNow] = [lossOf(means, best.epoch), lossOf(means, newest.epoch)];
  const falling = recent < highest - MAP_FALL && recent <= before;
  if (!falling || !(lossNow < lossThen - LOSS_FALL * Math.abs(lossThen))) return null;
  return {
    kind: 'over-fitting',
    severity: 'note',
    sentence: `The nets learn the training pairs by heart: their loss still falls, but validation MAP went from ${score(highest)} at epoch ${best.epoch} to ${score(recent)}.`,
    advice: `The weights of epoch ${best.epoch} are kept. ${config.patience === 0 ? 'With patience a run stops by itself.' : 'More dropout puts it off.'}`,
    ...(config.patience === 0 ? actionFor(config, 'patience', PATIENCE) : actionFor(config, 'hiddenDropout', Math.max(config.hiddenDropout, Math.min(MOST_DROPOUT, config.hiddenDropout + 0.1)))),
  };
}
