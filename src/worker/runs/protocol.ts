/** What the worker that keeps runs' files is asked. Types only. */
import type { AlscorModel } from '../../alscor/model';
import type { RunState } from '../../alscor/runState';
import type { RunCurves, RunRecord, StoredRun, StoredState } from './record';
import type { EpochSpace } from './spaceRecords';
import type { CurvesPart } from './store';

type Ended = NonNullable<StoredRun['ended']>;

export interface RunCommands {
  create: { payload: { record: RunRecord }; result: null };
  open: { payload: { id: string }; result: { record: RunRecord; state: RunState; curves: RunCurves } };
  append: { payload: { id: string; part: CurvesPart }; result: null };
  addSpace: { payload: { id: string; space: EpochSpace }; result: null };
  save: { payload: { id: string; state: RunState; kept: boolean }; result: StoredState };
  end: { payload: { id: string; ended: Ended; best: { model: AlscorModel; epoch: number } | null }; result: null };
  close: { payload: { id: string }; result: null };
  state: { payload: { id: string; step: number }; result: { record: RunRecord; state: RunState } };
  model: { payload: { id: string }; result: { record: RunRecord; model: AlscorModel; epoch: number } };
  spaces: { payload: { id: string }; result: number[] };
  space: { payload: { id: string; epoch: number }; result: { record: RunRecord; bytes: Uint8Array<ArrayBuffer> } };
  curves: { payload: { id: string }; result: RunCurves };
  discard: { payload: { id: string; statesOnly: boolean }; result: null };
  sweep: { payload: object; result: StoredRun[] };
  pack: { payload: { id: string }; result: Blob };
  import: { payload: { file: Blob; id: string }; result: StoredRun };
}

export type RunFileRequest = { [N in keyof RunCommands]: { id: number; command: N; payload: RunCommands[N]['payload'] } }[keyof RunCommands];

export type { OpenedRun, RunWriter } from './store';
export type { RunRecord } from './record';
