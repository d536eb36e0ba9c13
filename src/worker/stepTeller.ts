import type { StepMeasures } from '../alscor/measureQueue';
import type { StepPoint } from './protocol';

const FLUSH_MS = 100;

/** Steps of a run on their way to the page, at most ten times a second. */
export class StepTeller {
  private readonly pending: StepPoint[] = [];
  private readonly ends = new Map<number, number>();
  private toldAt = -Infinity;

  /**
   * @param epochOf the fractional epoch of a step
   * @param elapsedMs training time so far
   * @param tell hears of steps in order
   */
  constructor(
    private readonly epochOf: (step: number) => number,
    private readonly elapsedMs: () => number,
    private readonly tell: (points: StepPoint[]) => void,
  ) {}

  /** A step has ended now; its measures come later. */
  ended(step: number): void {
    this.ends.set(step, this.elapsedMs());
  }

  measured(measures: StepMeasures[]): StepPoint[] {
    const points: StepPoint[] = [];
    for (const { residual: _, ...values } of measures) {
      points.push({ ...values, epoch: this.epochOf(values.step), elapsedMs: this.ends.get(values.step) ?? this.elapsedMs() });
      this.ends.delete(values.step);
    }
    this.pending.push(...points);
    if (performance.now() - this.toldAt >= FLUSH_MS) this.flush();
    return points;
  }

  flush(): void {
    if (this.pending.length === 0) return;
    this.toldAt = performance.now();
    this.tell(this.pending.splice(0));
  }
}
