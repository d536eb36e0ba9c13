import { create } from 'zustand';
import type { SearchRequest, SearchResult } from '../worker/protocol';
import { explain } from './problems';
import { call } from './trainer';

export const FIRST_HITS = 24;

interface SearchState {
  result: SearchResult | null;
  /** The request that `result` answers. */
  answered: SearchRequest | null;
  pending: boolean;
  problem: { message: string; advice: string | null } | null;
  /** A picture from the visitor's disk is the query, instead of the one in the address. */
  picture: { blob: Blob; url: string } | null;
  limit: number;
  /** Asks the worker. While an answer is awaited only the newest request is kept. */
  search(request: SearchRequest): void;
  setPicture(blob: Blob | null): void;
  showMore(): void;
  clear(): void;
}

let queued: SearchRequest | null = null;
let busy = false;
/** Rises when the answers on their way no longer matter. */
let generation = 0;

async function drain(): Promise<void> {
  busy = true;
  while (queued) {
    const request = queued;
    const asked = generation;
    queued = null;
    try {
      const result = await call('search', request);
      if (asked === generation && !queued) useSearch.setState({ result, answered: request, problem: null });
    } catch (error) {
      if (asked === generation && !queued) useSearch.setState({ problem: explain(error) });
    }
  }
  busy = false;
  useSearch.setState({ pending: false });
}

export const useSearch = create<SearchState>()((set, get) => ({
  result: null,
  answered: null,
  pending: false,
  problem: null,
  picture: null,
  limit: FIRST_HITS,
  search: (request) => {
    queued = request;
    set({ pending: true });
    if (!busy) void drain();
  },
  setPicture: (blob) => {
    const { picture } = get();
    if (picture) URL.revokeObjectURL(picture.url);
    set({ picture: blob && { blob, url: URL.createObjectURL(blob) }, limit: FIRST_HITS });
  },
  showMore: () => set(({ limit }) => ({ limit: limit + 2 * FIRST_HITS })),
  clear: () => {
    generation++;
    queued = null;
    get().setPicture(null);
    set({ result: null, answered: null, problem: null });
  },
}));
