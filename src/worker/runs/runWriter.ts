/** A run that this worker goes on with: its files, one write after the other. */
import type { AlscorModel } from '../../alscor/model';
import type { RunState } from '../../alscor/runState';
import { BundleError } from '../../bundle/problem';
import type { Storing } from '../library/storageError';
import { curveFiles, curveKeys, encodePart, type CurveLengths, type CurvesPart } from './curveFiles';
import { MODEL, modelParts } from './modelFile';
import type { RunRecord, StoredState } from './record';
import { endedBytes, ENDED, storingRun, type Ended } from './runFolder';
import { runLocks } from './runLock';
import { writeFrom } from './runFiles';
import { encodeSpace, type EpochSpace } from './spaceRecords';
import { SpacesFile, type SpaceEntry } from './spacesFile';
import { StateSlots } from './stateSlots';

/** A run that this worker goes on with; other tabs leave it alone until it is ended or closed. */
export interface RunWriter {
  /** All of it or nothing. Throws BundleError where there is no room. */
  append(part: CurvesPart): Promise<void>;
  /** Where items lay after an epoch; what later ones were told before goes. Throws BundleError where there is no room. */
  addSpace(space: EpochSpace): Promise<void>;
  /** Replaces the state before the last one, so that one sound state is there at any time; a kept one stays. The arrays must not change until it has answered. */
  save(state: RunState, kept: boolean): Promise<StoredState>;
  /** The last call: `best` is the result, as Search uses it. */
  end(ended: Ended, best: { model: AlscorModel; epoch: number } | null): Promise<void>;
  /** Lets go of an unended run; it can be opened again. */
  close(): void;
}

export const emptyLengths: CurveLengths = { steps: 0, epochs: 0, probes: 0, changes: 0 };

const writers = new Map<string, StoredWriter>();

/** Null unless this worker goes on with the run. */
export const writerOf = (id: string): StoredWriter | null => writers.get(id) ?? null;

export class StoredWriter implements RunWriter {
  private readonly storing: Storing;
  private readonly slots: StateSlots;
  private readonly spaces: SpacesFile;
  private queue: Promise<unknown> = Promise.resolve();
  private open = true;

  /** The run's lock must be held. @param last file of the state that it goes on from */
  constructor(private readonly folder: FileSystemDirectoryHandle, private readonly record: RunRecord, private lengths: CurveLengths, last: string | null, spaces: SpaceEntry[]) {
    this.storing = storingRun(record);
    this.spaces = new SpacesFile(folder, this.storing, spaces);
    this.slots = new StateSlots(folder, this.storing, last);
    writers.set(record.id, this);
  }

  append(part: CurvesPart): Promise<void> {
    return this.next(() => this.appendAll(part));
  }

  addSpace(space: EpochSpace): Promise<void> {
    return this.next(() => this.spaces.add(encodeSpace(space)));
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

  /** When nothing is written. */
  between<T>(action: () => Promise<T>): Promise<T> {
    const done = this.queue.then(action);
    this.queue = done.catch(() => undefined);
    return done;
  }

  private next<T>(action: () => Promise<T>): Promise<T> {
    if (this.open) return this.between(action);
    return Promise.reject(new BundleError(`Storing ${this.record.name}: expected a run that goes on, got one that was closed.`, 'Open it again.'));
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
