/** Files of the trained model: made for the visitor's disk, and opened from it. */
import { create } from 'zustand';
import type { ModelFormat } from '../worker/protocol';
import { explain } from './problems';
import { call } from './trainer';

/** How the last file went. */
export type ModelOutcome = { kind: 'made'; format: ModelFormat; name: string } | { kind: 'opened'; name: string; label: string } | { kind: 'problem'; message: string; advice: string | null };

interface ModelFilesState {
  /** What is being made, or the name of the file that is being opened. */
  making: ModelFormat | null;
  opening: string | null;
  outcome: ModelOutcome | null;
  /** Bytes of the files that were made of the model of this label. */
  made: { label: string; bytes: Partial<Record<ModelFormat, number>> } | null;
  /** The file, or null where it could not be made. @param label of the model */
  make(format: ModelFormat, label: string): Promise<{ name: string; blob: Blob } | null>;
  /** The model of the file answers from now on, where it fits the dataset. */
  open(file: File): Promise<void>;
}

export const useModelFiles = create<ModelFilesState>()((set, get) => ({
  making: null,
  opening: null,
  outcome: null,
  made: null,
  make: async (format, label) => {
    if (get().making || get().opening !== null) return null;
    set({ making: format, outcome: null });
    try {
      const file = await call('exportModel', { format });
      set(({ made }) => ({ outcome: { kind: 'made', format, name: file.name }, made: { label, bytes: { ...(made?.label === label ? made.bytes : {}), [format]: file.blob.size } } }));
      return file;
    } catch (error) {
      set({ outcome: { kind: 'problem', ...explain(error) } });
      return null;
    } finally {
      set({ making: null });
    }
  },
  open: async (file) => {
    if (get().making || get().opening !== null) return;
    set({ opening: file.name, outcome: null });
    try {
      const { label } = await call('importModel', { file, name: file.name });
      set({ outcome: { kind: 'opened', name: file.name, label } });
    } catch (error) {
      set({ outcome: { kind: 'problem', ...explain(error) } });
    } finally {
      set({ opening: null });
    }
  },
}));
