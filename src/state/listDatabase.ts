/** A list of one kind of thing in the browser's IndexedDB. */
import { openDB, type DBSchema, type IDBPDatabase } from 'idb';
import { WorkerProblem } from '../worker/client';

/** What is deleted can be brought back for a while. */
export interface Listed {
  id: string;
  /** Milliseconds since 1970; null where it is not deleted. Its files go when the time to undo is over. */
  deletedAt: number | null;
}

export type Changes<T extends Listed> = Partial<Omit<T, 'id'>> | Pick<Listed, 'deletedAt'>;

export interface ListDatabase<T extends Listed> {
  /** In no order; what another version of the page wrote is left out. */
  all(): Promise<T[]>;
  /** Adds, unless one with this id is there. */
  add(entry: T): Promise<void>;
  /** Answers with the changed entry, or null where it is gone. */
  change(id: string, changes: Changes<T>): Promise<T | null>;
  remove(id: string): Promise<void>;
}

interface Schema extends DBSchema {
  entries: { key: string; value: unknown };
}

type Connection = IDBPDatabase<Schema>;

export interface ListKind<T> {
  name: string;
  /** Rises with each step of `upgrade`. */
  version: number;
  isEntry(value: unknown): value is T;
  /** How messages call the list: "The list of datasets". */
  title: string;
  /** What a visitor need not fear where it cannot be read. */
  stays: string;
  problem: string;
}

const STORE = 'entries';

/** A step for each version, so that any older database becomes the present one. */
function upgrade(database: Pick<Connection, 'createObjectStore'>, from: number): void {
  if (from < 1) database.createObjectStore(STORE, { keyPath: 'id' });
}

function databaseProblem({ title, stays, problem }: ListKind<unknown>, cause: unknown): WorkerProblem {
  const got = cause instanceof Error ? cause.message : String(cause);
  const message = `${title}: expected the browser's database (IndexedDB), got ${got}${/[.!]$/.test(got) ? '' : '.'}`;
  return new WorkerProblem({ name: problem, message, advice: `A private window may have none; else reload the page. ${stays}` });
}

function blocked({ title, stays, problem }: ListKind<unknown>): WorkerProblem {
  const message = `${title}: expected the browser's database, got one that another tab holds in an older version.`;
  return new WorkerProblem({ name: problem, message, advice: `Close the other tabs of this page, then reload this one. ${stays}` });
}

/** Opens at the first use, and again after a connection was lost. */
function opener(kind: ListKind<unknown>): { open(): Promise<Connection>; forget(): void } {
  let connection: Promise<Connection> | null = null;
  const forget = () => void (connection = null);
  const start = () =>
    new Promise<Connection>((resolve, reject) => {
      const opening = openDB<Schema>(kind.name, kind.version, {
        upgrade,
        blocked: () => reject(blocked(kind)),
        blocking: () => {
          forget();
          void opening.then((database) => database.close());
        },
        terminated: forget,
      });
      opening.then(resolve, reject);
    });
  return { open: () => (connection ??= start()), forget };
}

/** Every call throws WorkerProblem where there is no database. */
export function listDatabase<T extends Listed>(kind: ListKind<T>): ListDatabase<T> {
  const { open, forget } = opener(kind);
  async function withDatabase<R>(action: (database: Connection) => Promise<R>): Promise<R> {
    try {
      return await action(await open());
    } catch (cause) {
      forget();
      throw cause instanceof WorkerProblem ? cause : databaseProblem(kind, cause);
    }
  }
  return {
    all: () => withDatabase(async (database) => (await database.getAll(STORE)).filter(kind.isEntry)),
    add: (entry) => withDatabase(async (database) => {
      const { store, done } = database.transaction(STORE, 'readwrite');
      if ((await store.getKey(entry.id)) === undefined) await store.put(entry);
      await done;
    }),
    change: (id, changes) => withDatabase(async (database) => {
      const { store, done } = database.transaction(STORE, 'readwrite');
      const before = await store.get(id);
      const after = kind.isEntry(before) ? { ...before, ...changes } : null;
      if (after) await store.put(after);
      await done;
      return after;
    }),
    remove: (id) => withDatabase((database) => database.delete(STORE, id)),
  };
}
