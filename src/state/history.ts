/** The same query through the epochs of a run. */
import { create } from 'zustand';
import type { EpochOfQuery } from '../worker/search/types';
import type { Hit, ModelInfo, QueryPart, SearchRequest, SearchResult } from '../worker/protocol';
import type { ScoreKind } from '../retrieval/scores';
import { createNewest } from './newest';
import { report } from './problems';
import type { ListedRun } from './runsDatabase';
import { call } from './trainer';

/** Items whose ranks are followed. */
export const FOLLOWED = 10;

interface Epochs {
  /** By run: epochs of which it is known where the items lay, rising; missing until that was asked. */
  epochs: Record<string, number[]>;
  look(runId: string): Promise<void>;
}

/** A run that has nothing kept has none; where the list cannot be read, that is told. */
export const useEpochs = create<Epochs>()((set) => ({
  epochs: {},
  look: async (runId) => {
    const found = await call('epochsOf', { runId }).catch((error: unknown) => {
      report(error);
      return [];
    });
    set(({ epochs }) => ({ epochs: { ...epochs, [runId]: found } }));
  },
}));

export const epochKey = (runId: string, epoch: number): string => `run:${runId}@${epoch}`;

/** Only items of the dataset can be asked of an epoch: its nets are not kept. */
export const asksItems = (query: readonly QueryPart[]): boolean => query.every(({ kind }) => kind === 'item');

/** The epoch that is looked at: the chosen one or the nearest before it, else the newest. */
export function shownEpoch(epochs: readonly number[], chosen: number | null): number | null {
  const newest = epochs.at(-1) ?? null;
  return chosen === null ? newest : (epochs.findLast((epoch) => epoch <= chosen) ?? epochs[0] ?? null);
}

/** The run that is looked at: the chosen one, the present one, the one that answers, else the newest. */
export function pickRun(runs: readonly ListedRun[], chosen: string | null, present: string | null, answering: Pick<ModelInfo, 'runId'> | null): string | null {
  const ids = runs.map(({ id }) => id);
  return [chosen, present, answering?.runId ?? null].find((id) => id !== null && ids.includes(id)) ?? ids[0] ?? null;
}

/** The first results by an epoch, with their ranks by the epoch before. @param score that was chosen */
export function epochRequest(request: SearchRequest, score: ScoreKind | null, runId: string, epochs: readonly number[], epoch: number): SearchRequest {
  const { beside: _, ...rest } = { ...request, score: score ?? 'semantic' };
  const before = epochs[epochs.indexOf(epoch) - 1];
  return { ...rest, model: epochKey(runId, epoch), offset: 0, limit: 12, ...(before !== undefined && { beside: epochKey(runId, before) }) };
}

export const useEpochResults = createNewest<SearchRequest, SearchResult>((request) => call('search', request));

export interface History {
  runId: string;
  /** First after the newest epoch. */
  followed: Hit[];
  epochs: EpochOfQuery[];
}

/** `request`: of the newest epoch. */
export const useHistory = createNewest<{ request: SearchRequest; runId: string }, History>(async ({ request, runId }) => {
  const { hits: followed } = await call('search', { ...request, limit: FOLLOWED });
  const follow = followed.map(({ modality, row }) => ({ modality, row }));
  return { runId, followed, epochs: await call('queryHistory', { request, runId, follow }) };
});
