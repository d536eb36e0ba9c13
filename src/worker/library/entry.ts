/** What the library knows of a stored dataset. */
import type { CheckReport } from '../../bundle/convert/report';

export interface LibraryEntry {
  /** Name of its folder, and how addresses call it. */
  id: string;
  name: string;
  /** Of the stored files. */
  bytes: number;
  pairs: number;
  /** 0 where it has none. */
  classes: number;
  /** Milliseconds since 1970. */
  created: number;
  /** Of the files that were dropped, for people: "bundle", "clip-retrieval", … */
  layout: string;
  /** null where the files were kept as they are. */
  report: CheckReport | null;
  /** Paths of the dropped files. */
  sourceFiles: string[];
}

const ID = /^[\w-]{1,64}$/;

/** Letters, digits, "_" and "-": safe as a folder's name and in an address. */
export const isDatasetId = (id: string): boolean => ID.test(id);

const isCount = (value: unknown): boolean => typeof value === 'number' && Number.isSafeInteger(value) && value >= 0;

const fields = new Map<string, (value: unknown) => boolean>([
  ['id', (value) => typeof value === 'string' && isDatasetId(value)],
  ['name', (value) => typeof value === 'string'],
  ['bytes', isCount],
  ['pairs', isCount],
  ['classes', isCount],
  ['created', (value) => typeof value === 'number' && Number.isFinite(value)],
  ['layout', (value) => typeof value === 'string'],
  ['report', (value) => typeof value === 'object'],
  ['sourceFiles', (value) => Array.isArray(value) && value.every((path) => typeof path === 'string')],
]);

/** Whether something from the browser's storage is an entry as this version of the page writes it. */
export function isLibraryEntry(value: unknown): value is LibraryEntry {
  if (typeof value !== 'object' || value === null) return false;
  const own = new Map<string, unknown>(Object.entries(value));
  return [...fields].every(([key, fits]) => own.has(key) && fits(own.get(key)));
}
