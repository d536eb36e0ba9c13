import { create } from 'zustand';
import type { Hit, QueryPart, SearchRequest, SearchResult } from '../worker/protocol';
import { NewestOnly } from './newest';
import { explain } from './problems';
import { call } from './trainer';

export const FIRST_HITS = 24;
const MORE_HITS = 48;

/** A picture from the visitor's disk as a part of the query. */
export interface OwnPicture {
  id: number;
  blob: Blob;
  url: string;
  weight: number;
}

interface SearchState {
  /** The first page, with what is told of all items. */
  result: SearchResult | null;
  /** Of all pages so far. */
  hits: Hit[];
  /** The request that `result` answers. */
  answered: SearchRequest | null;
  pending: boolean;
  problem: { message: string; advice: string | null } | null;
  pictures: OwnPicture[];
  /** Asks the worker. While an answer is awaited only the newest request is kept. */
  search(request: SearchRequest): void;
  /** The next page of what was answered. */
  more(): Promise<void>;
  /** It joins the query. */
  addPicture(blob: Blob): void;
  removePicture(id: number): void;
  weighPicture(id: number, weight: number): void;
  clearPictures(): void;
  clear(): void;
}

let pictureIds = 0;

const same = (a: SearchRequest, b: SearchRequest): boolean => JSON.stringify({ ...a, limit: 0 }) === JSON.stringify({ ...b, limit: 0 });

const requests = new NewestOnly<SearchRequest, SearchResult>((request) => call('search', request), {
  found: (answered, result) => useSearch.setState({ result, hits: result.hits, answered, problem: null }),
  failed: (error) => useSearch.setState({ problem: explain(error) }),
  idle: () => useSearch.setState({ pending: false }),
});

export const useSearch = create<SearchState>()((set, get) => ({
  result: null,
  hits: [],
  answered: null,
  pending: false,
  problem: null,
  pictures: [],
  search: (request) => {
    const { answered, hits } = get();
    // The same again, as after an epoch: what is shown stays as long as it is.
    const again = answered && same(answered, request);
    set({ pending: true });
    requests.ask(again ? { ...request, limit: Math.max(request.limit, hits.length) } : request);
  },
  more: async () => {
    const { answered, hits, result, pending } = get();
    if (!answered || !result || pending || hits.length >= result.total) return;
    set({ pending: true });
    try {
      const page = await call('search', { ...answered, offset: hits.length, limit: MORE_HITS });
      if (get().answered === answered) set({ hits: [...hits, ...page.hits] });
    } catch (error) {
      if (get().answered === answered) set({ problem: explain(error) });
    } finally {
      if (!requests.busy) set({ pending: false });
    }
  },
  addPicture: (blob) => set(({ pictures }) => ({ pictures: [...pictures, { id: ++pictureIds, blob, url: URL.createObjectURL(blob), weight: 1 }] })),
  removePicture: (id) => {
    const { pictures } = get();
    for (const picture of pictures) if (picture.id === id) URL.revokeObjectURL(picture.url);
    set({ pictures: pictures.filter((picture) => picture.id !== id) });
  },
  weighPicture: (id, weight) => set(({ pictures }) => ({ pictures: pictures.map((picture) => (picture.id === id ? { ...picture, weight } : picture)) })),
  clearPictures: () => {
    const { pictures, removePicture } = get();
    for (const { id } of pictures) removePicture(id);
  },
  clear: () => {
    requests.forget();
    get().clearPictures();
    set({ result: null, hits: [], answered: null, problem: null });
  },
}));

export const pictureParts = (pictures: readonly OwnPicture[]): QueryPart[] => pictures.map(({ blob, weight }) => ({ kind: 'picture', picture: blob, weight }));

/** The present results from the first on, at most `limit` of them, shown or not. */
export async function rankedHits(limit: number): Promise<Hit[]> {
  const { answered, hits, result } = useSearch.getState();
  if (!answered || !result || hits.length >= Math.min(limit, result.total)) return hits.slice(0, limit);
  return (await call('search', { ...answered, offset: 0, limit })).hits;
}
