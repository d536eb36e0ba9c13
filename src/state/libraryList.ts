/** Which stored datasets are shown, and for how long one that was deleted can be brought back. */
import type { StoredFolder } from '../worker/library/sweep';
import type { ListedEntry } from './libraryDatabase';

export const UNDO_MS = 10_000;
const LONGEST_NAME = 120;

/** Milliseconds until the files of a deleted one go; 0 where that time is over. */
export function undoLeft({ deletedAt }: ListedEntry, now: number): number {
  return deletedAt === null ? Infinity : Math.max(0, deletedAt + UNDO_MS - now);
}

/** Newest first; deleted ones while that can be undone. */
export function shownEntries(entries: ListedEntry[], now: number): ListedEntry[] {
  return entries.filter((entry) => undoLeft(entry, now) > 0).sort((a, b) => b.created - a.created || (a.id < b.id ? -1 : 1));
}

/** Whole datasets that are not listed, as where the page was closed before it could. */
export function unlisted(entries: ListedEntry[], stored: StoredFolder[]): ListedEntry[] {
  const known = new Set(entries.map(({ id }) => id));
  return stored.flatMap(({ id, entry }) => (entry && !known.has(id) ? [{ ...entry, deletedAt: null }] : []));
}

/** Ids of listed datasets whose files are no longer there. */
export function withoutFiles(entries: ListedEntry[], stored: StoredFolder[]): string[] {
  const there = new Set(stored.map(({ id }) => id));
  return entries.flatMap(({ id }) => (there.has(id) ? [] : [id]));
}

/** null where nothing is left of it. */
export function cleanName(text: string): string | null {
  return text.replace(/\s+/g, ' ').trim().slice(0, LONGEST_NAME) || null;
}

/** A new id, short enough for an address. */
export function newDatasetId(): string {
  return Array.from(crypto.getRandomValues(new Uint8Array(6)), (byte) => byte.toString(16).padStart(2, '0')).join('');
}
