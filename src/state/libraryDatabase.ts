/** The list of stored datasets, in the browser's IndexedDB; their files lie apart. */
import { openDB, type DBSchema, type IDBPDatabase } from 'idb';
import { WorkerProblem } from '../worker/client';
import { isLibraryEntry, type LibraryEntry } from '../worker/library/entry';

export interface ListedEntry extends LibraryEntry {
  /** Milliseconds since 1970; null where it is not deleted. Its files go when the time to undo is over. */
  deletedAt: number | null;
}

export interface LibraryDatabase {
  /** In no order; what another version of the page wrote is left out. */
  all(): Promise<ListedEntry[]>;
  /** Adds, unless one with this id is there. */
  add(entry: ListedEntry): Promise<void>;
  /** Answers with the changed entry, or null where it is gone. */
  change(id: string, changes: Partial<Pick<ListedEntry, 'name' | 'deletedAt'>>): Promise<ListedEntry | null>;
  remove(id: string): Promise<void>;
}

interface Schema extends DBSchema {
  entries: { key: string; value: unknown };
}

type Connection = IDBPDatabase<Schema>;

export const DATABASE = 'alscor-library';
export const VERSION = 1;
const STORE = 'entries';

/** A step for each version, so that any older database becomes the present one. */
export function upgrade(database: Pick<Connection, 'createObjectStore'>, from: number): void {
  if (from < 1) database.createObjectStore(STORE, { keyPath: 'id' });
}

const STAYS = 'Stored datasets are not lost, and what is open stays usable for this visit.';

function databaseProblem(cause: unknown): WorkerProblem {
  const got = cause instanceof Error ? cause.message : String(cause);
  const message = `The list of datasets: expected the browser's database (IndexedDB), got ${got}${/[.!]$/.test(got) ? '' : '.'}`;
  return new WorkerProblem({ name: 'LibraryProblem', message, advice: `A private window may have none; else reload the page. ${STAYS}` });
}

function blocked(): WorkerProblem {
  const message = "The list of datasets: expected the browser's database, got one that another tab holds in an older version.";
  return new WorkerProblem({ name: 'LibraryProblem', message, advice: `Close the other tabs of this page, then reload this one. ${STAYS}` });
}

/** Entries as this version writes them. */
export function isListed(value: unknown): value is ListedEntry {
  return isLibraryEntry(value) && 'deletedAt' in value && (value.deletedAt === null || typeof value.deletedAt === 'number');
}

/** Opens at the first use, and again after a connection was lost. Every call throws WorkerProblem where there is no database. */
export function libraryDatabase(name = DATABASE): LibraryDatabase {
  let connection: Promise<Connection> | null = null;
  const forget = () => (connection = null);
  const open = () =>
    new Promise<Connection>((resolve, reject) => {
      const opening = openDB<Schema>(name, VERSION, {
        upgrade,
        blocked: () => reject(blocked()),
        blocking: () => {
          forget();
          void opening.then((database) => database.close());
        },
        terminated: forget,
      });
      opening.then(resolve, reject);
    });
  async function withDatabase<T>(action: (database: Connection) => Promise<T>): Promise<T> {
    try {
      return await action(await (connection ??= open()));
    } catch (cause) {
      forget();
      throw cause instanceof WorkerProblem ? cause : databaseProblem(cause);
    }
  }
  return {
    all: () => withDatabase(async (database) => (await database.getAll(STORE)).filter(isListed)),
    add: (entry) => withDatabase(async (database) => {
      const { store, done } = database.transaction(STORE, 'readwrite');
      if ((await store.getKey(entry.id)) === undefined) await store.put(entry);
      await done;
    }),
    change: (id, changes) => withDatabase(async (database) => {
      const { store, done } = database.transaction(STORE, 'readwrite');
      const before = await store.get(id);
      const after = isListed(before) ? { ...before, ...changes } : null;
      if (after) await store.put(after);
      await done;
      return after;
    }),
    remove: (id) => withDatabase((database) => database.delete(STORE, id)),
  };
}
