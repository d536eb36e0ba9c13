/** What the library stands on in the page; tests give other parts. */
import type { LibraryEntry } from '../worker/library/entry';
import type { StoredFolder } from '../worker/library/sweep';
import type { Commands } from '../worker/protocol';
import { libraryDatabase, type LibraryDatabase } from './libraryDatabase';
import type { StorageOffers } from './storageUse';
import { call } from './trainer';

export interface LibraryParts {
  database: LibraryDatabase;
  /** Removes what cut-off imports have left; answers with the folders of whole datasets. */
  sweep(): Promise<StoredFolder[]>;
  discard(id: string): Promise<unknown>;
  keep(payload: Commands['keepDataset']['payload']): Promise<LibraryEntry>;
  storage(): StorageOffers | undefined;
  now(): number;
  after(ms: number, action: () => void): void;
  /** Tells other tabs that the list has changed. */
  announce(): void;
  /** Calls where another tab has changed the list. */
  listen(onChange: () => void): void;
}

export function browserParts(): LibraryParts {
  const channel = typeof document === 'undefined' ? null : new BroadcastChannel('alscor-library');
  return {
    database: libraryDatabase(),
    sweep: () => call('sweepLibrary', {}),
    discard: (id) => call('discardDataset', { id }),
    keep: (payload) => call('keepDataset', payload),
    storage: () => globalThis.navigator?.storage,
    now: Date.now,
    after: (ms, action) => void setTimeout(action, ms),
    announce: () => channel?.postMessage('changed'),
    listen: (onChange) => channel?.addEventListener('message', onChange),
  };
}
