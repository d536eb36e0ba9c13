/** One run: asks the training for its next event, between which it can pause or stop, and tells what came. */
import { memory } from '@tensorflow/tfjs-core';
import type { AlscorConfig } from '../alscor/config';
import type { StepMeasures } from '../alscor/measureQueue';
import { totalSteps, trainAlscor, type RunEvent } from '../alscor/run';
import { nextTask } from './nextTask';
import type { TrainingPairs } from './pairs';
import type { Preprocessing } from './preprocessing';
import { reportOf } from './problem';
import type { RunRecord } from './runs/record';
import type { EpochPoint, RunPhase, RunStatus, StepPoint, WorkerEvent } from './protocol';
import { alscor, type SearchModel } from './searchModel';

const FLUSH_MS = 100;
/** Speed is measured over the last steps of so many milliseconds. */
const SPEED_MS = 3000;

export interface RunListener {
  emit(event: WorkerEvent): void;
  /** The model that answers from now on. */
  model(model: SearchModel): void;
}

export class TrainingRun {
  private phase: RunPhase = 'running';
  private wanted: 'run' | 'pause' | 'stop' = 'run';
  private awaiting: (() => void)[] = [];
  private readonly ended: Promise<void>;
  private activeMs = 0;
  private resumedAt = performance.now();
  private flushedAt = 0;
  private step = 0;
  private epoch = 0;
  private best: { model: SearchModel; epoch: number } | null = null;
  private readonly pending: StepPoint[] = [];
  private readonly stepEnds = new Map<number, number>();
  private recent: { step: number; ms: number }[] = [{ step: 0, ms: 0 }];
  private readonly total: number;
  private readonly preprocessing: Preprocessing;

  constructor(
    private readonly record: RunRecord,
    { data, trainSplit, preprocessing }: TrainingPairs,
    private readonly config: AlscorConfig,
    private readonly listener: RunListener,
  ) {
    this.preprocessing = preprocessing;
    this.total = totalSteps(data, config);
    this.ended = this.drive(trainAlscor(data, config, trainSplit));
  }

  get active(): boolean {
    return this.phase === 'running' || this.phase === 'paused';
  }

  status(): RunStatus {
    const { numBytes, numTensors } = memory();
    const elapsedMs = this.elapsed();
    return {
      runId: this.record.id,
      phase: this.phase,
      epoch: this.epoch,
      epochs: this.config.epochs,
      step: this.step,
      totalSteps: this.total,
      stepsPerSecond: this.stepsPerSecond(),
      elapsedMs,
      remainingMs: this.epoch > 0 && this.active ? (elapsedMs / this.step) * (this.total - this.step) : null,
      tensorBytes: numBytes,
      tensors: numTensors,
      bestEpoch: this.best?.epoch ?? null,
    };
  }

  /** Answers once the step in progress is over. */
  async pause(): Promise<RunStatus> {
    if (this.phase === 'running') {
      if (this.wanted === 'run') this.wanted = 'pause';
      await Promise.race([this.change(), this.ended]);
    }
    return this.status();
  }

  resume(): RunStatus {
    if (this.wanted === 'pause') {
      this.wanted = 'run';
      if (this.phase === 'paused') {
        this.resumedAt = performance.now();
        this.setPhase('running');
      }
      this.tellChange();
    }
    return this.status();
  }

  /** Answers once the step in progress is over and its tensors are freed. */
  async stop(): Promise<RunStatus> {
    if (this.active) {
      this.wanted = 'stop';
      this.tellChange();
      await this.ended;
    }
    return this.status();
  }

  /** The next time that the phase, or what is wanted of the run, changes. */
  private change(): Promise<void> {
    return new Promise((resolve) => this.awaiting.push(resolve));
  }

  private tellChange(): void {
    this.awaiting.splice(0).forEach((resolve) => resolve());
  }

  private async drive(events: AsyncGenerator<RunEvent, void>): Promise<void> {
    let phase: RunPhase = 'finished';
    try {
      await nextTask();
      this.setPhase('running');
      for (let next = await events.next(); !next.done; next = await events.next()) {
        this.take(next.value);
        await nextTask();
        if (!(await this.goesOn())) {
          phase = 'stopped';
          break;
        }
      }
    } catch (error) {
      phase = 'failed';
      this.listener.emit({ type: 'problem', runId: this.record.id, problem: reportOf(error) });
    }
    await events.return();
    this.end(phase);
  }

  /** Waits out a pause. False where the run has to stop. */
  private async goesOn(): Promise<boolean> {
    if (this.wanted === 'pause') {
      this.activeMs = this.elapsed();
      this.flush();
      this.setPhase('paused');
      this.tellChange();
      while (this.wanted === 'pause') await this.change();
    }
    return this.wanted === 'run';
  }

  private take(event: RunEvent): void {
    switch (event.type) {
      case 'steps':
        this.takeSteps(event.step, event.points);
        return;
      case 'epoch': {
        const { epoch, step, best, validation, model, space } = event.result;
        this.epoch = epoch;
        const answering = alscor({ ...model, preprocessing: this.preprocessing }, space, epoch, this.record);
        if (best) this.best = { model: answering, epoch };
        const point: EpochPoint = { epoch, step, validation, best, elapsedMs: this.elapsed() };
        this.listener.model(answering);
        this.listener.emit({ type: 'epoch', runId: this.record.id, point, status: this.status() });
        return;
      }
      case 'result': {
        const { model, space, bestEpoch } = event.result;
        this.best = { model: alscor({ ...model, preprocessing: this.preprocessing }, space, bestEpoch, this.record, `best of ${this.epoch}`), epoch: bestEpoch };
        return;
      }
      default:
        event satisfies never;
    }
  }

  private takeSteps(step: number, points: StepMeasures[]): void {
    const now = this.elapsed();
    if (step > this.step) {
      this.step = step;
      this.stepEnds.set(step, now);
      this.recent.push({ step, ms: now });
      while (this.recent.length > 2 && now - this.recent[0]!.ms > SPEED_MS) this.recent.shift();
    }
    const perEpoch = this.total / this.config.epochs;
    for (const { residual: _, ...measures } of points) {
      this.pending.push({ ...measures, epoch: measures.step / perEpoch, elapsedMs: this.stepEnds.get(measures.step) ?? now });
      this.stepEnds.delete(measures.step);
    }
    if (now - this.flushedAt >= FLUSH_MS) this.flush();
  }

  private flush(): void {
    if (this.pending.length === 0) return;
    this.flushedAt = this.elapsed();
    this.listener.emit({ type: 'steps', runId: this.record.id, points: this.pending.splice(0), status: this.status() });
  }

  private end(phase: RunPhase): void {
    this.activeMs = this.elapsed();
    this.phase = phase;
    this.flush();
    if (this.best) this.listener.model(this.best.model);
    this.setPhase(phase);
  }

  private setPhase(phase: RunPhase): void {
    this.phase = phase;
    this.listener.emit({ type: 'phase', runId: this.record.id, status: this.status() });
  }

  private elapsed(): number {
    return this.phase === 'running' ? this.activeMs + performance.now() - this.resumedAt : this.activeMs;
  }

  private stepsPerSecond(): number {
    const [first, last] = [this.recent[0]!, this.recent.at(-1)!];
    return last.ms > first.ms ? (1000 * (last.step - first.step)) / (last.ms - first.ms) : 0;
  }
}
