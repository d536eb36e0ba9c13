/** One run: asks the training for its next event, between which it can pause, change or stop, and tells what came. */
import { memory } from '@tensorflow/tfjs-core';
import type { AlscorConfig } from '../alscor/config';
import { AlscorRun, type RunEvent } from '../alscor/run';
import type { ConfigChange, RunState } from '../alscor/runState';
import { nextTask } from './nextTask';
import type { TrainingPairs } from './pairs';
import { reportOf } from './problem';
import type { RunPhase, RunStatus } from './protocol';
import { RunClock } from './runClock';
import type { RunKeeper } from './runKeeper';
import type { RunListener } from './runListener';
import { RunProgress } from './runProgress';
import type { RunRecord, StoredState } from './runs/record';
import { SaveRequests } from './saveRequests';
import { Signal } from './signal';

/** Slower than this, a step is told when it is done. */
const WATCHED_MS = 50;

/** How a run starts. */
export interface RunStart {
  from: RunState | null;
  script: readonly ConfigChange[];
  paused: boolean;
}

type RunEnd = 'finished' | 'stopped' | 'failed';

export class TrainingRun {
  private phase: RunPhase;
  private wanted: 'run' | 'pause' | 'stop' | 'lose';
  /** The step after which a paused run waits again. */
  private once: number | null = null;
  private delayMs = 0;
  /** The phase, or what is wanted of the run, changes. */
  private readonly changed = new Signal();
  /** Over, and all of it stored. */
  readonly ended: Promise<void>;
  private readonly clock: RunClock;
  private readonly run: AlscorRun;
  private readonly progress: RunProgress;
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
    this.clock = new RunClock(from?.elapsedMs ?? 0, from?.step ?? 0);
    this.run = new AlscorRun(pairs.data, record.config, pairs.trainSplit, { from, script, probes: true, elapsedMs: () => this.clock.elapsedMs });
    this.progress = new RunProgress({ record, pairs, totalSteps: this.run.totalSteps, clock: this.clock, keeper, listener, status: () => this.status() }, from);
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
    const { step, epoch, best, endedBy } = this.progress;
    return {
      runId: this.record.id,
      phase: this.phase,
      epoch,
      epochs: this.record.config.epochs,
      step,
      totalSteps: this.run.totalSteps,
      stepsPerSecond,
      elapsedMs,
      remainingMs: epoch > 0 && this.active ? this.clock.remainingMs(step, this.run.totalSteps) : null,
      tensorBytes: numBytes,
      tensors: numTensors,
      bestEpoch: best?.epoch ?? null,
      endedBy,
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
      this.once = this.progress.step + 1;
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
    if (this.active) this.wanted = 'stop';
    this.changed.give();
    while (this.active) await Promise.race([this.changed.wait(), this.ended]);
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
    let ended: RunEnd = 'finished';
    let last: RunState | null = null;
    try {
      await nextTask();
      await this.progress.restore(this.start.from?.best ?? null);
      if (!this.start.paused) this.clock.go();
      this.setPhase(this.phase);
      if (this.wanted === 'pause') await this.waitPaused();
      for (let next = await events.next(); !next.done; next = await events.next()) {
        const saving = this.progress.take(next.value);
        if (next.value.type === 'result') last = await this.capture();
        if (saving !== 'nothing') void this.keep(await this.capture(), saving === 'keep');
        await nextTask();
        if (!(await this.goesOn())) {
          ended = 'stopped';
          break;
        }
      }
      if (this.wanted === 'stop') last ??= await this.capture();
    } catch (error) {
      if (this.wanted === 'lose' || (await this.listener.lost(error))) this.wanted = 'lose';
      else {
        ended = 'failed';
        this.listener.emit({ type: 'problem', runId: this.record.id, problem: reportOf(error) });
      }
    }
    await events.return();
    this.clock.stop();
    if (this.wanted !== 'lose') await this.end(ended, last);
  }

  /** Saves what was asked for, waits out a pause or the pace. False where the run has to stop. */
  private async goesOn(): Promise<boolean> {
    await this.asked.serve((keep) => this.store(keep));
    if (this.wanted === 'pause') await this.waitPaused();
    if (this.wanted === 'run' && this.delayMs > 0) await this.slowly();
    return this.wanted === 'run' || this.wanted === 'pause';
  }

  private async waitPaused(): Promise<void> {
    if (this.once !== null && this.progress.step < this.once) return;
    this.clock.stop();
    this.once = null;
    await this.drain();
    const pausing = this.phase === 'running';
    if (pausing) this.setPhase('paused');
    this.changed.give();
    if (pausing) void this.keep(await this.capture(), false);
    while (this.wanted === 'pause' && this.once === null) {
      const change = this.changed.wait();
      await this.asked.serve((keep) => this.store(keep));
      await change;
    }
    this.clock.go();
  }

  private async slowly(): Promise<void> {
    if (this.delayMs >= WATCHED_MS) await this.drain();
    await Promise.race([new Promise((resolve) => setTimeout(resolve, this.delayMs)), this.changed.wait()]);
  }

  /** Measures first, so that what is stored reaches to the state. Null before the nets are there. */
  private async capture(): Promise<RunState | null> {
    if (!this.run.started) return null;
    this.progress.measured(await this.run.drain());
    return this.run.state(this.clock.elapsedMs);
  }

  private async store(keep: boolean): Promise<StoredState | null> {
    return this.keep(await this.capture(), keep);
  }

  private async keep(state: RunState | null, keep: boolean): Promise<StoredState | null> {
    return state && this.keeper.save(state, keep);
  }

  private async drain(): Promise<void> {
    this.progress.measured(await this.run.drain());
    this.progress.flush();
  }

  /** The end is told before it is stored, which may take a moment. */
  private async end(phase: RunEnd, last: RunState | null): Promise<void> {
    this.progress.flush();
    const { best } = this.progress;
    this.phase = phase;
    if (best) this.listener.model(best.model);
    this.setPhase(phase);
    this.changed.give();
    if (last) await this.keeper.save(last, false);
    await this.keeper.end(phase, best?.model.trained ? { model: best.model.trained, epoch: best.epoch } : null);
  }

  private setPhase(phase: RunPhase): void {
    this.phase = phase;
    this.listener.emit({ type: 'phase', runId: this.record.id, status: this.status() });
  }
}
