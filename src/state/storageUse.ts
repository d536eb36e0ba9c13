/** How much of its storage the browser gives this page, and whether it may clear it. */

export interface StorageUse {
  /** Bytes; null where the browser does not say. */
  used: number | null;
  quota: number | null;
  /** False: the browser may clear it when it needs room. null: it does not say. */
  persisted: boolean | null;
}

/** What of the browser's StorageManager is used; all of it is missing on pages that are not secure. */
export type StorageOffers = Partial<Pick<StorageManager, 'estimate' | 'persist' | 'persisted'>>;

export async function storageUse(storage: StorageOffers | undefined): Promise<StorageUse> {
  const { usage, quota } = (await storage?.estimate?.()) ?? {};
  return { used: usage ?? null, quota: quota ?? null, persisted: (await storage?.persisted?.()) ?? null };
}

/** Asks that nothing be cleared under pressure; some browsers ask the visitor, so once is enough. */
export async function askToPersist(storage: StorageOffers | undefined): Promise<void> {
  if (await storage?.persisted?.()) return;
  await storage?.persist?.();
}
