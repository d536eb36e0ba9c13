import { create } from 'zustand';
import type { AlscorConfig } from '../alscor/config';
import type { EpochPoint, RunPhase, RunStatus } from '../worker/protocol';
import { report } from './problems';
import { requestRedraw } from './redraw';
import { useSettings } from './settings';
import { clearSteps } from './steps';
import { call } from './trainer';

interface RunState {
  status: RunStatus | null;
  epochs: EpochPoint[];
  /** The settings that the present run started with. */
  config: AlscorConfig | null;
  /** A command is on its way. */
  busy: boolean;
  train(): Promise<void>;
  control(command: 'pause' | 'resume' | 'stop' | 'reset'): Promise<void>;
}

export const useRun = create<RunState>()((set, get) => ({
  status: null,
  epochs: [],
  config: null,
  busy: false,
  train: async () => {
    if (get().busy) return;
    const { config } = useSettings.getState();
    clearRun();
    set({ busy: true, config });
    try {
      await call('train', { config });
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
  useRun.setState({ status: null, epochs: [], config: null });
  requestRedraw();
}

export function isActive(phase: RunPhase | undefined): boolean {
  return phase === 'running' || phase === 'paused';
}
