import type { Listed } from './listDatabase';

/** For how long what was deleted can be brought back. */
export const UNDO_MS = 10_000;

/** Milliseconds until the files of a deleted one go; 0 where that time is over. */
export function undoLeft({ deletedAt }: Pick<Listed, 'deletedAt'>, now: number): number {
  return deletedAt === null ? Infinity : Math.max(0, deletedAt + UNDO_MS - now);
}

/** Those that were not deleted, or can still be brought back. */
export function withinUndo<T extends Listed>(entries: readonly T[], now: number): T[] {
  return entries.filter((entry) => undoLeft(entry, now) > 0);
}
