/** The present dataset as a zip for the visitor's disk. */
import { create } from 'zustand';
import { report } from './problems';
import { call } from './trainer';

interface PackingState {
  progress: { done: number; total: number } | null;
  /** The zip, or null where it could not be made, which is told. */
  pack(): Promise<Blob | null>;
}

export const usePacking = create<PackingState>()((set, get) => ({
  progress: null,
  pack: async () => {
    if (get().progress) return null;
    set({ progress: { done: 0, total: 0 } });
    try {
      return await call('packDataset', {});
    } catch (error) {
      report(error);
      return null;
    } finally {
      set({ progress: null });
    }
  },
}));
