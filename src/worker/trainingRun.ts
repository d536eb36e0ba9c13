/** One run: asks the training for its next event, between which it can pause, change or stop, and tells what came. */
import { memory } from '@tensorflow/tfjs-core';
import type { AlscorConfig } from '../alscor/config';
import type { StepMeasures } from '../alscor/measureQueue';
import type { AlscorModel } from '../alscor/model';
import { AlscorRun, type RunEvent } from '../alscor/run';
import type { BestState, ConfigChange, RunState } from '../alscor/runState';
import type { EndReason } from '../alscor/stopping';
import type { Space } from '../retrieval/scores';
import { nextTask } from './nextTask';
import type { TrainingPairs } from './pairs';
import type { Preprocessing } from './preprocessing';
import { reportOf } from './problem';
import type { RunPhase, RunStatus, StepPoint, WorkerEvent } from './protocol';
import { RunClock } from './runClock';
import type { RunKeeper } from './runKeeper';
import type { RunRecord, StoredState } from './runs/record';
import { alscor, type SearchModel } from './searchModel';
import { SaveRequests } from './saveRequests';
import { Signal } from './signal';
import { StepTeller } from './stepTeller';

/** Slower than this, a step is told when it is done. */
const WATCHED_MS = 50;
/** Shares of the epochs after which a state is kept, to start other runs from. */
const KEPT_SHARES = [0.25, 0.5, 0.75];

export interface RunListener {
  emit(event: WorkerEvent): void;
  /** The model that answers from now on. */
  model(model: SearchModel): void;
  /** The best model of a run that goes on, and where it puts the items. */
  restore(best: BestState, preprocessing: Preprocessing, record: RunRecord): Promise<SearchModel>;
  /** Whether an error comes from a lost GPU, after which the run goes on elsewhere. */
  lost(error: unknown): Promise<boolean>;
}

/** How a run starts. */
export interface RunStart {
  from: RunState | null;
  script: readonly ConfigChange[];
  paused: boolean;
}

export class TrainingRun {
  private phase: RunPhase;
  private wanted: 'run' | 'pause' | 'stop' | 'lose';
  /** The step after which a paused run waits again. */
  private once: number | null = null;
  private delayMs = 0;
  /** The phase, or what is wanted of the run, changes. */
  private readonly changed = new Signal();
  private readonly ended: Promise<void>;
  private readonly clock: RunClock;
  private readonly run: AlscorRun;
  private step: number;
  private epoch: number;
  private endedBy: EndReason | null = null;
  private best: { model: SearchModel; epoch: number } | null = null;
  private readonly teller: StepTeller;
  private readonly asked = new SaveRequests();

  constructor(
    readonly record: RunRecord,
    private readonly pairs: TrainingPairs,
    readonly start: RunStart,
    readonly keeper: RunKeeper,
    private readonly listener: RunListener,
  ) {
    const { from, script } = start;
    this.phase = start.paused ? 'paused' : 'running';
    this.wanted = start.paused ? 'pause' : 'run';
    this.step = from?.step ?? 0;
    this.epoch = from?.epoch ?? 0;
    this.clock = new RunClock(from?.elapsedMs ?? 0, this.step);
    this.run = new AlscorRun(pairs.data, record.config, pairs.trainSplit, { from, script, probes: true, elapsedMs: () => this.clock.elapsedMs });
    const tell = (points: StepPoint[]) => listener.emit({ type: 'steps', runId: record.id, points, status: this.status() });
    this.teller = new StepTeller((step) => this.epochOf(step), () => this.clock.elapsedMs, tell);
    this.ended = this.drive(this.run.events());
  }

  get active(): boolean {
    return this.phase === 'running' || this.phase === 'paused';
  }

  private get held(): boolean {
    return this.wanted !== 'run';
  }

  status(): RunStatus {
    const { numBytes, numTensors } = memory();
    const { elapsedMs, stepsPerSecond } = this.clock;
    return {
      runId: this.record.id,
      phase: this.phase,
      epoch: this.epoch,
      epochs: this.record.config.epochs,
      step: this.step,
      totalSteps: this.run.totalSteps,
      stepsPerSecond,
      elapsedMs,
      remainingMs: this.epoch > 0 && this.active ? this.clock.remainingMs(this.step, this.run.totalSteps) : null,
      tensorBytes: numBytes,
      tensors: numTensors,
      bestEpoch: this.best?.epoch ?? null,
      endedBy: this.endedBy,
    };
  }

  /** Answers once the step in progress is over. */
  async pause(): Promise<RunStatus> {
    if (this.phase === 'running') {
      if (this.wanted === 'run') this.wanted = 'pause';
      this.changed.give();
      while (this.held && this.phase === 'running') await Promise.race([this.changed.wait(), this.ended]);
    }
    return this.status();
  }

  resume(): RunStatus {
    if (this.wanted === 'pause') {
      this.wanted = 'run';
      if (this.phase === 'paused') {
        this.clock.go();
        this.setPhase('running');
      }
      this.changed.give();
    }
    return this.status();
  }

  /** One step of a paused run; answers once it is over. */
  async stepOnce(): Promise<RunStatus> {
    if (this.phase === 'paused' && this.wanted === 'pause') {
      this.once = this.step + 1;
      this.changed.give();
      while (this.once !== null && this.active) await Promise.race([this.changed.wait(), this.ended]);
    }
    return this.status();
  }

  pace(delayMs: number): void {
    this.delayMs = delayMs;
    this.changed.give();
  }

  /** Counts from the next step on. @throws ConfigError */
  set(key: keyof AlscorConfig, value: number | string): ConfigChange {
    const change = this.run.change(key, value);
    this.keeper.change(change);
    this.listener.emit({ type: 'changed', runId: this.record.id, change });
    return change;
  }

  /** Answers once the step in progress is over and its tensors are freed. */
  async stop(): Promise<RunStatus> {
    if (this.active) {
      this.wanted = 'stop';
      this.changed.give();
      await this.ended;
    }
    return this.status();
  }

  /** Stores its state at the next step's end; null where nothing can be stored. */
  saveState(keep: boolean): Promise<StoredState | null> {
    if (!this.active) return Promise.resolve(null);
    const answered = this.asked.ask(keep);
    this.changed.give();
    return Promise.race([answered, this.ended.then(() => null)]);
  }

  /** Ends without a word: its GPU is gone, and another run goes on from the keeper's last state. */
  async lose(): Promise<void> {
    this.wanted = 'lose';
    this.changed.give();
    await this.ended;
  }

  /** Another one in its place, with the same files. */
  again(start: RunStart): TrainingRun {
    return new TrainingRun(this.record, this.pairs, start, this.keeper, this.listener);
  }

  private async drive(events: AsyncGenerator<RunEvent, void>): Promise<void> {
    let ended: 'finished' | 'stopped' | 'failed' = 'finished';
    try {
      await nextTask();
      await this.restoreBest();
      if (!this.start.paused) this.clock.go();
      this.setPhase(this.phase);
      if (this.wanted === 'pause') await this.waitPaused();
      for (let next = await events.next(); !next.done; next = await events.next()) {
        await this.take(next.value);
        await nextTask();
        if (!(await this.goesOn())) {
          ended = 'stopped';
          break;
        }
      }
      if (ended === 'stopped' && this.wanted === 'stop') await this.store(false);
    } catch (error) {
      if (this.wanted === 'lose' || (await this.listener.lost(error))) this.wanted = 'lose';
      else {
        ended = 'failed';
        this.listener.emit({ type: 'problem', runId: this.record.id, problem: reportOf(error) });
      }
    }
    await events.return();
    this.clock.stop();
    if (this.wanted !== 'lose') await this.end(ended);
  }

  /** What it knew before answers until the next epoch is over. */
  private async restoreBest(): Promise<void> {
    const best = this.start.from?.best;
    if (!best) return;
    this.best = { epoch: best.epoch, model: await this.listener.restore(best, this.pairs.preprocessing, this.record) };
    this.listener.model(this.best.model);
  }

  /** Saves what was asked for, waits out a pause or the pace. False where the run has to stop. */
  private async goesOn(): Promise<boolean> {
    await this.asked.serve((keep) => this.store(keep));
    if (this.wanted === 'pause') await this.waitPaused();
    if (this.wanted === 'run' && this.delayMs > 0) await this.slowly();
    return this.wanted === 'run' || this.wanted === 'pause';
  }

  private async waitPaused(): Promise<void> {
    if (this.once !== null && this.step < this.once) return;
    this.clock.stop();
    if (this.once !== null) {
      this.once = null;
      await this.drain();
    }
    if (this.phase === 'running') {
      await this.store(false);
      this.setPhase('paused');
    }
    this.changed.give();
    while (this.wanted === 'pause' && this.once === null) {
      await this.changed.wait();
      await this.asked.serve((keep) => this.store(keep));
    }
    this.clock.go();
  }

  private async slowly(): Promise<void> {
    if (this.delayMs >= WATCHED_MS) await this.drain();
    await Promise.race([new Promise((resolve) => setTimeout(resolve, this.delayMs)), this.changed.wait()]);
  }

  /** Measures first, so that what is stored reaches to the state. */
  private async store(keep: boolean): Promise<StoredState | null> {
    if (!this.run.started) return null;
    this.takePoints(await this.run.drain());
    return this.keeper.save(await this.run.state(this.clock.elapsedMs), keep);
  }

  private async drain(): Promise<void> {
    this.takePoints(await this.run.drain());
    this.teller.flush();
  }

  private async take(event: RunEvent): Promise<void> {
    switch (event.type) {
      case 'steps':
        if (event.step > this.step) {
          this.step = event.step;
          this.clock.count(event.step);
          this.teller.ended(event.step);
        }
        this.takePoints(event.points);
        if (this.keeper.due) await this.store(false);
        return;
      case 'probe': {
        const point = { step: event.step, epoch: this.epochOf(event.step), elapsedMs: this.clock.elapsedMs, ...event.probe };
        this.keeper.probe(point);
        this.listener.emit({ type: 'probe', runId: this.record.id, point });
        return;
      }
      case 'epoch':
        return this.takeEpoch(event.result);
      case 'result': {
        const { model, space, bestEpoch, reason } = event.result;
        this.endedBy = reason;
        this.best = { model: this.answering(model, space, bestEpoch, `best of ${this.epoch}`), epoch: bestEpoch };
        await this.store(false);
        return;
      }
      default:
        event satisfies never;
    }
  }

  private async takeEpoch({ epoch, step, best, validation, model, space }: Extract<RunEvent, { type: 'epoch' }>['result']): Promise<void> {
    this.epoch = epoch;
    const answering = this.answering(model, space, epoch);
    if (best) this.best = { model: answering, epoch };
    const point = { epoch, step, validation, best, elapsedMs: this.clock.elapsedMs };
    this.listener.model(answering);
    this.keeper.epoch(point);
    this.listener.emit({ type: 'epoch', runId: this.record.id, point, status: this.status() });
    const { epochs } = this.record.config;
    const kept = epochs >= 4 && KEPT_SHARES.some((share) => Math.round(share * epochs) === epoch);
    if (kept || this.keeper.due) await this.store(kept);
  }

  private answering(model: AlscorModel, space: Space, epoch: number, note?: string): SearchModel {
    return alscor({ ...model, preprocessing: this.pairs.preprocessing }, space, epoch, this.record, note);
  }

  private epochOf(step: number): number {
    return (step * this.record.config.epochs) / this.run.totalSteps;
  }

  private takePoints(measures: StepMeasures[]): void {
    this.keeper.steps(this.teller.measured(measures));
  }

  private async end(phase: 'finished' | 'stopped' | 'failed'): Promise<void> {
    this.teller.flush();
    const { best } = this;
    await this.keeper.end(phase, best?.model.trained ? { model: best.model.trained, epoch: best.epoch } : null);
    this.phase = phase;
    if (best) this.listener.model(best.model);
    this.setPhase(phase);
  }

  private setPhase(phase: RunPhase): void {
    this.phase = phase;
    this.listener.emit({ type: 'phase', runId: this.record.id, status: this.status() });
  }
}
