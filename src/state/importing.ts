/** One import at a time: files are inspected, asked about where something is not certain, converted, and opened. */
import { create } from 'zustand';
import type { CheckReport } from '../bundle/convert/report';
import type { Mapping } from '../bundle/layouts/mapping';
import { startImport, type ImportClient } from '../worker/import/client';
import type { Checked, Converted, Inspection } from '../worker/import/protocol';
import { WorkerProblem } from '../worker/client';
import type { DatasetSource } from '../worker/protocol';
import { demoSource, useDataset } from './dataset';
import type { Drop, PathedFile } from './droppedFiles';
import { useEnvironment } from './environment';
import { newDatasetId } from './libraryList';
import { useLibrary } from './libraryStore';
import { explain, report } from './problems';
import { keepReport, reportOf } from './reports';
import { call } from './trainer';
import { useView } from './view';

/** Longest silence of a worker that reads files: then it is ended. */
export const SILENCE_MS = 120_000;

interface Progress {
  task: string;
  done: number;
  total: number;
  since: number;
  /** Left at the present speed; null while that is not known. */
  leftMs: number | null;
}

interface ImportState {
  phase: 'idle' | 'inspecting' | 'asking' | 'converting';
  files: PathedFile[];
  inspection: Inspection | null;
  mapping: Mapping | null;
  /** Of `mapping`; null while it is asked for. */
  checked: Checked | null;
  progress: Progress | null;
  problem: { message: string; advice: string | null } | null;
  begin(drop: Drop): Promise<void>;
  /** Asks about what was found even though it is certain. */
  review(): void;
  change(mapping: Mapping): Promise<void>;
  confirm(): Promise<void>;
  cancel(): void;
}

let client: ImportClient | null = null;
/** Under which the present conversion stores; removed where it is ended. */
let storing: string | null = null;
let silence: ReturnType<typeof setTimeout> | null = null;
let checks = 0;

function hush(): void {
  if (silence !== null) clearTimeout(silence);
  silence = null;
}

function end(): void {
  hush();
  client?.terminate();
  client = null;
  // What cannot be removed now is swept at the next start.
  if (storing) void call('discardDataset', { id: storing }).catch(() => undefined);
  storing = null;
}

/** An import that is ended because it was replaced or cancelled tells nothing. */
function fail(of: ImportClient, error: unknown): void {
  if (client !== of) return;
  end();
  useImport.setState({ phase: 'idle', progress: null, problem: explain(error), inspection: null, mapping: null, checked: null });
}

/** The files stay open: the columns may be given another meaning. */
function failConversion(of: ImportClient, error: unknown): void {
  if (client !== of) return;
  hush();
  storing = null;
  useImport.setState({ phase: 'idle', progress: null, problem: explain(error) });
}

/** Ends a worker that says nothing for too long: a file may be made to keep its reader busy for ever. */
function listen(of: ImportClient): void {
  hush();
  silence = setTimeout(() => {
    const { progress } = useImport.getState();
    const task = progress?.task ?? 'Reading the files';
    fail(of, new WorkerProblem({ name: 'ImportError', message: `${task}: expected progress within ${SILENCE_MS / 1000} s, got none.`, advice: 'The files may be damaged, or on a slow disk: try again, or choose fewer of them.' }));
  }, SILENCE_MS);
}

function spawn(): ImportClient {
  end();
  const started: ImportClient = startImport(
    ({ task, done, total }) => {
      if (client !== started) return;
      listen(started);
      const { progress } = useImport.getState();
      const now = Date.now();
      // A conversion counts one whole over several tasks.
      const since = progress?.total === total ? progress.since : now;
      useImport.setState({ progress: { task, done, total, since, leftMs: remainingMs({ done, total, since }, now) } });
    },
    (problem) => fail(started, problem),
  );
  client = started;
  listen(started);
  return started;
}

/** Where the dataset is opened from: the library that now holds it, or, where the browser stores no more, this page's memory. */
async function sourceOf({ entry, files, notStored }: Converted): Promise<DatasetSource> {
  if (notStored) report(new WorkerProblem({ ...notStored, message: `${notStored.message} It is open for this visit only.` }));
  if (!entry) return { kind: 'files', files: files ?? [] };
  await useLibrary.getState().add(entry);
  return { kind: 'stored', id: entry.id };
}

async function convert(of: ImportClient, mapping: Mapping): Promise<void> {
  useImport.setState({ phase: 'converting', progress: null, problem: null });
  listen(of);
  const id = newDatasetId();
  storing = id;
  const demo = demoSource();
  const converted = await of.call('convert', { mapping, id, demo: demo.kind === 'url' ? demo.base : '', backend: useEnvironment.getState().choice });
  if (client !== of) return;
  storing = null;
  end();
  const source = await sourceOf(converted);
  useImport.setState({ phase: 'idle', progress: null, inspection: null, mapping: null, checked: null, files: [] });
  if (!converted.entry) keepReport(source, converted.report);
  useDataset.getState().propose(source);
}

export const useImport = create<ImportState>()((set, get) => ({
  phase: 'idle',
  files: [],
  inspection: null,
  mapping: null,
  checked: null,
  progress: null,
  problem: null,
  begin: async ({ name, files }) => {
    useView.getState().go('data');
    let started: ImportClient | null = null;
    try {
      started = spawn();
      set({ phase: 'inspecting', files, inspection: null, mapping: null, checked: null, progress: null, problem: null });
      const found = await started.call('inspect', { name, files });
      if (client !== started) return;
      hush();
      if ('bundle' in found) {
        end();
        set({ phase: 'idle', progress: null, files: [] });
        const source: DatasetSource = { kind: 'files', files };
        keepReport(source, found.bundle);
        return useDataset.getState().propose(source);
      }
      const { inspection } = found;
      const { guess, checked } = inspection;
      set({ inspection, mapping: guess.mapping, checked, phase: 'asking', progress: null });
      if (guess.certain && checked.problems.length === 0) await get().confirm();
    } catch (error) {
      if (started) fail(started, error);
      else set({ phase: 'idle', problem: explain(error) });
    }
  },
  review: () => {
    if (get().inspection) set({ phase: 'asking', problem: null });
  },
  change: async (mapping) => {
    const asked = ++checks;
    const of = client;
    set({ mapping, checked: null });
    if (!of) return;
    listen(of);
    try {
      const checked = await of.call('check', { mapping });
      if (asked !== checks || client !== of) return;
      hush();
      set({ checked });
    } catch (error) {
      fail(of, error);
    }
  },
  confirm: async () => {
    const { mapping } = get();
    const of = client;
    if (!mapping || !of) return;
    try {
      await convert(of, mapping);
    } catch (error) {
      failConversion(of, error);
    }
  },
  cancel: () => {
    end();
    set({ phase: 'idle', files: [], inspection: null, mapping: null, checked: null, progress: null, problem: null });
  },
}));

/** Milliseconds that are left at the present speed; null before a tenth of a second has passed, or where the whole is not known. */
export function remainingMs({ done, total, since }: Omit<Progress, 'task' | 'leftMs'>, now: number): number | null {
  const elapsed = now - since;
  if (total <= 0 || done <= 0 || elapsed < 100) return null;
  return (elapsed * (total - done)) / done;
}

/** What was found when the present dataset was taken in; null for the demo. */
export function usePresentReport(): CheckReport | null {
  const source = useDataset((state) => state.source);
  const stored = useLibrary(({ entries }) => (source?.kind === 'stored' ? entries.find(({ id }) => id === source.id)?.report : null));
  return stored ?? (source && reportOf(source));
}
