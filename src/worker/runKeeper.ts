/** Stores a run while it goes on: what it told, and its state every SAVE_MS. */
import type { AlscorModel } from '../alscor/model';
import type { RunState } from '../alscor/runState';
import { reportOf } from './problem';
import type { EpochPoint, ProbePoint, StepPoint, WorkerEvent } from './protocol';
import type { StoredRun, StoredState } from './runs/record';
import { MemorySpaces } from './runs/memorySpaces';
import { SPACES_BYTES } from './runs/spaceBudget';
import { bytesOf, type EpochSpace } from './runs/spaceRecords';
import type { CurvesPart, RunWriter } from './runs/store';

const SAVE_MS = 10_000;
/** So that what is cut off early goes on too. */
const FIRST_SAVE_MS = 1000;

const nothing = (): CurvesPart => ({ steps: [], epochs: [], probes: [], changes: [] });

export class RunKeeper {
  private part = nothing();
  private savedAt = performance.now();
  private saving = 0;
  /** The newest, also where nothing can be stored: a lost GPU takes only what lies on it. */
  last: RunState | null;
  /** Where items lay after epochs, as far as that cannot be stored. */
  readonly spaces = new MemorySpaces();
  private storesSpaces = true;
  private adding: Promise<void> = Promise.resolve();
  private waitingBytes = 0;

  /**
   * @param writer null where nothing can be stored
   * @param last where the run goes on from
   */
  constructor(
    private readonly runId: string,
    private writer: RunWriter | null,
    private readonly emit: (event: WorkerEvent) => void,
    last: RunState | null,
  ) {
    this.last = last;
  }

  steps(points: StepPoint[]): void {
    this.part.steps.push(...points);
  }

  epoch(point: EpochPoint): void {
    this.part.epochs.push(point);
  }

  /** The training need not wait for it; left out where it has no room, or what waits to be stored has none beside it. */
  space(space: EpochSpace): void {
    const bytes = bytesOf(space);
    if (this.waitingBytes + bytes > SPACES_BYTES) return;
    this.waitingBytes += bytes;
    this.adding = this.adding.then(async () => {
      await this.addSpace(space);
      this.waitingBytes -= bytes;
    });
  }

  probe(point: ProbePoint): void {
    this.part.probes.push(point);
  }

  change(change: CurvesPart['changes'][number]): void {
    this.part.changes.push(change);
  }

  /** Not while one is on its way. */
  get due(): boolean {
    return this.saving === 0 && performance.now() - this.savedAt >= (this.last === null ? FIRST_SAVE_MS : SAVE_MS);
  }

  /** The training need not wait for it. Null where nothing can be stored. */
  async save(state: RunState, keep: boolean): Promise<StoredState | null> {
    this.last = state;
    const part = this.taken();
    this.saving++;
    const stored = await this.storing(async (writer) => {
      await writer.append(part);
      return writer.save(state, keep);
    });
    this.saving--;
    this.savedAt = performance.now();
    if (stored) this.emit({ type: 'saved', runId: this.runId, state: stored });
    return stored;
  }

  async end(ended: NonNullable<StoredRun['ended']>, best: { model: AlscorModel; epoch: number } | null): Promise<void> {
    const part = this.taken();
    await this.adding;
    await this.storing(async (writer) => {
      await writer.append(part);
      await writer.end(ended, best);
      this.emit({ type: 'stored', runId: this.runId });
    });
    this.writer = null;
  }

  /** What came after the newest state is told again by the run that goes on from it. */
  rewind(): void {
    this.part = nothing();
  }

  /** In memory from the first on that cannot be stored. */
  private async addSpace(space: EpochSpace): Promise<void> {
    try {
      if (this.writer && this.storesSpaces) return await this.writer.addSpace(space);
    } catch (error) {
      this.storesSpaces = false;
      // Where nothing of the run can be stored any more, that was told.
      if (this.writer) this.tellSpaces(error);
    }
    this.spaces.add(space);
  }

  private tellSpaces(error: unknown): void {
    const { name, message, advice } = reportOf(error);
    this.emit({ type: 'problem', runId: this.runId, problem: { name, message, advice: `${advice ?? ''} The run goes on; where its items lie after this and later epochs is kept until the page is closed, not stored.`.trim() } });
  }

  private taken(): CurvesPart {
    const { part } = this;
    this.part = nothing();
    return part;
  }

  /** A run goes on where it can no longer be stored; that is told once. */
  private async storing<T>(action: (writer: RunWriter) => Promise<T>): Promise<T | null> {
    const { writer } = this;
    if (!writer) return null;
    try {
      return await action(writer);
    } catch (error) {
      if (this.writer === null) return null;
      this.writer = null;
      writer.close();
      const { name, message, advice } = reportOf(error);
      this.emit({ type: 'problem', runId: this.runId, problem: { name, message, advice: `${advice ?? ''} The run goes on without being stored.`.trim() } });
      return null;
    }
  }
}
