/** Which stored datasets are shown, and how they are named. */
import type { StoredFolder } from '../worker/library/sweep';
import type { ListedEntry } from './libraryDatabase';
import { withinUndo } from './undoTime';

const LONGEST_NAME = 120;

/** Newest first; deleted ones while that can be undone. */
export function shownEntries(entries: ListedEntry[], now: number): ListedEntry[] {
  return withinUndo(entries, now).sort((a, b) => b.created - a.created || (a.id < b.id ? -1 : 1));
}

/** Whole datasets that are not listed, as where the page was closed before it could. */
export function unlisted(entries: ListedEntry[], stored: StoredFolder[]): ListedEntry[] {
  const known = new Set(entries.map(({ id }) => id));
  return stored.flatMap(({ id, entry }) => (entry && !known.has(id) ? [{ ...entry, deletedAt: null }] : []));
}

/** Ids of listed ones whose files are no longer there. */
export function withoutFiles(entries: readonly { id: string }[], stored: readonly { id: string }[]): string[] {
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
