/** Speed is measured over the last steps of so many milliseconds. */
const SPEED_MS = 3000;

/** Training time of a run, pauses not counted. */
export class RunClock {
  private startedAt: number | null = null;
  private readonly start: { step: number; elapsedMs: number };
  private recent: { step: number; ms: number }[];

  /** @param activeMs that it took before, up to `step` */
  constructor(
    private activeMs: number,
    step: number,
  ) {
    this.start = { step, elapsedMs: activeMs };
    this.recent = [{ step, ms: activeMs }];
  }

  go(): void {
    this.startedAt ??= performance.now();
  }

  stop(): void {
    this.activeMs = this.elapsedMs;
    this.startedAt = null;
  }

  get elapsedMs(): number {
    return this.startedAt === null ? this.activeMs : this.activeMs + performance.now() - this.startedAt;
  }

  /** A step has ended now. */
  count(step: number): void {
    const ms = this.elapsedMs;
    this.recent.push({ step, ms });
    while (this.recent.length > 2 && ms - this.recent[0]!.ms > SPEED_MS) this.recent.shift();
  }

  /** At the mean speed since it started here; null before the first step. */
  remainingMs(step: number, totalSteps: number): number | null {
    const done = step - this.start.step;
    return done > 0 ? ((this.elapsedMs - this.start.elapsedMs) / done) * (totalSteps - step) : null;
  }

  get stepsPerSecond(): number {
    const [first, last] = [this.recent[0]!, this.recent.at(-1)!];
    return last.ms > first.ms ? (1000 * (last.step - first.step)) / (last.ms - first.ms) : 0;
  }
}
