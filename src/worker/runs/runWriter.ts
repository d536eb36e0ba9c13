/** A run that this worker goes on with: its files, one write after the other. */
import type { AlscorModel } from '../../alscor/model';
import type { RunState } from '../../alscor/runState';
import { BundleError } from '../../bundle/problem';
import { curveFiles, curveKeys, encodePart, type CurveLengths, type CurvesPart } from './curveFiles';
import { MODEL, modelParts } from './modelFile';
import type { RunRecord, StoredState } from './record';
import { endedBytes, ENDED, runLocks, storingRun, type Ended } from './runFolder';
import { writeFrom } from './runFiles';
import { StateSlots } from './stateSlots';
import type { Storing } from '../library/storageError';

export const emptyLengths: CurveLengths = { steps: 0, epochs: 0, probes: 0, changes: 0 };

const writers = new Map<string, StoredWriter>();

/** Null unless this worker goes on with the run. */
export const writerOf = (id: string): StoredWriter | null => writers.get(id) ?? null;

export class StoredWriter {
  private readonly storing: Storing;
  private readonly slots: StateSlots;
  private queue: Promise<unknown> = Promise.resolve();
  private open = true;

  /** The run's lock must be held. @param last file of the state that it goes on from */
  constructor(private readonly folder: FileSystemDirectoryHandle, private readonly record: RunRecord, private lengths: CurveLengths, last: string | null) {
    this.storing = storingRun(record);
    this.slots = new StateSlots(folder, this.storing, last);
    writers.set(record.id, this);
  }

  append(part: CurvesPart): Promise<void> {
    return this.next(() => this.appendAll(part));
  }

  save(state: RunState, kept: boolean): Promise<StoredState> {
    return this.next(() => this.slots.save(state, kept));
  }

  async end(ended: Ended, best: { model: AlscorModel; epoch: number } | null): Promise<void> {
    const ending = this.next(async () => {
      if (best) await writeFrom(this.folder, MODEL, 0, modelParts(best), this.storing);
      await writeFrom(this.folder, ENDED, 0, [endedBytes(ended)], this.storing);
      if (ended !== 'failed') await this.slots.dropOlder();
    });
    this.close();
    await ending;
  }

  close(): void {
    if (!this.open) return;
    this.open = false;
    void this.queue.then(() => {
      writers.delete(this.record.id);
      runLocks.letGo(this.record.id);
    });
  }

  /** When nothing else is written. */
  next<T>(action: () => Promise<T>): Promise<T> {
    if (!this.open) return Promise.reject(new BundleError(`Storing ${this.record.name}: expected a run that goes on, got one that was closed.`, 'Open it again.'));
    const done = this.queue.then(action);
    this.queue = done.catch(() => undefined);
    return done;
  }

  /** All files or none: where one is refused, the next part begins at the same places. */
  private async appendAll(part: CurvesPart): Promise<void> {
    const bytes = encodePart(part);
    const lengths = { ...this.lengths };
    for (const key of curveKeys) {
      if (bytes[key].length > 0) lengths[key] = await writeFrom(this.folder, curveFiles[key], lengths[key], [bytes[key]], this.storing);
    }
    this.lengths = lengths;
  }
}
