/** What the library stands on in the page; tests give other parts. */
import type { LibraryEntry } from '../worker/library/entry';
import type { StoredFolder } from '../worker/library/sweep';
import type { Commands } from '../worker/protocol';
import { libraryDatabase, type ListedEntry } from './libraryDatabase';
import type { ListParts } from './listKeeper';
import { tabParts } from './tabParts';
import type { StorageOffers } from './storageUse';
import { call } from './trainer';

export interface LibraryParts extends ListParts<ListedEntry> {
  /** Removes what cut-off imports have left; answers with the folders of whole datasets. */
  sweep(): Promise<StoredFolder[]>;
  keep(payload: Commands['keepDataset']['payload']): Promise<LibraryEntry>;
  storage(): StorageOffers | undefined;
}

export function browserParts(): LibraryParts {
  return {
    ...tabParts('alscor-library'),
    database: libraryDatabase(),
    sweep: () => call('sweepLibrary', {}),
    discard: (id) => call('discardDataset', { id }),
    keep: (payload) => call('keepDataset', payload),
    storage: () => globalThis.navigator?.storage,
  };
}
