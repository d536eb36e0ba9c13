/** The present run: starts it, goes on with it after interruptions, and keeps its files. */
import { checkConfig } from '../alscor/config';
import { batchesPerEpoch } from '../alscor/data';
import type { AlscorModel } from '../alscor/model';
import { forkState, type ConfigChange, type RunState } from '../alscor/runState';
import type { Dataset } from '../bundle/dataset';
import { alscor as alscorMethod } from '../methods/alscor';
import { checkClasses, pairsToTrain } from './pairs';
import { refuse, reportOf } from './problem';
import type { Commands, DatasetSource, Environment, RunRequest, RunStatus, WorkerEvent } from './protocol';
import { RunKeeper } from './runKeeper';
import type { RunRecord, StoredState } from './runs/record';
import { decodeSpace, type EpochSpace } from './runs/spaceRecords';
import type { RunWriter } from './runs/store';
import type { RunListener } from './runListener';
import { TrainingRun, type RunStart } from './trainingRun';

/** What is used of the runs' files. */
export type RunFiles = Pick<typeof import('./runs/store'), 'createRun' | 'openRun' | 'readState' | 'readModel' | 'listSpaces' | 'readSpace'>;

/** The open dataset, as runs remember it. */
export interface OpenDataset {
  dataset: Dataset;
  location: DatasetSource;
  /** Of `fingerprint`. */
  fingerprint(): Promise<string>;
}

export interface RunnerParts {
  emit(event: WorkerEvent): void;
  /** Null where runs are not stored. */
  files: RunFiles | null;
  listener: Omit<RunListener, 'emit'>;
}

const idle: RunStatus = {
  runId: '', phase: 'idle', epoch: 0, epochs: 0, step: 0, totalSteps: 0, stepsPerSecond: 0,
  elapsedMs: 0, remainingMs: null, tensorBytes: 0, tensors: 0, bestEpoch: null, endedBy: null,
};

export class Runner {
  private run: TrainingRun | null = null;
  private starting = false;
  private delayMs = 0;

  constructor(private readonly parts: RunnerParts) {}

  get active(): boolean {
    return this.starting || (this.run?.active ?? false);
  }

  /** Of the run that goes on, or went on last. */
  get id(): string | null {
    return this.run?.record.id ?? null;
  }

  /** The run that goes on. Throws where there is none. */
  private get present(): TrainingRun {
    return this.run?.active ? this.run : refuse('Changing a run: expected one that goes on, there is none.', 'Start one in Train.');
  }

  /** The dataset has changed: the run that ended is forgotten, its files stay. */
  forget(): void {
    this.run = null;
  }

  /** @throws PairsError, ConfigError, or a refusal where the state does not fit */
  start(request: RunRequest, open: OpenDataset, environment: Environment): Promise<RunRecord> {
    checkConfig(request.config);
    checkClasses(open.dataset, [alscorMethod]);
    return this.exclusively(async () => {
      const pairs = pairsToTrain(open.dataset, request.config);
      const parent = request.from && (await this.parentState(request.from, open));
      const record = await recordOf(request, open, environment, parent?.record ?? null);
      const from = parent && forkState(parent.state, request.config, request.script, batchesPerEpoch(pairs.data.train.length, request.config.batchSize));
      const writer = await this.create(record);
      this.launch(record, pairs, { from, script: request.script, paused: false }, writer);
      return record;
    });
  }

  /** @throws a refusal where its dataset is not the open one, and the files' own errors */
  goOn(id: string, paused: boolean, open: OpenDataset): Promise<RunRecord> {
    const files = this.files();
    return this.exclusively(async () => {
      const { record, state, curves, writer } = await files.openRun(id);
      try {
        await checkSame(record, open);
        const pairs = pairsToTrain(open.dataset, record.config);
        const run = this.launch(record, pairs, { from: state, script: [], paused }, writer);
        this.parts.emit({ type: 'restored', record, curves, status: run.status() });
        return record;
      } catch (error) {
        writer.close();
        throw error;
      }
    });
  }

  /** The GPU is gone: the run ends without a word. Answers with what going on needs. */
  async lose(): Promise<{ id: string; step: number; goOn(): void } | null> {
    const { run } = this;
    if (!run?.active) return null;
    const paused = run.status().phase === 'paused';
    await run.lose();
    run.keeper.rewind();
    return { id: run.record.id, step: run.keeper.last?.step ?? 0, goOn: () => this.adopt(run.again({ from: run.keeper.last, script: run.start.script, paused })) };
  }

  change({ key, value }: Commands['change']['payload']): ConfigChange {
    return this.present.set(key, value);
  }

  stepOnce(): Promise<RunStatus> {
    return this.present.stepOnce();
  }

  saveState(keep: boolean): Promise<StoredState | null> {
    return this.present.saveState(keep);
  }

  /** Of this run and the next ones. */
  pace(delayMs: number): void {
    this.delayMs = delayMs;
    this.run?.pace(delayMs);
  }

  async pause(): Promise<RunStatus> {
    return (await this.run?.pause()) ?? idle;
  }

  resume(): RunStatus {
    return this.run?.resume() ?? idle;
  }

  async stop(): Promise<RunStatus> {
    return (await this.run?.stop()) ?? idle;
  }

  async reset(): Promise<RunStatus> {
    await this.run?.stop();
    this.run = null;
    return idle;
  }

  /** Once all of the run before is stored. Waits for its end where it still goes on. */
  async stored(): Promise<void> {
    await this.run?.ended;
  }

  /** The best model of a stored run of this dataset. */
  async model(id: string, open: OpenDataset): Promise<{ record: RunRecord; model: AlscorModel; epoch: number }> {
    if (!this.active) await this.stored();
    const stored = await this.files().readModel(id);
    await checkSame(stored.record, open);
    return stored;
  }

  /** Epochs of a run of which it is known where the items lay, rising. */
  async epochsOf(id: string): Promise<number[]> {
    const { run } = this;
    const own = run?.record.id === id ? run.keeper.spaces.epochs : null;
    const stored = await this.parts.files?.listSpaces(id).catch((error: unknown) => {
      if (!own) throw error;
      return [];
    });
    return [...new Set([...(stored ?? []), ...(own ?? [])])].sort((a, b) => a - b);
  }

  /** Where the items of this dataset lay after an epoch of a run. */
  async space(id: string, epoch: number, open: OpenDataset): Promise<EpochSpace & { name: string }> {
    const { run } = this;
    const own = run?.record.id === id ? run.keeper.spaces.get(epoch) : null;
    const { record, bytes } = own && run ? { record: run.record, bytes: own } : await this.files().readSpace(id, epoch);
    await checkSame(record, open);
    return { ...decodeSpace(bytes, `Epoch ${epoch} of ${record.name}`), name: record.name };
  }

  private files(): RunFiles {
    return this.parts.files ?? refuse('Opening a run: expected stored runs, there are none here.', 'This browser keeps no files for the page; a private window may be the reason.');
  }

  /** One start at a time; the run before is forgotten once the next has begun. */
  private async exclusively<T>(action: () => Promise<T>): Promise<T> {
    this.starting = true;
    try {
      await this.stored();
      return await action();
    } finally {
      this.starting = false;
    }
  }

  private async parentState({ id, step }: NonNullable<RunRequest['from']>, open: OpenDataset): Promise<{ record: RunRecord; state: RunState }> {
    const parent = await this.files().readState(id, step);
    await checkSame(parent.record, open);
    return parent;
  }

  /** A run that cannot be stored goes on all the same; that is told. */
  private async create(record: RunRecord): Promise<RunWriter | null> {
    if (!this.parts.files) return null;
    try {
      return await this.parts.files.createRun(record);
    } catch (error) {
      const { name, message, advice } = reportOf(error);
      this.parts.emit({ type: 'problem', runId: record.id, problem: { name, message, advice: `${advice ?? ''} The run goes on without being stored.`.trim() } });
      return null;
    }
  }

  private launch(record: RunRecord, pairs: ReturnType<typeof pairsToTrain>, start: RunStart, writer: RunWriter | null): TrainingRun {
    const { emit, listener } = this.parts;
    const keeper = new RunKeeper(record.id, writer, emit, start.from);
    return this.adopt(new TrainingRun(record, pairs, start, keeper, { ...listener, emit }));
  }

  private adopt(run: TrainingRun): TrainingRun {
    run.pace(this.delayMs);
    this.run = run;
    return run;
  }
}

async function checkSame({ name, dataset }: RunRecord, open: OpenDataset): Promise<void> {
  if (dataset.fingerprint === (await open.fingerprint())) return;
  refuse(`Opening ${name}: expected the dataset ${dataset.name} as it was (${dataset.pairs} pairs), got ${open.dataset.name}.`, 'Open the dataset of that run in Data first.');
}

async function recordOf({ id, name, config, script, from, replayOf }: RunRequest, { dataset, location, fingerprint }: OpenDataset, environment: Environment, parent: RunRecord | null): Promise<RunRecord> {
  return {
    id, name, config, script, replayOf, environment,
    created: Date.now(),
    dataset: { name: dataset.name, fingerprint: await fingerprint(), pairs: dataset.count, source: location.kind, stored: location.kind === 'stored' ? location.id : null },
    from: from && parent && { id: from.id, name: parent.name, step: from.step },
  };
}
