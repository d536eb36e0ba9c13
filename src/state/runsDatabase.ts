/** The list of runs, in the browser's IndexedDB; their files lie apart. */
import type { ConfigChange } from '../alscor/runState';
import type { EpochPoint, RunPhase } from '../worker/protocol';
import type { RunRecord, StoredState } from '../worker/runs/record';
import { listDatabase, type ListDatabase, type Listed } from './listDatabase';
import { hasShape, type Shape } from './shape';

/** How far a run has come. */
export interface RunProgress {
  /** As it was told last; running or paused also where it was interrupted. */
  phase: RunPhase;
  step: number;
  /** 0 where it is not known. */
  totalSteps: number;
  epoch: number;
  elapsedMs: number;
  best: Pick<EpochPoint, 'epoch' | 'validation'> | null;
  changes: ConfigChange[];
}

export interface ListedRun extends Listed, RunProgress {
  /** As it started; `name` is the one it has now. */
  record: RunRecord;
  name: string;
  /** The visitor's own words; may have several lines. */
  note: string;
  starred: boolean;
  /** Of its files. */
  bytes: number;
  /** States that are stored, oldest first. */
  states: StoredState[];
}

export type RunsDatabase = ListDatabase<ListedRun>;

export const RUNS_VERSION = 1;

const change: Shape = { step: 'number', key: 'string' };
const mapOfScore: Shape = { i2t: 'number', t2i: 'number' };

const shape: Shape = {
  id: 'string',
  deletedAt: { orNull: 'number' },
  record: {
    id: 'string', name: 'string', created: 'number', config: 'object', environment: { backend: 'string' }, script: [change],
    dataset: { name: 'string', fingerprint: 'string', pairs: 'number', source: 'string', stored: { orNull: 'string' } },
    from: { orNull: { id: 'string', name: 'string', step: 'number' } },
    replayOf: { orNull: { id: 'string', name: 'string' } },
  },
  name: 'string', note: 'string', starred: 'boolean',
  phase: 'string', step: 'number', totalSteps: 'number', epoch: 'number', elapsedMs: 'number',
  best: { orNull: { epoch: 'number', validation: { canonical: mapOfScore, semantic: mapOfScore, fused: mapOfScore } } },
  changes: [change],
  bytes: 'number',
  states: [{ step: 'number', epoch: 'number', bytes: 'number', kept: 'boolean' }],
};

/** Runs as this version writes them. */
export function isListedRun(value: unknown): value is ListedRun {
  return hasShape(value, shape);
}

/** Every call throws WorkerProblem where there is no database. */
export function runsDatabase(name = 'alscor-runs'): RunsDatabase {
  return listDatabase<ListedRun>({
    name,
    version: RUNS_VERSION,
    isEntry: isListedRun,
    title: 'The list of runs',
    stays: 'Stored runs are not lost, and the present one goes on.',
    problem: 'RunsProblem',
  });
}
