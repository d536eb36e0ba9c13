/** Runs in the browser's private files. Runs in a worker. */
import type { AlscorModel } from '../../alscor/model';
import type { ConfigChange, RunState } from '../../alscor/runState';
import type { EpochPoint, ProbePoint, StepPoint } from '../protocol';
import type { RunCurves, RunRecord, StoredRun, StoredState } from './record';

/** What has come since the last part. */
export interface CurvesPart {
  steps: StepPoint[];
  epochs: EpochPoint[];
  probes: ProbePoint[];
  changes: ConfigChange[];
}

/** A run that this worker goes on with; other tabs leave it alone until it is ended or closed. */
export interface RunWriter {
  append(part: CurvesPart): Promise<void>;
  /** Replaces the state before the last one, so that one sound state is there at any time; a kept one stays. */
  save(state: RunState, kept: boolean): Promise<StoredState>;
  /** The last call: `best` is the result, as Search uses it. */
  end(ended: NonNullable<StoredRun['ended']>, best: { model: AlscorModel; epoch: number } | null): Promise<void>;
  /** Lets go of an unended run; it can be opened again. */
  close(): void;
}

/** A run as it was stored, its curves cut off at its state. */
export interface OpenedRun {
  record: RunRecord;
  state: RunState;
  curves: RunCurves;
  writer: RunWriter;
}

export function createRun(record: RunRecord): Promise<RunWriter> {
  throw new Error(`not yet: ${record.id}`);
}

export function openRun(id: string): Promise<OpenedRun> {
  throw new Error(`not yet: ${id}`);
}

export function readState(id: string, step: number): Promise<{ record: RunRecord; state: RunState }> {
  throw new Error(`not yet: ${id} ${step}`);
}

export function readCurves(id: string): Promise<RunCurves> {
  throw new Error(`not yet: ${id}`);
}

export function readModel(id: string): Promise<{ record: RunRecord; model: AlscorModel; epoch: number }> {
  throw new Error(`not yet: ${id}`);
}

export function discardRun(id: string, statesOnly: boolean): Promise<void> {
  throw new Error(`not yet: ${id} ${statesOnly}`);
}

export function sweepRuns(): Promise<StoredRun[]> {
  return Promise.resolve([]);
}

export function packRun(id: string): Promise<Blob> {
  throw new Error(`not yet: ${id}`);
}

export function importRun(file: Blob, id: string): Promise<StoredRun> {
  throw new Error(`not yet: ${id} ${file.size}`);
}
