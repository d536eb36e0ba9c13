/** A run of ALSCOR: steps and epochs, an event at a time, from the seed or from a state. */
import * as tf from '@tensorflow/tfjs-core';
import type { Tensor1D } from '@tensorflow/tfjs-core';
import type { Space } from '../retrieval/scores';
import { reversalOf } from './adversary';
import { captureTraining, checkShapes, restoreTraining } from './captureState';
import { planMembers } from './committee';
import { checkConfig, type AlscorConfig } from './config';
import { configAt } from './configAt';
import { batchesPerEpoch, classLogits, dataDims, fitStandardiser, gatherRows, planEpoch, viewRows, type DataTensors, type EpochPlan, type PairData } from './data';
import { disposeRun, finishEpoch, refit, uploadRun, type Member, type RunTensors } from './epoch';
import { MeasureQueue, type StepMeasures } from './measureQueue';
import type { AlscorModel } from './model';
import type { Batch } from './objective';
import { probe, type Probe } from './probe';
import type { BestState, ConfigChange, RunState } from './runState';
import { createMasks, createTraining, currentWeights, disposeTraining, trainStep } from './step';
import { endReason, isOverTime, type EndReason } from './stopping';
import { selectionScore, type ValidationScores } from './validation';

export interface EpochResult {
  epoch: number;
  step: number;
  validation: ValidationScores;
  fusedWeight: number;
  best: boolean;
  /** Its CCA layer is fitted on the training rows alone, without the validation items. */
  model: AlscorModel;
  /** All pairs as the model places them. */
  space: Space;
}

export interface RunResult {
  /** The best epoch's weights, the CCA layer refitted on the whole training split. */
  model: AlscorModel;
  space: Space;
  bestEpoch: number;
  reason: EndReason;
}

/** What a run tells between its steps; it goes on when the next is asked for. */
export type RunEvent =
  | { type: 'steps'; step: number; points: StepMeasures[] }
  | { type: 'probe'; step: number; probe: Probe }
  | { type: 'epoch'; result: EpochResult }
  | { type: 'result'; result: RunResult };

export interface RunOptions {
  /** Where to go on; it has the run's configuration and changes. Null starts from the seed. */
  from?: RunState | null;
  /** Changes to make at their steps; without a state to go on from. */
  script?: readonly ConfigChange[];
  /** Looks closer after every epoch and every PROBE_EVERY steps. */
  probes?: boolean;
  /** Training time so far, pauses not counted; limits of time count it. */
  elapsedMs?: () => number;
}

const PROBE_EVERY = 50;

export function totalSteps(data: PairData, { epochs, batchSize }: AlscorConfig): number {
  return epochs * batchesPerEpoch(data.train.length, batchSize);
}

function makeBatch(member: Member, tensors: DataTensors, rows: EpochPlan['batches'][number], step: number): Batch {
  return {
    image: gatherRows(tensors.image, rows.imageRows),
    text: gatherRows(tensors.text, rows.pairs),
    target: gatherRows(tensors.target, rows.pairs),
    multiLabel: tensors.multiLabel,
    masks: createMasks(rows.pairs.length, dataDims(member.data), member.config, step),
  };
}

export class AlscorRun {
  /** As the run started. */
  readonly config: AlscorConfig;
  readonly totalSteps: number;
  private readonly changes: ConfigChange[];
  private readonly queue: MeasureQueue;
  private readonly batches: number;
  private members: Member[] = [];
  private step: number;
  private epoch: number;
  private batch: number;
  private best: BestState | null;

  /**
   * @param trainSplit the whole training split, on which the CCA layers are fitted once at the end
   * @throws ConfigError
   */
  constructor(
    private readonly data: PairData,
    config: AlscorConfig,
    private readonly trainSplit: Int32Array,
    private readonly options: RunOptions = {},
  ) {
    checkConfig(config);
    const { from, script } = options;
    this.config = config;
    this.changes = [...(from?.changes ?? script ?? [])];
    this.step = from?.step ?? 0;
    this.epoch = from?.epoch ?? 0;
    this.batch = from?.batch ?? 0;
    this.best = from?.best ?? null;
    this.batches = batchesPerEpoch(data.train.length, config.batchSize);
    this.totalSteps = totalSteps(data, config);
    this.queue = new MeasureQueue(config);
  }

  /** Its nets are on the backend. */
  get started(): boolean {
    return this.members.length > 0;
  }

  /** The configuration of the next step. */
  get present(): AlscorConfig {
    return configAt(this.config, this.changes, this.step);
  }

  /**
   * Changes a hyperparameter from the next step on.
   * @throws ConfigError where the value is out of range
   */
  change(key: keyof AlscorConfig, value: number | string): ConfigChange {
    checkConfig({ ...this.present, [key]: value });
    const change = { step: this.step, key, value };
    this.changes.push(change);
    return change;
  }

  /** Measures of the steps that have not been told yet. @throws DivergenceError */
  drain(): Promise<StepMeasures[]> {
    return this.queue.read();
  }

  /** Everything that going on needs; ask between two events, with the measures drained. */
  async state(elapsedMs: number): Promise<RunState> {
    const { config, changes, step, epoch, batch, best } = this;
    const members = await Promise.all(this.members.map(({ training }) => captureTraining(training)));
    return { config, changes: [...changes], step, epoch, batch, elapsedMs, members, best };
  }

  /**
   * Trains on the current tfjs backend: ask for the next event to go on, wait to pause, call `return()` to stop. The
   * last event carries the best epoch's model.
   * @throws DivergenceError where a term is no longer finite, RangeError where the state is of another architecture
   */
  async *events(): AsyncGenerator<RunEvent, void> {
    const { data, trainSplit, config } = this;
    const standardisers = {
      image: fitStandardiser(data.image, viewRows(trainSplit, data.count, data.views)),
      text: fitStandardiser(data.text, trainSplit),
    };
    const tensors = uploadRun(data, standardisers);
    try {
      this.members = planMembers(data, config, trainSplit).map((plan, m) => ({ ...plan, training: this.startMember(plan, m) }));
      let reason: EndReason | null = null;
      while (reason === null) {
        yield* this.epochSteps(tensors);
        const finished = await finishEpoch(this.members, tensors, this.present, standardisers);
        const score = selectionScore(finished.validation, this.present);
        this.epoch++;
        this.batch = 0;
        const improves = this.best === null || score > this.best.score;
        if (improves) this.best = { model: finished.model, score, epoch: this.epoch };
        reason = endReason(this.present, { epoch: this.epoch, bestEpoch: this.best!.epoch, score, elapsedMs: this.elapsed() });
        yield { type: 'epoch', result: { ...finished, epoch: this.epoch, best: improves } };
      }
      yield { type: 'result', result: { ...(await refit(this.best!.model, tensors, trainSplit, this.step)), bestEpoch: this.best!.epoch, reason } };
    } finally {
      this.queue.dispose();
      this.members.splice(0).forEach(({ training }) => disposeTraining(training));
      disposeRun(tensors);
    }
  }

  private elapsed(): number {
    return this.options.elapsedMs?.() ?? 0;
  }

  private startMember({ config, data }: Omit<Member, 'training'>, m: number): Member['training'] {
    const fresh = createTraining(dataDims(data), config, classLogits(data));
    const stored = this.options.from?.members[m];
    if (!stored) return fresh;
    try {
      checkShapes(currentWeights(fresh), stored);
    } finally {
      disposeTraining(fresh);
    }
    return restoreTraining(stored, this.step);
  }

  /** What is left of the epoch in progress; where the time is over it ends early, unless no epoch was finished yet. */
  private async *epochSteps(tensors: RunTensors): AsyncGenerator<RunEvent, void> {
    const plans = this.members.map((member) => planEpoch(member.data, member.config, this.epoch + 1));
    while (this.batch < this.batches && !(this.batch > 0 && this.best && isOverTime(this.present, this.elapsed()))) {
      this.stepAll(tensors.all, plans);
      yield { type: 'steps', step: this.step, points: this.queue.full ? await this.queue.read() : [] };
      if (this.options.probes && (this.step % PROBE_EVERY === 0 || this.batch === this.batches)) yield await this.look(tensors.all, plans[0]!);
    }
    yield { type: 'steps', step: this.step, points: await this.queue.read() };
  }

  /** One step of every member. Members hold out about as many pairs each; one with a batch less begins anew. */
  private stepAll(tensors: DataTensors, plans: EpochPlan[]): void {
    const { present } = this;
    const progress = this.step / this.totalSteps;
    const measures = this.members.map((member, m): Tensor1D => {
      member.config = { ...present, seed: member.config.seed };
      const { batches } = plans[m]!;
      return tf.tidy(() => trainStep(member.training, makeBatch(member, tensors, batches[this.batch % batches.length]!, member.training.step), member.config, progress));
    });
    this.step++;
    this.batch++;
    this.queue.push({ step: this.step, reversal: reversalOf(present, progress), measures });
  }

  /** At the first member and the batch that it learnt from last. */
  private async look(tensors: DataTensors, { batches }: EpochPlan): Promise<RunEvent> {
    const [member] = this.members;
    const batch = makeBatch(member!, tensors, batches[(this.batch - 1) % batches.length]!, this.step - 1);
    try {
      return { type: 'probe', step: this.step, probe: await probe(currentWeights(member!.training), batch, member!.config, reversalOf(member!.config, this.step / this.totalSteps)) };
    } finally {
      tf.dispose([batch.image, batch.text, batch.target, ...Object.values(batch.masks ?? {})]);
    }
  }
}

/** A run from the seed to its end. @throws ConfigError, and DivergenceError where a term is no longer finite */
export async function* trainAlscor(data: PairData, config: AlscorConfig, trainSplit: Int32Array): AsyncGenerator<RunEvent, void> {
  const begun = Date.now();
  yield* new AlscorRun(data, config, trainSplit, { elapsedMs: () => Date.now() - begun }).events();
}
