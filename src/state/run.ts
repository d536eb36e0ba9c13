import { create } from 'zustand';
import type { AlscorConfig } from '../alscor/config';
import type { ConfigChange } from '../alscor/runState';
import type { EpochPoint, ProbePoint, RunPhase, RunRequest, RunStatus, WorkerEvent } from '../worker/protocol';
import type { RunRecord, StoredState } from '../worker/runs/record';
import { newDatasetId } from './libraryList';
import { report } from './problems';
import { requestRedraw } from './redraw';
import { forgetCurves } from './runsCurves';
import { useRuns } from './runsStore';
import { useSettings } from './settings';
import { clearSteps, setSteps, stepColumns } from './steps';
import { call } from './trainer';

interface RunState {
  status: RunStatus | null;
  /** Null before it has started. */
  record: RunRecord | null;
  epochs: EpochPoint[];
  probes: ProbePoint[];
  /** What was changed while it went on. */
  changes: ConfigChange[];
  /** Its states that are stored, oldest first. */
  states: StoredState[];
  /** The settings that the present run started with. */
  config: AlscorConfig | null;
  /** A command is on its way. */
  busy: boolean;
  /** A new run with the settings of the page. */
  train(): Promise<void>;
  /** Answers with its record; null where it did not start, which is told. */
  begin(request: Omit<RunRequest, 'id'>): Promise<RunRecord | null>;
  control(command: 'pause' | 'resume' | 'stop' | 'reset'): Promise<void>;
}

export const useRun = create<RunState>()((set, get) => ({
  status: null,
  record: null,
  epochs: [],
  probes: [],
  changes: [],
  states: [],
  config: null,
  busy: false,
  train: async () => {
    await get().begin({ name: useRuns.getState().nextName(), config: useSettings.getState().config, script: [], from: null, replayOf: null });
  },
  begin: async (request) => {
    if (get().busy) return null;
    clearRun();
    set({ busy: true, config: request.config });
    try {
      const record = await call('train', { id: newDatasetId(), ...request });
      set({ record });
      void useRuns.getState().add(record);
      return record;
    } catch (error) {
      report(error);
      return null;
    } finally {
      set({ busy: false });
    }
  },
  control: async (command) => {
    if (get().busy) return;
    set({ busy: true });
    try {
      const status = await call(command, {});
      if (command === 'reset') clearRun();
      else set({ status });
    } catch (error) {
      report(error);
    } finally {
      set({ busy: false });
    }
  },
}));

export function clearRun(): void {
  clearSteps();
  useRun.setState({ status: null, record: null, epochs: [], probes: [], changes: [], states: [], config: null });
  requestRedraw();
}

export function isActive(phase: RunPhase | undefined): boolean {
  return phase === 'running' || phase === 'paused';
}

/** A kept state stays; of the others, the last two. */
export function takeState(states: readonly StoredState[], state: StoredState): StoredState[] {
  const others = states.filter(({ step }) => step !== state.step);
  const passing = others.filter(({ kept }) => !kept).at(-1);
  return [...others.filter((one) => one.kept || one === passing), state];
}

export function takeRestored({ record, curves, status }: Extract<WorkerEvent, { type: 'restored' }>): void {
  setSteps(curves.steps);
  const { epochs, probes, changes } = curves;
  const states = useRuns.getState().find(record.id)?.states ?? [];
  forgetCurves(record.id);
  useRun.setState({ status, record, epochs, probes, changes, states, config: record.config });
  requestRedraw();
}

/** What came after a step is told again by the run that goes on from there. */
export function takeBackTo(step: number): void {
  const steps = stepColumns();
  const kept = steps.step.findLastIndex((one) => one <= step) + 1;
  for (const column of Object.values(steps)) column.length = kept;
  const until = <P extends { step: number }>(points: P[]) => points.filter((point) => point.step <= step);
  useRun.setState(({ epochs, probes, changes }) => ({ epochs: until(epochs), probes: until(probes), changes: until(changes) }));
  requestRedraw();
}
