/** addition.json and removed.json: what is known of an addition, and what of it was taken away. */
import { asList, asNumber, asObject, decodeText, field, mismatch, parseJson } from '../../bundle/json';
import type { Modality } from '../../retrieval/scores';
import { asCount, asFields, asId, asOneOf, asString, orNull } from '../runs/fields';

/** An addition as it is stored; never changed. */
export interface Addition {
  id: string;
  name: string;
  modality: Modality;
  /** Number of its first row among all that were ever added of its modality: a row keeps its number. */
  first: number;
  rows: number;
  dims: number;
  /** Of its features. */
  dtype: 'f2' | 'f4';
  bytes: number;
  /** Milliseconds since 1970. */
  created: number;
}

export interface Removed {
  /** Of the whole addition, in milliseconds since 1970. */
  deletedAt: number | null;
  /** Rows of the addition, counted from 0. */
  rows: number[];
}

export interface StoredAddition {
  addition: Addition;
  removed: Removed;
}

export const nothingRemoved: Removed = { deletedAt: null, rows: [] };

const VERSION = 1;
const NEWER = 'It may be from a newer version: update the page.';

const encode = (value: object): Uint8Array<ArrayBuffer> => new TextEncoder().encode(JSON.stringify(value));

function checked(bytes: Uint8Array, path: string, name: string): unknown {
  const object = asObject(parseJson(decodeText(bytes, path), path), path);
  const version = field(object, 'version');
  if (version !== VERSION) throw mismatch(`${path}.version`, `${VERSION}`, version, NEWER);
  return field(object, name);
}

export const additionBytes = (addition: Addition): Uint8Array<ArrayBuffer> => encode({ version: VERSION, addition });
export const removedBytes = (removed: Removed): Uint8Array<ArrayBuffer> => encode({ version: VERSION, removed });

/** Throws BundleError naming the field, what it must be and what it is. */
export function readAddition(bytes: Uint8Array, path: string): Addition {
  return asFields<Addition>(checked(bytes, path, 'addition'), path, {
    id: asId, name: asString, modality: asOneOf(['image', 'text'] as const), first: asCount, rows: asCount, dims: asCount,
    dtype: asOneOf(['f2', 'f4'] as const), bytes: asCount, created: asNumber,
  });
}

/** Throws BundleError as `readAddition` does. */
export function readRemoved(bytes: Uint8Array, path: string): Removed {
  const rows = (list: unknown, where: string) => asList(list, where, asCount);
  return asFields<Removed>(checked(bytes, path, 'removed'), path, { deletedAt: orNull(asNumber), rows });
}
