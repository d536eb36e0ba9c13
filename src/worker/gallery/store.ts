/** Where additions lie: in the browser's private files, or in memory where it keeps none. */
import type { Addition, Removed, StoredAddition } from './addition';

/** features: rows of numbers. items: ids, captions and small pictures, one after the other. ends: where each of them ends. */
export type FileName = 'features.bin' | 'items.bin' | 'ends.bin';

export const fileNames: readonly FileName[] = ['features.bin', 'items.bin', 'ends.bin'];

/** An addition on its way in; one that is not finished leaves nothing behind. */
export interface AdditionWriter {
  append(file: FileName, bytes: Uint8Array<ArrayBuffer>): Promise<void>;
  /** Declares it whole, and numbers its rows after all that were there. */
  finish(addition: Omit<Addition, 'id' | 'first' | 'bytes'>): Promise<Addition>;
  abort(): Promise<void>;
}

export interface GalleryStore {
  /** Whether it is there after a reload. */
  readonly keeps: boolean;
  /** Whole additions in the order of their rows; what others have left half is swept. */
  list(): Promise<StoredAddition[]>;
  /** @param bytes that it will take; null where that is not known before. Throws BundleError where there is no room */
  begin(name: string, bytes: number | null): Promise<AdditionWriter>;
  /** Throws BundleError where it is not there. */
  file(id: string, name: FileName): Promise<Blob>;
  setRemoved(id: string, removed: Removed): Promise<void>;
  /** One that is not there is no fault. */
  discard(id: string): Promise<void>;
}

/** The number of the next row of a modality. */
export function nextRow(stored: readonly StoredAddition[], modality: Addition['modality']): number {
  return stored.reduce((next, { addition }) => (addition.modality === modality ? Math.max(next, addition.first + addition.rows) : next), 0);
}

export const byRows = (stored: StoredAddition[]): StoredAddition[] => stored.sort((a, b) => a.addition.first - b.addition.first || a.addition.created - b.addition.created);
