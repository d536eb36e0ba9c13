/** A Web Lock for each folder that is written: tabs see by it which ones are alive. A worker that ends lets go of its own. */
export interface FolderLocks {
  /** Resolves once this worker has the lock, which it holds until `letGo`; to false where another has it, or it has it already. */
  hold(id: string): Promise<boolean>;
  letGo(id: string): void;
  /** Waits until nobody holds it. */
  whenIdle(id: string, action: () => Promise<void>): Promise<void>;
  /** False where somebody holds it, and nothing was done. */
  ifIdle(id: string, action: () => Promise<void>): Promise<boolean>;
  /** Ids that some worker holds now. */
  held(): Promise<Set<string>>;
}

/** @param prefix of the locks' names */
export function folderLocks(prefix: string): FolderLocks {
  const releases = new Map<string, () => void>();
  return {
    hold: (id) =>
      new Promise((resolve, reject) => {
        const holding = navigator.locks.request(prefix + id, { ifAvailable: true }, (lock) => {
          resolve(lock !== null);
          return lock && new Promise<void>((release) => releases.set(id, release));
        });
        holding.catch(reject);
      }),
    letGo(id) {
      releases.get(id)?.();
      releases.delete(id);
    },
    async whenIdle(id, action) {
      await navigator.locks.request(prefix + id, action);
    },
    ifIdle: (id, action) =>
      navigator.locks.request(prefix + id, { ifAvailable: true }, async (lock) => {
        if (lock) await action();
        return lock !== null;
      }),
    async held() {
      const { held = [] } = await navigator.locks.query();
      return new Set(held.flatMap(({ name }) => (name?.startsWith(prefix) ? [name.slice(prefix.length)] : [])));
    },
  };
}
