/** The list of stored datasets, in the browser's IndexedDB; their files lie apart. */
import { isLibraryEntry, type LibraryEntry } from '../worker/library/entry';
import { listDatabase, type ListDatabase, type Listed } from './listDatabase';

export interface ListedEntry extends LibraryEntry, Listed {}

export type LibraryDatabase = ListDatabase<ListedEntry>;

export const DATABASE = 'alscor-library';
export const VERSION = 1;

/** Entries as this version writes them. */
export function isListed(value: unknown): value is ListedEntry {
  return isLibraryEntry(value) && 'deletedAt' in value && (value.deletedAt === null || typeof value.deletedAt === 'number');
}

/** Every call throws WorkerProblem where there is no database. */
export function libraryDatabase(name = DATABASE): LibraryDatabase {
  return listDatabase<ListedEntry>({
    name,
    version: VERSION,
    isEntry: isListed,
    title: 'The list of datasets',
    stays: 'Stored datasets are not lost, and what is open stays usable for this visit.',
    problem: 'LibraryProblem',
  });
}
