/** A run's curves in few points: means over equally many steps, kept up while the run goes on. */
import type { StepColumns } from '../../../worker/runs/record';

const measures = ['epoch', 'total', 'modalityAccuracy', 'reversal'] as const;
export type BinnedMeasure = (typeof measures)[number];

/** Means of each stretch of steps, oldest first; the last may hold fewer steps than the others. */
export type Means = Record<BinnedMeasure, number[]> & { /** First step of each stretch. */ step: number[] };

/** At twice as many, two and two become one. */
export const BINS = 200;

type Sums = Record<BinnedMeasure, number[]>;

const emptySums = (): Sums => ({ epoch: [], total: [], modalityAccuracy: [], reversal: [] });

/** Reads every step once, however often it is asked. */
export class MeanBins {
  private sums = emptySums();
  private steps = 0;
  private width = 1;

  /** Takes what has come since the last call. */
  take(columns: StepColumns): void {
    for (; this.steps < columns.step.length; this.steps++) {
      const bin = Math.floor(this.steps / this.width);
      if (bin === 2 * BINS) {
        this.halve();
        this.steps--;
        continue;
      }
      for (const name of measures) this.sums[name][bin] = (this.sums[name][bin] ?? 0) + columns[name][this.steps]!;
    }
  }

  private halve(): void {
    for (const name of measures) {
      const fine = this.sums[name];
      this.sums[name] = Array.from({ length: BINS }, (_, bin) => fine[2 * bin]! + fine[2 * bin + 1]!);
    }
    this.width *= 2;
  }

  means(): Means {
    const inBin = (bin: number) => Math.min(this.width, this.steps - bin * this.width);
    const mean = (name: BinnedMeasure) => this.sums[name].map((sum, bin) => sum / inBin(bin));
    return {
      step: this.sums.epoch.map((_, bin) => bin * this.width + 1),
      epoch: mean('epoch'), total: mean('total'), modalityAccuracy: mean('modalityAccuracy'), reversal: mean('reversal'),
    };
  }
}

const kept = new WeakMap<object, MeanBins>();

/** Of a run whose columns only grow. */
export function meansOf(columns: StepColumns): Means {
  const key: object = columns.step;
  const bins = kept.get(key) ?? new MeanBins();
  kept.set(key, bins);
  bins.take(columns);
  return bins.means();
}
