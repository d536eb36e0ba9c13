/** Datasets that are kept in this browser, as the page shows them. */
import { create } from 'zustand';
import type { LibraryEntry } from '../worker/library/entry';
import type { WorkerEvent } from '../worker/protocol';
import { tellAddress, useDataset } from './dataset';
import { LibraryKeeper, type Shown } from './libraryKeeper';
import { newDatasetId } from './libraryList';
import { browserParts, type LibraryParts } from './libraryParts';
import { explain } from './problems';
import { reportOf } from './reports';

interface LibraryState extends Shown {
  /** False until the list was read, or could not be. */
  ready: boolean;
  /** What went wrong last; nothing here rejects. */
  problem: { message: string; advice: string | null } | null;
  /** The open dataset is being copied into the library. */
  keeping: { id: string; done: number; total: number } | null;
  /** Once a visit. */
  start(): Promise<void>;
  /** Lists a dataset whose files are stored. */
  add(entry: LibraryEntry): Promise<void>;
  /** Copies the open dataset into the library. */
  keep(): Promise<void>;
  rename(id: string, name: string): Promise<void>;
  /** Hides it; its files go after UNDO_MS. */
  remove(id: string): Promise<void>;
  undo(id: string): Promise<void>;
  dismiss(): void;
}

/** Whether the dataset that is open is this one of the library. */
function isOpen(id: string): boolean {
  const { source } = useDataset.getState();
  return source?.kind === 'stored' && source.id === id;
}

/** The dataset that is open is in the library from now on. */
function nowStored(id: string): void {
  useDataset.setState({ source: { kind: 'stored', id } });
  tellAddress(id);
}

export const createLibrary = (parts: LibraryParts) => create<LibraryState>()((set, get) => {
  const keeper = new LibraryKeeper(parts, set, (error) => set({ problem: explain(error) }));
  let started: Promise<void> | null = null;

  async function attempt(action: () => Promise<void>): Promise<void> {
    try {
      await action();
    } catch (error) {
      set({ problem: explain(error) });
    }
  }

  async function begin(): Promise<void> {
    parts.listen(() => void attempt(() => keeper.list()));
    await attempt(() => keeper.list());
    await attempt(() => keeper.sweep());
    set({ ready: true });
  }

  async function keep(): Promise<void> {
    const { source, summary } = useDataset.getState();
    if (source?.kind !== 'files' || get().keeping) return;
    const id = newDatasetId();
    set({ keeping: { id, done: 0, total: 0 }, problem: null });
    try {
      const entry = await parts.keep({ id, sourceFiles: source.files.map(({ path }) => path), report: reportOf(source) });
      await attempt(() => keeper.add(entry));
      if (useDataset.getState().summary === summary) nowStored(id);
    } finally {
      set({ keeping: null });
    }
  }

  return {
    ready: false,
    entries: [],
    gone: [],
    use: null,
    problem: null,
    keeping: null,
    start: () => (started ??= begin()),
    add: (entry) => attempt(() => keeper.add(entry)),
    keep: () => attempt(keep),
    rename: (id, name) => attempt(() => keeper.rename(id, name)),
    remove: (id) => attempt(async () => {
      await keeper.remove(id);
      if (isOpen(id)) tellAddress(null);
    }),
    undo: (id) => attempt(async () => {
      if ((await keeper.undo(id)) && isOpen(id)) tellAddress(id);
    }),
    dismiss: () => set({ problem: null }),
  };
});

export const useLibrary = createLibrary(browserParts());

export function takeProgress({ id, done, total }: Extract<WorkerEvent, { type: 'keeping' }>): void {
  if (useLibrary.getState().keeping?.id === id) useLibrary.setState({ keeping: { id, done, total } });
}
