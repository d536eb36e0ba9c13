import { create } from 'zustand';
import type { DatasetSource, DatasetSummary } from '../worker/protocol';
import { useBesides } from './besides';
import { isComparing, useComparison } from './comparison';
import { useEvaluation } from './evaluation';
import { forgetGallery } from './gallery';
import { useEpochResults, useEpochs, useHistory } from './history';
import { forgetInsights } from './insights';
import { forgetChoices, ofAnyDataset } from './modelChoice';
import { explain, report } from './problems';
import { clearRun, isActive, useRun } from './run';
import { useSearch } from './search';
import { call } from './trainer';
import { useView } from './view';

interface DatasetState {
  summary: DatasetSummary | null;
  /** Object URLs of the thumbnail sheets; made and revoked with the summary. */
  sheets: string[];
  source: DatasetSource | null;
  loading: { task: string; done: number; total: number } | null;
  problem: { message: string; advice: string | null } | null;
  /** A dataset that waits for the visitor's yes, because a trained model or a comparison that runs would be lost. */
  waiting: DatasetSource | null;
  /** Loads, after asking where something would be lost. */
  propose(source: DatasetSource): void;
  load(source: DatasetSource): Promise<void>;
  decline(): void;
}

export const demoSource = (): DatasetSource => ({ kind: 'url', base: new URL('demo/', document.baseURI).href });

/** Whether the dataset has classes; true while there is none. */
export const useHasClasses = (): boolean => useDataset(({ summary }) => summary === null || summary.classNames.length > 0);

let latest = 0;

function forgetResults(): void {
  clearRun();
  useEvaluation.setState({ evaluations: null, problem: null });
  useComparison.setState({ status: null, running: null, news: '' });
  useSearch.getState().clear();
  for (const answers of [useBesides, useEpochResults, useHistory]) answers.getState().clear();
  useEpochs.setState({ epochs: {} });
  forgetChoices();
  forgetGallery();
  forgetInsights();
}

function show(summary: DatasetSummary, source: DatasetSource): void {
  const { sheets: old, summary: before } = useDataset.getState();
  for (const url of old) URL.revokeObjectURL(url);
  const sheets = (summary.thumbnails?.sheets ?? []).map((sheet) => URL.createObjectURL(sheet));
  forgetResults();
  if (before && before.name !== summary.name) {
    const { model, beside, choose } = useView.getState();
    choose({ query: [], classes: [], cell: null, model: ofAnyDataset(model), beside: ofAnyDataset(beside), through: null, epoch: null });
  }
  useDataset.setState({ summary, sheets, source, loading: null, problem: null });
  tellAddress(source.kind === 'stored' ? source.id : null);
}

/** A reload opens the dataset of the library that the address names. */
export function tellAddress(id: string | null): void {
  if (useView.getState().dataset !== id) useView.getState().choose({ dataset: id });
}

export const useDataset = create<DatasetState>()((set, get) => ({
  summary: null,
  sheets: [],
  source: null,
  loading: null,
  problem: null,
  waiting: null,
  propose: (source) => {
    const { status } = useRun.getState();
    const trained = isActive(status?.phase) || useRun.getState().epochs.length > 0;
    if (trained || isComparing(useComparison.getState().status)) set({ waiting: source });
    else void get().load(source);
  },
  decline: () => set({ waiting: null }),
  load: async (source) => {
    const request = ++latest;
    set({ waiting: null, problem: null, loading: { task: 'Reading the dataset', done: 0, total: 0 } });
    try {
      if (isActive(useRun.getState().status?.phase)) await call('stop', {});
      if (isComparing(useComparison.getState().status)) await call('cancelComparison', {});
      const summary = await call('loadDataset', { source });
      if (request === latest) show(summary, source);
    } catch (error) {
      if (request !== latest) return;
      // A dataset of the library is opened by a link from any place: its problem is told at each.
      if (source.kind === 'stored') report(error);
      set({ loading: null, problem: source.kind === 'stored' ? null : explain(error) });
    }
  },
}));
