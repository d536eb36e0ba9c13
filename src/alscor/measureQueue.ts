import * as tf from '@tensorflow/tfjs-core';
import type { Tensor1D } from '@tensorflow/tfjs-core';
import type { AlscorConfig } from './config';
import { checkMeasures } from './divergence';
import { measureNames } from './objective';

export type Measures = Record<(typeof measureNames)[number], number>;

export interface StepMeasures extends Measures {
  step: number;
  reversal: number;
}

/** A reading of the measures waits for the backend: at most so many steps and milliseconds pass between two. */
const READ_EVERY = 10;
const READ_AFTER_MS = 100;

/** The mean over the members; of the residuals the largest. */
function meanMeasures(rows: Measures[]): Measures {
  const mean = (name: keyof Measures) => rows.reduce((sum, row) => sum + row[name], 0) / rows.length;
  const named = Object.fromEntries(measureNames.map((name) => [name, mean(name)])) as Measures;
  return { ...named, residual: Math.max(...rows.map(({ residual }) => residual)) };
}

interface Waiting {
  step: number;
  reversal: number;
  /** One a member. */
  measures: Tensor1D[];
}

/** Measures that still lie on the backend. */
export class MeasureQueue {
  private waiting: Waiting[] = [];
  private readAt = Date.now();

  constructor(private readonly config: AlscorConfig) {}

  push(entry: Waiting): void {
    this.waiting.push(entry);
  }

  get full(): boolean {
    return this.waiting.length >= READ_EVERY || Date.now() - this.readAt >= READ_AFTER_MS;
  }

  /** @throws DivergenceError at the first step where a member is not finite or its iteration diverged */
  async read(): Promise<StepMeasures[]> {
    const queue = this.waiting.splice(0);
    if (queue.length === 0) return [];
    const all = queue.flatMap(({ measures }) => measures);
    const stacked = tf.tidy(() => tf.stack(all));
    tf.dispose(all);
    const values = await stacked.data();
    stacked.dispose();
    this.readAt = Date.now();
    let row = 0;
    return queue.map(({ step, reversal, measures }) => {
      const members = measures.map(() => {
        const start = row++ * measureNames.length;
        const named = Object.fromEntries(measureNames.map((name, i) => [name, values[start + i]!])) as Measures;
        checkMeasures(named, step, this.config);
        return named;
      });
      return { step, reversal, ...meanMeasures(members) };
    });
  }

  dispose(): void {
    tf.dispose(this.waiting.splice(0).flatMap(({ measures }) => measures));
  }
}
