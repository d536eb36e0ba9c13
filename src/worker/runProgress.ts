/** How far a run has come: takes what the training tells, passes it on, and says when its state is to be stored. */
import type { StepMeasures } from '../alscor/measureQueue';
import type { AlscorModel } from '../alscor/model';
import type { EpochResult, RunEvent } from '../alscor/run';
import type { BestState, RunState } from '../alscor/runState';
import type { EndReason } from '../alscor/stopping';
import type { Space } from '../retrieval/scores';
import type { TrainingPairs } from './pairs';
import type { RunStatus } from './protocol';
import type { RunClock } from './runClock';
import type { RunKeeper } from './runKeeper';
import type { RunListener } from './runListener';
import type { RunRecord } from './runs/record';
import { alscor, type SearchModel } from './search/searchModel';
import { StepTeller } from './stepTeller';

/** Shares of the epochs after which a state is kept, to start other runs from. */
const KEPT_SHARES = [0.25, 0.5, 0.75];

/** What is to be done with the state now: nothing, one that the next replaces, or one that stays. */
export type Saving = 'nothing' | 'pass' | 'keep';

interface Parts {
  record: RunRecord;
  pairs: TrainingPairs;
  totalSteps: number;
  clock: RunClock;
  keeper: RunKeeper;
  listener: RunListener;
  status(): RunStatus;
}

export class RunProgress {
  step: number;
  /** Epochs that are finished. */
  epoch: number;
  endedBy: EndReason | null = null;
  best: { model: SearchModel; epoch: number } | null = null;
  private readonly teller: StepTeller;

  /** @param from where the run goes on */
  constructor(
    private readonly parts: Parts,
    from: RunState | null,
  ) {
    this.step = from?.step ?? 0;
    this.epoch = from?.epoch ?? 0;
    const { record, clock, listener, status } = parts;
    this.teller = new StepTeller((step) => this.epochOf(step), () => clock.elapsedMs, (points) => listener.emit({ type: 'steps', runId: record.id, points, status: status() }));
  }

  /** Before the first event: what was the best before answers until the next epoch is over. */
  async restore(best: BestState | null): Promise<void> {
    if (this.step === 0) this.tellScripted();
    if (!best) return;
    const { listener, pairs, record } = this.parts;
    this.best = { epoch: best.epoch, model: await listener.restore(best, pairs.preprocessing, record) };
    listener.model(this.best.model);
  }

  take(event: RunEvent): Saving {
    switch (event.type) {
      case 'steps':
        this.takeStep(event.step, event.points);
        return this.parts.keeper.due ? 'pass' : 'nothing';
      case 'probe':
        this.takeProbe(event);
        return 'nothing';
      case 'epoch':
        return this.takeEpoch(event.result);
      case 'result': {
        const { model, space, bestEpoch, reason } = event.result;
        this.endedBy = reason;
        this.best = { model: this.answering(model, space, bestEpoch, `best of ${this.epoch}`), epoch: bestEpoch };
        return 'nothing';
      }
      default:
        return event satisfies never;
    }
  }

  measured(measures: StepMeasures[]): void {
    this.parts.keeper.steps(this.teller.measured(measures));
  }

  flush(): void {
    this.teller.flush();
  }

  private takeStep(step: number, measures: StepMeasures[]): void {
    if (step > this.step) {
      this.step = step;
      this.parts.clock.count(step);
      this.teller.ended(step);
      this.tellScripted();
    }
    this.measured(measures);
  }

  /** Changes that the run began with are told when they are made, as those that come meanwhile. */
  private tellScripted(): void {
    const { record, keeper, listener } = this.parts;
    for (const change of record.script) {
      if (change.step !== this.step) continue;
      keeper.change(change);
      listener.emit({ type: 'changed', runId: record.id, change });
    }
  }

  private takeProbe({ step, probe }: Extract<RunEvent, { type: 'probe' }>): void {
    const { record, clock, keeper, listener } = this.parts;
    const point = { step, epoch: this.epochOf(step), elapsedMs: clock.elapsedMs, ...probe };
    keeper.probe(point);
    listener.emit({ type: 'probe', runId: record.id, point });
  }

  private takeEpoch({ epoch, step, best, validation, model, space }: EpochResult): Saving {
    const { record, clock, keeper, listener, status } = this.parts;
    this.epoch = epoch;
    const answering = this.answering(model, space, epoch);
    if (best) this.best = { model: answering, epoch };
    const point = { epoch, step, validation, best, elapsedMs: clock.elapsedMs };
    listener.model(answering);
    keeper.epoch(point);
    keeper.space({ epoch, fusedWeight: model.fusedWeight, space });
    listener.emit({ type: 'epoch', runId: record.id, point, status: status() });
    const { epochs } = record.config;
    if (epochs >= 4 && KEPT_SHARES.some((share) => Math.round(share * epochs) === epoch)) return 'keep';
    return keeper.due ? 'pass' : 'nothing';
  }

  private answering(model: AlscorModel, space: Space, epoch: number, note?: string): SearchModel {
    const { pairs, record } = this.parts;
    return alscor({ ...model, preprocessing: pairs.preprocessing }, space, epoch, record, note);
  }

  private epochOf(step: number): number {
    return (step * this.parts.record.config.epochs) / this.parts.totalSteps;
  }
}
