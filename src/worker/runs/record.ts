/** What is known of a run from its start on, and what its curves hold. Types only: page and worker share them. */
import type { AlscorConfig } from '../../alscor/config';
import type { ConfigChange } from '../../alscor/runState';
import type { DatasetSource, Environment, EpochPoint, ProbePoint, RunPhase, StepPoint } from '../protocol';

export interface RunRecord {
  id: string;
  name: string;
  /** Milliseconds since 1970. */
  created: number;
  dataset: {
    name: string;
    /** SHA-256 of features, labels and splits, hexadecimal: equal where a run can be replayed. */
    fingerprint: string;
    pairs: number;
    source: DatasetSource['kind'];
    /** Id in the library of this browser; null where it is not from there. */
    stored: string | null;
  };
  config: AlscorConfig;
  /** Changes that were known at the start, as where a run is replayed. */
  script: ConfigChange[];
  environment: Environment;
  /** The run and step whose state it started from. */
  from: { id: string; name: string; step: number } | null;
  /** The run that this one repeats, to see that the same numbers come out. */
  replayOf: { id: string; name: string } | null;
}

/** One array a measure, all of one length. */
export type StepColumns<A = ArrayLike<number>> = Record<keyof StepPoint, A>;

export interface RunCurves {
  steps: StepColumns<Float64Array>;
  epochs: EpochPoint[];
  probes: ProbePoint[];
  changes: ConfigChange[];
}

/** A state of a run that lies in the browser's private files. */
export interface StoredState {
  step: number;
  epoch: number;
  bytes: number;
  /** Kept to start other runs from; otherwise a later one takes its place. */
  kept: boolean;
}

/** A run whose files are whole. */
export interface StoredRun {
  record: RunRecord;
  states: StoredState[];
  bytes: number;
  /** Null where it did not end: it was interrupted, or goes on in another tab. */
  ended: Extract<RunPhase, 'finished' | 'stopped' | 'failed'> | null;
  /** A worker of some tab goes on with it now. */
  live: boolean;
}
