/** A Web Lock for each import that goes on: tabs see by it which half-written folders are alive. A worker that ends lets go of its own. */

const nameOf = (id: string): string => `alscor-dataset-${id}`;
const held = new Map<string, () => void>();

/** Resolves once this worker has the lock, which it holds until `letGo`; to false where another import has it. */
export function hold(id: string): Promise<boolean> {
  return new Promise((resolve, reject) => {
    const holding = navigator.locks.request(nameOf(id), { ifAvailable: true }, (lock) => {
      resolve(lock !== null);
      return lock && new Promise<void>((release) => held.set(id, release));
    });
    holding.catch(reject);
  });
}

export function letGo(id: string): void {
  held.get(id)?.();
  held.delete(id);
}

/** Waits until nobody imports it. */
export async function whenIdle(id: string, action: () => Promise<void>): Promise<void> {
  await navigator.locks.request(nameOf(id), action);
}

/** False where an import goes on, and nothing was done. */
export function ifIdle(id: string, action: () => Promise<void>): Promise<boolean> {
  return navigator.locks.request(nameOf(id), { ifAvailable: true }, async (lock) => {
    if (lock) await action();
    return lock !== null;
  });
}
