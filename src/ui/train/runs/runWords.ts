import type { Standing } from '../../../state/runsStanding';
import type { ListedRun, RunProgress } from '../../../state/runsDatabase';
import { bytes, score } from '../../parts/format';

const day = new Intl.DateTimeFormat('en-GB', { day: 'numeric', month: 'short', year: 'numeric', hour: '2-digit', minute: '2-digit' });

function ofSteps({ step, totalSteps }: Pick<RunProgress, 'step' | 'totalSteps'>): string {
  return totalSteps > 0 ? `step ${step} of ${totalSteps}` : `step ${step}`;
}

/** What a run is at, in words. */
export function standingWords(entry: Pick<ListedRun, 'step' | 'totalSteps' | 'phase'>, standing: Standing): string {
  const at = ofSteps(entry);
  const words: Record<Standing, string> = {
    present: entry.phase === 'paused' ? `paused at ${at}` : `training, ${at}`,
    elsewhere: `goes on in another tab, ${at}`,
    interrupted: `interrupted at ${at}`,
    cut: `interrupted at ${at}, before a state was stored`,
    gone: 'the browser has cleared its files',
    finished: `finished, ${at}`,
    stopped: `stopped at ${at}`,
    failed: `failed at ${at}`,
  };
  return words[standing];
}

/** The best score of the best epoch, both directions averaged. */
export function bestWords(best: RunProgress['best']): string | null {
  if (!best) return null;
  const means = Object.values(best.validation).map(({ i2t, t2i }) => (i2t + t2i) / 2);
  return `MAP ${score(Math.max(...means))} at epoch ${best.epoch}`;
}

/** "finished, step 400 of 400 · MAP 0.533 at epoch 12 · 3.2 MB · 24 Nov 2026, 23:12 · Demo" */
export function runFacts(entry: ListedRun, standing: Standing): string {
  const { record, states, bytes: size } = entry;
  const room = size > 0 && standing !== 'gone' ? bytes(size) : null;
  const count = states.length > 0 ? `${states.length} ${states.length === 1 ? 'state' : 'states'}` : null;
  const from = record.from && `from step ${record.from.step} of ${record.from.name}`;
  return [standingWords(entry, standing), bestWords(entry.best), from, count, room, day.format(record.created), record.dataset.name].filter(Boolean).join(' · ');
}
