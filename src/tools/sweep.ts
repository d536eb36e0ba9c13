/** A seeded random search over ALSCOR's hyperparameters, on training and validation items alone. */
import { changesFrom, drawTrial } from '../alscor/sweepRanges';
import { DivergenceError } from '../alscor/divergence';
import type { AlscorConfig } from '../alscor/config';
import type { Dataset } from '../bundle/dataset';
import { alscor } from '../methods/alscor';
import { hideTestItems } from './hideTestItems';
import { addTrial, describeSweep, openSweep, type SweepHeader, type Trial } from './sweepFile';
import { trainSeed } from './trainSeeds';

export interface SweepOptions extends Pick<SweepHeader, 'backend' | 'seeds' | 'fixed'> {
  /** Trial 0; its seed draws the others and is the first that each is fitted from. */
  config: AlscorConfig;
  /** Configurations drawn beside it. */
  trials: number;
  file: string;
}

/** @param share of the trial that is done */
type OnProgress = (share: number) => void;

async function runTrial(hidden: Dataset, trial: number, { config: settings, seeds, fixed }: SweepOptions, onProgress: OnProgress): Promise<Trial> {
  const config = drawTrial(trial, settings, fixed);
  const runs: Trial['runs'] = [];
  const start = performance.now();
  let failure: string | null = null;
  try {
    for (let run = 0; run < seeds; run++) {
      const seed = settings.seed + run;
      const { map } = await trainSeed(hidden, alscor, { ...config, seed }, 'validation', ({ done, total }) => onProgress((run + done / total) / seeds));
      runs.push({ seed, semantic: map.semantic!.avg, canonical: map.canonical!.avg });
    }
  } catch (error) {
    if (!(error instanceof DivergenceError)) throw error;
    failure = error.message;
  }
  const sum = runs.reduce((total, { semantic, canonical }) => total + (semantic + canonical) / 2, 0);
  return { trial, changes: changesFrom(settings, config), map: failure === null ? sum / seeds : null, runs, seconds: (performance.now() - start) / 1000, failure };
}

export interface SweepListener {
  /** What the file already has. */
  resumed(finished: readonly Trial[]): void;
  progress(trial: number, share: number): void;
  ended(trial: Trial): void;
}

/**
 * Fits what the file lacks of trials 0 … `trials` and appends each as it ends. Test items are zeros to it.
 * @returns every trial of the file
 * @throws SweepFileError for the file of another sweep
 */
export async function sweep(dataset: Dataset, options: SweepOptions, listener: SweepListener): Promise<Trial[]> {
  const hidden = hideTestItems(dataset);
  const finished = openSweep(options.file, describeSweep(hidden, options));
  listener.resumed(finished);
  for (let index = 0; index <= options.trials; index++) {
    if (finished.some(({ trial }) => trial === index)) continue;
    listener.progress(index, 0);
    const trial = await runTrial(hidden, index, options, (share) => listener.progress(index, share));
    addTrial(options.file, trial);
    finished.push(trial);
    listener.ended(trial);
  }
  return finished;
}
