/** One comparison: asks each planned fit for its next step, between which it can be cancelled, and tells what came. */
import type { AlscorConfig } from '../alscor/config';
import type { Dataset } from '../bundle/dataset';
import type { FitProgress } from '../methods/method';
import { Results, runFit, type Outcome, type PlannedFit } from './comparison';
import { nextTask } from './nextTask';
import { reportOf } from './problem';
import type { ComparisonPhase, ComparisonStatus, WorkerEvent } from './protocol';
import { secondsLeft } from './timeLeft';

const TELL_MS = 100;

interface Current {
  planned: PlannedFit;
  progress: FitProgress;
  startedAt: number;
}

export class ComparisonRun {
  private phase: ComparisonPhase = 'running';
  private cancelled = false;
  private readonly ended: Promise<void>;
  private readonly results = new Results();
  private readonly finished: { method: string; seconds: number }[] = [];
  private current: Current | null = null;
  private toldAt = -Infinity;
  private endedAt: number | null = null;
  private readonly startedAt = performance.now();

  constructor(
    readonly id: number,
    private readonly dataset: Dataset,
    private readonly plan: PlannedFit[],
    private readonly config: AlscorConfig,
    private readonly emit: (event: WorkerEvent) => void,
  ) {
    this.ended = this.drive();
  }

  get active(): boolean {
    return this.phase === 'running';
  }

  status(): ComparisonStatus {
    const { current } = this;
    const done = this.finished.length + (current ? current.progress.done / Math.max(1, current.progress.total) : 0);
    return {
      comparisonId: this.id,
      phase: this.phase,
      current: current && { method: current.planned.method.name, seed: current.planned.seed, validation: current.progress.validation },
      done,
      total: this.plan.length,
      elapsedMs: (this.endedAt ?? performance.now()) - this.startedAt,
      remainingMs: this.remainingMs(),
    };
  }

  /** Answers once the step in progress is over and its tensors are freed; what is finished stays. */
  async cancel(): Promise<ComparisonStatus> {
    this.cancelled = true;
    await this.ended;
    return this.status();
  }

  private remainingMs(): number | null {
    if (!this.current) return null;
    const { planned, progress, startedAt } = this.current;
    const running = { method: planned.method.name, seconds: (performance.now() - startedAt) / 1000, share: progress.done / Math.max(1, progress.total) };
    const waiting = this.plan.slice(this.finished.length + 1).map(({ method }) => method.name);
    const seconds = secondsLeft(this.finished, [running], waiting);
    return seconds === null ? null : 1000 * seconds;
  }

  private async drive(): Promise<void> {
    try {
      await nextTask();
      for (const planned of this.plan) if (!(await this.fit(planned))) break;
      this.end(this.finished.length === this.plan.length ? 'finished' : 'cancelled');
    } catch (error) {
      this.emit({ type: 'problem', runId: null, problem: reportOf(error) });
      this.end('failed');
    }
  }

  /** False where it was cancelled. */
  private async fit(planned: PlannedFit): Promise<boolean> {
    const current = { planned, startedAt: performance.now(), progress: { done: 0, total: 1, validation: null } };
    this.current = current;
    this.tell(true);
    await nextTask();
    if (this.cancelled) return false;
    for await (const event of runFit(this.dataset, planned, this.config)) {
      if ('total' in event) this.current = { ...current, progress: event };
      else this.take(event, current);
      this.tell(false);
      await nextTask();
      if (this.cancelled) return false;
    }
    return true;
  }

  private take(outcome: Outcome, { planned, startedAt }: Current): void {
    this.results.add(outcome);
    this.finished.push({ method: planned.method.name, seconds: (performance.now() - startedAt) / 1000 });
    this.current = null;
    const told = 'fit' in outcome ? { fit: outcome.fit } : outcome;
    this.emit({ type: 'fitted', comparisonId: this.id, outcome: told, tests: this.results.tests(), status: this.status() });
  }

  private tell(now: boolean): void {
    if (!now && performance.now() - this.toldAt < TELL_MS) return;
    this.toldAt = performance.now();
    this.emit({ type: 'comparison', status: this.status() });
  }

  private end(phase: ComparisonPhase): void {
    this.phase = phase;
    this.current = null;
    this.endedAt = performance.now();
    this.tell(true);
  }
}
