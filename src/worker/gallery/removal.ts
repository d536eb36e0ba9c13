/** What removing and bringing back change. */
import type { Removed, StoredAddition } from './addition';
import type { Place } from './shelves';
import type { OwnTarget } from './types';
import type { Modality } from '../../retrieval/scores';

/** For how long an addition that was removed can be brought back, as the page offers it. */
const UNDO_MS = 10_000;

export const undoOver = ({ deletedAt }: Removed, now: number): boolean => deletedAt !== null && now - deletedAt >= UNDO_MS;

interface Known {
  all(): readonly StoredAddition[];
  of(modality: Modality): StoredAddition[];
}

function placeOf(known: Known, modality: Modality, row: number): Place | null {
  const stored = known.of(modality).find(({ addition: { first, rows } }) => row >= first && row < first + rows);
  return stored ? { stored, at: row - stored.addition.first } : null;
}

/** What each addition's `removed` is to be. @param deletedAt null: it comes back */
export function withTarget(known: Known, target: OwnTarget, deletedAt: number | null): { id: string; removed: Removed }[] {
  if (target.kind === 'additions') {
    return known.all().filter(({ addition }) => target.ids.includes(addition.id)).map(({ addition: { id }, removed }) => ({ id, removed: { ...removed, deletedAt } }));
  }
  const place = placeOf(known, target.modality, target.row);
  if (!place) return [];
  const { stored: { addition: { id }, removed }, at } = place;
  const others = removed.rows.filter((row) => row !== at);
  return [{ id, removed: { ...removed, rows: deletedAt === null ? others : [...others, at].sort((a, b) => a - b) } }];
}
