/** Runs that are kept in this browser, as the page shows them. */
import { create } from 'zustand';
import type { RunRecord, StoredRun } from '../worker/runs/record';
import { explain } from './problems';
import type { ListedRun } from './runsDatabase';
import { RunsKeeper, type ShownList } from './runsKeeper';
import { nextRunName } from './runsList';
import { browserParts, type RunsParts } from './runsParts';
import { listedRun } from './runsProgress';
import { useView } from './view';

interface RunsState extends ShownList {
  /** False until the list was read, or could not be. */
  ready: boolean;
  /** What went wrong last; nothing here rejects. */
  problem: { message: string; advice: string | null } | null;
  /** Reads the list, and what the files say; again after the worker was started anew. */
  start(): Promise<void>;
  /** Looks at the files again, as where another tab's run may have ended. */
  look(): Promise<void>;
  /** Lists a run that has just started. */
  add(record: RunRecord): Promise<void>;
  /** Lists a run whose files are stored, under a name that no other has; null where it could not be, which is told. */
  addStored(run: StoredRun): Promise<ListedRun | null>;
  update(id: string, changes: Partial<Omit<ListedRun, 'id'>>): Promise<void>;
  rename(id: string, name: string): Promise<void>;
  /** Hides it; its files go after UNDO_MS. */
  remove(id: string): Promise<void>;
  undo(id: string): Promise<void>;
  /** Its curves and model stay. */
  dropStates(id: string): Promise<void>;
  /** The name of the next run. */
  nextName(): string;
  find(id: string): ListedRun | undefined;
  complain(error: unknown): void;
  dismiss(): void;
}

/** It is no longer drawn. */
function unchoose(id: string): void {
  const { runs, choose } = useView.getState();
  if (runs.includes(id)) choose({ runs: runs.filter((other) => other !== id) });
}

export const createRuns = (parts: RunsParts) => create<RunsState>()((set, get) => {
  const complain = (error: unknown) => set({ problem: explain(error) });
  const keeper = new RunsKeeper(parts, set, complain);
  let first = true;

  async function attempt<T>(action: () => Promise<T>): Promise<T | null> {
    try {
      return await action();
    } catch (error) {
      complain(error);
      return null;
    }
  }

  const told = (action: () => Promise<unknown>): Promise<void> => attempt(action).then(() => undefined);

  async function start(): Promise<void> {
    // What the worker before has left undone is done now.
    set({ problem: null });
    if (first) {
      parts.listen(() => void told(() => keeper.hear(get().live)));
      await attempt(() => keeper.list());
    }
    await attempt(() => keeper.sweep());
    if (first) await attempt(() => keeper.resumeRemovals());
    first = false;
    set({ ready: true });
  }

  return {
    ready: false,
    entries: [],
    gone: [],
    live: [],
    problem: null,
    start,
    look: () => told(() => keeper.sweep()),
    add: (record) => told(() => keeper.add(listedRun(record))),
    addStored: (run) => attempt(() => keeper.addStored(run)),
    update: (id, changes) => told(() => keeper.update(id, changes)),
    rename: (id, name) => told(() => keeper.rename(id, name)),
    remove: (id) => told(async () => {
      await keeper.remove(id);
      unchoose(id);
    }),
    undo: (id) => told(() => keeper.undo(id)),
    dropStates: (id) => told(() => keeper.dropStates(id)),
    nextName: () => nextRunName(get().entries.flatMap(({ name, record }) => [name, record.name])),
    find: (id) => get().entries.find((entry) => entry.id === id),
    complain,
    dismiss: () => set({ problem: null }),
  };
});

export const useRuns = createRuns(browserParts());
