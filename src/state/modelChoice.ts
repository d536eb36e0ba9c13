/** Which models can be chosen, and how those that are not there yet are prepared. */
import { create } from 'zustand';
import type { MethodInfo } from '../comparison/comparison';
import type { DatasetSummary, ModelInfo, ModelKey } from '../worker/protocol';
import { explain } from './problems';
import type { ListedRun } from './runsDatabase';
import { call } from './trainer';

export interface ModelGroup {
  name: string;
  options: { key: ModelKey; label: string }[];
}

interface Choices {
  models: readonly ModelInfo[];
  /** Of this dataset. */
  runs: readonly ListedRun[];
  /** Of one run. */
  epochs: { run: ListedRun; of: readonly number[] } | null;
  methods: readonly MethodInfo[];
  withClasses: boolean;
}

/** Runs of a dataset that have a model: by its name and size, since the page does not know its checksum; the worker compares that. */
export function runsOf(runs: readonly ListedRun[], { name, count }: Pick<DatasetSummary, 'name' | 'count'>): ListedRun[] {
  return runs.filter(({ record: { dataset }, best, deletedAt }) => dataset.name === name && dataset.pairs === count && best !== null && deletedAt === null);
}

export function modelGroups({ models, runs, epochs, methods, withClasses }: Choices): ModelGroup[] {
  const there = models.filter(({ key }) => key === 'cca' || key === 'alscor');
  const fitted = methods.filter(({ group, unsupervised }) => group !== 'alscor' && (withClasses || unsupervised));
  const groups: ModelGroup[] = [
    { name: 'Fitted', options: there.map(({ key, label }) => ({ key, label })) },
    { name: 'Stored runs', options: runs.map(({ id, name, best }) => ({ key: `run:${id}`, label: `${name}${best ? `, best epoch ${best.epoch}` : ''}` })) },
    { name: epochs ? `Epochs of ${epochs.run.name}` : '', options: (epochs?.of ?? []).map((epoch) => ({ key: `run:${epochs!.run.id}@${epoch}`, label: `${epochs!.run.name}, epoch ${epoch}` })) },
    { name: 'Methods, fitted here when chosen', options: fitted.map(({ name, label }) => ({ key: `method:${name}`, label })) },
  ];
  return groups.filter(({ options }) => options.length > 0);
}

export interface Preparing {
  startedAt: number;
  done: number;
  /** 0: not known. */
  total: number;
  /** At the speed so far; null while nothing is known. */
  remainingMs: number | null;
}

/** A step further. */
export function preparedTo({ startedAt }: Preparing, done: number, total: number, now: number): Preparing {
  return { startedAt, done, total, remainingMs: done > 0 && total > done ? ((now - startedAt) * (total - done)) / done : null };
}

interface ModelChoice {
  preparing: Record<ModelKey, Preparing>;
  problems: Record<ModelKey, { message: string; advice: string | null }>;
  prepare(key: ModelKey): Promise<void>;
  /** Ends all fits; none of them is told as a problem but as what can be begun again. */
  cancel(): Promise<void>;
  progress(key: ModelKey, done: number, total: number): void;
}

let datasets = 0;

/** What was said of models of the dataset before. */
export function forgetChoices(): void {
  datasets++;
  useModelChoice.setState({ problems: {} });
}

/** Runs, their epochs and methods are of a dataset, linear CCA and the trained model are of each. */
export const ofAnyDataset = (key: ModelKey | null): ModelKey | null => (key === 'cca' || key === 'alscor' ? key : null);

const without = <T>(record: Record<string, T>, key: string): Record<string, T> => Object.fromEntries(Object.entries(record).filter(([other]) => other !== key));

export const useModelChoice = create<ModelChoice>()((set, get) => ({
  preparing: {},
  problems: {},
  prepare: async (key) => {
    if (get().preparing[key]) return;
    const dataset = datasets;
    set(({ preparing, problems }) => ({ preparing: { ...preparing, [key]: { startedAt: performance.now(), done: 0, total: 0, remainingMs: null } }, problems: without(problems, key) }));
    try {
      await call('prepareModel', { key });
    } catch (error) {
      if (dataset === datasets) set(({ problems }) => ({ problems: { ...problems, [key]: explain(error) } }));
    } finally {
      set(({ preparing }) => ({ preparing: without(preparing, key) }));
    }
  },
  cancel: async () => void (await call('cancelPreparing', {}).catch(() => null)),
  progress: (key, done, total) => {
    const before = get().preparing[key];
    if (before) set(({ preparing }) => ({ preparing: { ...preparing, [key]: preparedTo(before, done, total, performance.now()) } }));
  },
}));
