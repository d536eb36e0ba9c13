/** Which runs are listed, in which order, and what they are called. */
import type { StoredRun } from '../worker/runs/record';
import type { ListedRun } from './runsDatabase';
import { withinUndo } from './undoTime';

/** Starred ones first, then the newest; deleted ones while that can be undone. */
export function listedRuns(entries: readonly ListedRun[], now: number): ListedRun[] {
  const rank = ({ starred }: ListedRun) => (starred ? 0 : 1);
  return withinUndo(entries, now).sort((a, b) => rank(a) - rank(b) || b.record.created - a.record.created || (a.id < b.id ? -1 : 1));
}

/** Those whose name or note has every word; all where there is none. */
export function filterRuns(entries: readonly ListedRun[], text: string): ListedRun[] {
  const words = text.toLowerCase().split(/\s+/).filter(Boolean);
  return entries.filter(({ name, note }) => {
    const told = `${name}\n${note}`.toLowerCase();
    return words.every((word) => told.includes(word));
  });
}

/** "Run 4" where the highest number is 3: a number is not used twice, but where its runs were deleted last. */
export function nextRunName(names: readonly string[]): string {
  const numbers = names.map((name) => Number(/^Run (\d{1,9})\b/.exec(name)?.[1] ?? 0));
  return `Run ${numbers.reduce((highest, number) => Math.max(highest, number), 0) + 1}`;
}

/** "Run 3", or, where another run is called so, "Run 3, imported" and "Run 3, imported 2". */
export function importedName(name: string, taken: readonly string[]): string {
  const candidates = (times: number) => (times === 0 ? name : `${name}, imported${times > 1 ? ` ${times}` : ''}`);
  for (let times = 0; ; times++) if (!taken.includes(candidates(times))) return candidates(times);
}

export function totalBytes(entries: readonly ListedRun[]): number {
  return entries.reduce((sum, { bytes }) => sum + bytes, 0);
}

export function isUnended({ phase }: Pick<ListedRun, 'phase'>): boolean {
  return phase === 'running' || phase === 'paused';
}

/** What the files say about listed runs that they know better: each run's own changes, where there are some. */
export function correctedBy(stored: readonly StoredRun[], entries: readonly ListedRun[]): Map<string, Partial<ListedRun>> {
  const listed = new Map(entries.map((entry) => [entry.id, entry]));
  const corrections = new Map<string, Partial<ListedRun>>();
  for (const { record, states, bytes, ended } of stored) {
    const entry = listed.get(record.id);
    if (!entry) continue;
    const changes = { ...(bytes !== entry.bytes && { bytes }), ...(JSON.stringify(states) !== JSON.stringify(entry.states) && { states }), ...(ended && ended !== entry.phase && { phase: ended }) };
    if (Object.keys(changes).length > 0) corrections.set(record.id, changes);
  }
  return corrections;
}
