import { create } from 'zustand';
import type { AlscorConfig } from '../alscor/config';
import type { ConfigChange } from '../alscor/runState';
import type { EpochPoint, ProbePoint, RunPhase, RunStatus, WorkerEvent } from '../worker/protocol';
import type { RunRecord, StoredState } from '../worker/runs/record';
import { newDatasetId } from './libraryList';
import { report } from './problems';
import { requestRedraw } from './redraw';
import { useSettings } from './settings';
import { clearSteps, setSteps } from './steps';
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
  train(): Promise<void>;
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
    if (get().busy) return;
    const { config } = useSettings.getState();
    clearRun();
    set({ busy: true, config });
    try {
      const record = await call('train', { id: newDatasetId(), name: `Run ${new Date().toLocaleTimeString()}`, config, script: [], from: null, replayOf: null });
      set({ record });
    } catch (error) {
      report(error);
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
  useRun.setState({ status, record, epochs, probes, changes, states: [], config: record.config });
  requestRedraw();
}
