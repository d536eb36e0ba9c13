/** The visitor's own items, as the page shows them. */
import { create } from 'zustand';
import type { Modality } from '../retrieval/scores';
import type { ModelKey, NumberedItem, OwnAdded, OwnExportFormat, OwnProgress, OwnSummary, OwnTarget } from '../worker/protocol';
import type { OwnItem } from '../worker/search/types';
import type { PathedFile } from './droppedFiles';
import { announceGallery } from './galleryTabs';
import { explain } from './problems';
import { call } from './trainer';
import { UNDO_MS } from './undoTime';

/** Items that are shown of each modality. */
export const SHOWN_ITEMS = 12;

interface GalleryState {
  /** Null until it was looked at. */
  summary: OwnSummary | null;
  items: Record<Modality, NumberedItem[]>;
  /** Items that were removed one by one and can still be brought back. */
  gone: NumberedItem[];
  /** Additions that went together, when all were removed. */
  cleared: string[];
  progress: OwnProgress | null;
  adding: boolean;
  exporting: boolean;
  /** Files whose features fit images and texts. */
  question: { files: PathedFile[]; ask: NonNullable<OwnAdded['ask']> } | null;
  /** What came of the last addition. */
  notes: string[];
  problem: { message: string; advice: string | null } | null;
  /** Rises with each change, for answers that depend on it. */
  version: number;
  /** Reads what is there. */
  look(): Promise<void>;
  add(files: PathedFile[], as: Modality | null): Promise<void>;
  cancel(): void;
  remove(ids: string[]): Promise<void>;
  restore(ids: string[]): Promise<void>;
  removeItem(item: NumberedItem): Promise<void>;
  restoreItem(item: NumberedItem): Promise<void>;
  /** Null where it failed, which is told. */
  exported(format: OwnExportFormat, model: ModelKey): Promise<{ name: string; blob: Blob } | null>;
  dismiss(): void;
}

const initial = { summary: null, items: { image: [], text: [] }, gone: [], cleared: [], question: null, notes: [], problem: null };

const isSame = (a: NumberedItem, b: NumberedItem): boolean => a.modality === b.modality && a.row === b.row;

/** The files of what was removed go when the time to undo is over. */
function lookLater(): void {
  setTimeout(() => void useGallery.getState().look(), UNDO_MS + 100);
}

async function pages(): Promise<Record<Modality, NumberedItem[]>> {
  const page = (modality: Modality) => call('ownPage', { modality, start: 0, limit: SHOWN_ITEMS });
  return { image: await page('image'), text: await page('text') };
}

function told({ added, notes }: OwnAdded): string[] {
  return [...added.map(({ name, modality, rows }) => `${name}: ${rows.toLocaleString('en-US')} ${rows === 1 ? modality : `${modality}s`} added.`), ...notes];
}

export const useGallery = create<GalleryState>()((set, get) => {
  async function attempt<T>(action: () => Promise<T>): Promise<T | null> {
    try {
      return await action();
    } catch (error) {
      set({ problem: explain(error) });
      return null;
    }
  }

  async function changed(target: OwnTarget, command: 'removeOwn' | 'restoreOwn'): Promise<void> {
    set({ summary: await call(command, target), items: await pages(), version: get().version + 1 });
    announceGallery();
    lookLater();
  }

  return {
    ...initial,
    progress: null,
    adding: false,
    exporting: false,
    version: 0,
    look: async () => void (await attempt(async () => {
      const summary = await call('ownGallery', {});
      const present = new Set(summary.additions.map(({ id }) => id));
      const items = await pages();
      set(({ cleared }) => ({ summary, items, cleared: cleared.filter((id) => present.has(id)) }));
    })),
    add: async (files, as) => {
      if (get().adding || files.length === 0) return;
      set({ adding: true, question: null, notes: [], problem: null });
      const added = await attempt(() => call('addOwn', { files, as }));
      set({ adding: false, question: added?.ask ? { files, ask: added.ask } : null, notes: added ? told(added) : [] });
      await get().look();
      if (!added?.added.length) return;
      set({ version: get().version + 1 });
        announceGallery();
    },
    cancel: () => void attempt(() => call('cancelOwn', {})),
    remove: (ids) => attempt(async () => {
      await changed({ kind: 'additions', ids }, 'removeOwn');
      if (ids.length > 1) set({ cleared: ids });
    }).then(() => undefined),
    restore: (ids) => attempt(async () => {
      await changed({ kind: 'additions', ids }, 'restoreOwn');
      set({ cleared: [] });
    }).then(() => undefined),
    removeItem: (item) => attempt(async () => {
      await changed({ kind: 'item', modality: item.modality, row: item.row }, 'removeOwn');
      set(({ gone }) => ({ gone: [...gone, item] }));
      setTimeout(() => set(({ gone }) => ({ gone: gone.filter((other) => !isSame(other, item)) })), UNDO_MS);
    }).then(() => undefined),
    restoreItem: (item) => attempt(async () => {
      await changed({ kind: 'item', modality: item.modality, row: item.row }, 'restoreOwn');
      set(({ gone }) => ({ gone: gone.filter((other) => !isSame(other, item)) }));
    }).then(() => undefined),
    exported: async (format, model) => {
      set({ exporting: true, problem: null });
      const file = await attempt(() => call('exportOwn', { format, model }));
      set({ exporting: false });
      return file;
    },
    dismiss: () => set({ problem: null, notes: [], question: null }),
  };
});

export function takeOwnProgress(progress: OwnProgress | null): void {
  const before = useGallery.getState().progress;
  useGallery.setState({ progress });
  // What was embedded takes memory, which is shown.
  if (progress === null && before?.task === 'embedding') void useGallery.getState().look();
}

/** Null where it cannot be told. */
export async function ownItem(modality: Modality, row: number): Promise<OwnItem | null> {
  const items = await call('ownItems', { modality, rows: [row] }).catch(() => []);
  return items[0] ?? null;
}

/** Another dataset has other items. */
export function forgetGallery(): void {
  useGallery.setState(initial);
}
