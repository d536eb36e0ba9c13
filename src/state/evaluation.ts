import { create } from 'zustand';
import type { Evaluation } from '../worker/protocol';
import { explain } from './problems';
import { call } from './trainer';

interface EvaluationState {
  evaluations: Evaluation[] | null;
  running: boolean;
  problem: { message: string; advice: string | null } | null;
  evaluate(): Promise<void>;
}

export const useEvaluation = create<EvaluationState>()((set) => ({
  evaluations: null,
  running: false,
  problem: null,
  evaluate: async () => {
    set({ running: true, problem: null });
    try {
      set({ evaluations: await call('evaluate', {}) });
    } catch (error) {
      set({ problem: explain(error) });
    } finally {
      set({ running: false });
    }
  },
}));
