import cliProgress from 'cli-progress';
import type { Dataset } from '../bundle/dataset';
import { secondsLeft } from '../worker/timeLeft';
import { clock } from './clock';
import { printSweep, rankTrials } from './printSweep';
import { sweep, type SweepOptions } from './sweep';
import type { Trial } from './sweepFile';

/** Interrupted by Ctrl-C. */
const INTERRUPTED = 130;

const timed = ({ seconds }: Pick<Trial, 'seconds'>) => ({ method: 'trial', seconds });

/** The search with a progress bar over all its trials; prints the best of them. */
export async function runSweep(dataset: Dataset, options: SweepOptions): Promise<void> {
  const { trials, file, config, seeds } = options;
  const bar = new cliProgress.SingleBar({ format: 'trial {trial} {bar} {value}/{total} · {left} left · best validation MAP {best}', noTTYOutput: true, notTTYSchedule: 10_000, hideCursor: true });
  const finished: Trial[] = [];
  let since = performance.now();
  const show = (trial: number, share: number) => {
    const running = { ...timed({ seconds: (performance.now() - since) / 1000 }), share };
    const waiting = Array<string>(Math.max(0, trials - finished.length)).fill('trial');
    const map = rankTrials(finished)[0]?.map;
    bar.update(finished.length, { trial, left: clock(secondsLeft(finished.map(timed), [running], waiting)), best: map ? map.toFixed(4) : '–' });
  };
  const stop = () => {
    bar.stop();
    console.log(`\nStopped: ${finished.length} finished trials are in ${file}; the same command goes on after them.`);
    process.exit(INTERRUPTED);
  };
  process.once('SIGINT', stop);
  try {
    const all = await sweep(dataset, options, {
      resumed: (before) => {
        finished.push(...before);
        if (before.length > 0) console.log(`${before.length} finished trials are in ${file}: going on after them.`);
        bar.start(trials + 1, before.length, { trial: 0, left: '–', best: '–' });
      },
      progress: (trial, share) => {
        if (share === 0) since = performance.now();
        show(trial, share);
      },
      ended: (trial) => {
        finished.push(trial);
        bar.update(finished.length);
      },
    });
    bar.stop();
    console.log(`\n${printSweep(all, config, seeds)}`);
  } finally {
    bar.stop();
    process.off('SIGINT', stop);
  }
}
