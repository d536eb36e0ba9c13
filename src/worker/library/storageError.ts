/** Failures of the browser's storage in words. */
import { BundleError, reasonOf } from '../../bundle/problem';

/** The browser does not store it, whatever is in the files. */
export class StorageError extends BundleError {}

/** What is stored, and how many bytes it needs; null where that is not known before. */
export interface Storing {
  name: string;
  bytes: number | null;
  /** What to try where there is no room, and after any other failure; for datasets where it is left out. */
  advice?: { full: string; failed: string };
}

const DATASETS = { full: 'Delete datasets from the library, or open it for this visit only.', failed: 'Try again; it can be opened for this visit only.' };
const MISSING = 'Use a current browser, outside of private windows, and open the page over https or from localhost. Datasets can be opened for this visit without it.';

/** "1.2 GB", in powers of 1024 as in the page. */
export function sizeWords(bytes: number): string {
  if (bytes < 1024) return `${bytes} B`;
  if (bytes < 1024 ** 2) return `${Math.round(bytes / 1024)} KB`;
  return bytes < 1024 ** 3 ? `${(bytes / 1024 ** 2).toFixed(1)} MB` : `${(bytes / 1024 ** 3).toFixed(1)} GB`;
}

/** Bytes that this page may still store; null where the browser does not say. */
export async function roomLeft(): Promise<number | null> {
  const { quota, usage } = await navigator.storage.estimate();
  return quota === undefined || usage === undefined ? null : Math.max(0, quota - usage);
}

function noRoom({ name, bytes, advice = DATASETS }: Storing, written: number, room: number | null, cause?: unknown): StorageError {
  const wanted = Math.max(bytes ?? 0, written);
  const given = room !== null && written + room < wanted ? `the browser gives ${sizeWords(room)} more` : `the browser took no more after ${sizeWords(written)}: the disk may be full`;
  return new StorageError(`Storing ${name}: expected room for ${sizeWords(wanted)}, ${given}.`, advice.full, { cause });
}

/** Throws BundleError where the browser says that it will not take that much. */
export async function checkRoom(storing: Storing): Promise<void> {
  const room = await roomLeft();
  if (room !== null && storing.bytes !== null && storing.bytes > room) throw noRoom(storing, 0, room);
}

export function isNamed(cause: unknown, name: string): boolean {
  return cause instanceof DOMException && cause.name === name;
}

/** The error for a write that failed when `written` bytes were stored and `more` were to follow. */
export async function writeError(cause: unknown, storing: Storing, written: number, more: number): Promise<StorageError> {
  if (!isNamed(cause, 'QuotaExceededError')) {
    return new StorageError(`Storing ${storing.name}: expected to write ${sizeWords(more)}, got ${reasonOf(cause)}`, (storing.advice ?? DATASETS).failed, { cause });
  }
  const wanted = { ...storing, bytes: Math.max(storing.bytes ?? 0, written + more) };
  return noRoom(wanted, written, await roomLeft(), cause);
}

/** The error for private files that cannot be opened at all. */
export function unavailable(task: string, cause?: unknown, advice: string = MISSING): StorageError {
  const got = cause === undefined ? 'a browser or a page without them' : reasonOf(cause);
  return new StorageError(`${task}: expected the browser's private files (OPFS), got ${got}${/[.!]$/.test(got) ? '' : '.'}`, advice, { cause });
}
