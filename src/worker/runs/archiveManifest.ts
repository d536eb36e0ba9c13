/** manifest.json of a run's file: what is in it, with sizes and checksums. */
import { decodeText, field, asObject, mismatch, parseJson } from '../../bundle/json';
import type { FileEntry } from '../../bundle/manifest';
import { BundleError } from '../../bundle/problem';
import { sha256 } from '../../bundle/bundleFiles';
import { curveFiles } from './curveFiles';
import { asCount, asFields, asString } from './fields';
import { MODEL } from './modelFile';
import { RECORD } from './recordFile';
import { ENDED } from './runFolder';
import { SPACES } from './spacesFile';
import { isStateFile, STATES } from './stateSlots';

export const ARCHIVE_MANIFEST = 'manifest.json';
const FORMAT = 'alscor-run';
const VERSION = 1;
const DAMAGED = 'The file is damaged: save the run or download the file again.';
const NEWER = 'The file may be from a newer version: update the page.';

export type ArchiveFiles = Map<string, FileEntry>;

const names = new Set([RECORD, MODEL, ENDED, SPACES, ...Object.values(curveFiles)]);
const isRunPath = (path: string): boolean => names.has(path) || (path.startsWith(`${STATES}/`) && isStateFile(path.slice(STATES.length + 1)));

export async function entryOf(bytes: Uint8Array<ArrayBuffer>): Promise<FileEntry> {
  return { bytes: bytes.length, sha256: (await sha256(bytes)) ?? '' };
}

/** Throws BundleError where they are not the bytes that the entry was made of. */
export async function checkEntry(bytes: Uint8Array<ArrayBuffer>, path: string, entry: FileEntry): Promise<void> {
  const found = await entryOf(bytes);
  if (found.bytes !== entry.bytes) throw new BundleError(`Checking ${path}: expected ${entry.bytes} bytes, got ${found.bytes}.`, DAMAGED);
  if (found.sha256 !== entry.sha256) throw new BundleError(`Checking ${path}: expected sha256 ${entry.sha256}, got ${found.sha256}.`, DAMAGED);
}

export function manifestBytes(files: ArchiveFiles): Uint8Array<ArrayBuffer> {
  return new TextEncoder().encode(`${JSON.stringify({ format: FORMAT, version: VERSION, files: Object.fromEntries(files) }, null, 1)}\n`);
}

function asDigest(value: unknown, where: string): string {
  const text = asString(value, where);
  if (!/^[0-9a-f]{64}$/.test(text)) throw mismatch(where, '64 hexadecimal digits', text, DAMAGED);
  return text;
}

function asFiles(value: unknown, where: string): ArchiveFiles {
  const files: ArchiveFiles = new Map();
  for (const [path, entry] of Object.entries(asObject(value, where))) {
    if (!isRunPath(path)) throw mismatch(where, 'the files of a run', path, NEWER);
    files.set(path, asFields<FileEntry>(entry, `${where}["${path}"]`, { bytes: asCount, sha256: asDigest }));
  }
  if (!files.has(RECORD)) throw mismatch(where, RECORD, [...files.keys()], DAMAGED);
  return files;
}

/** Throws BundleError naming the field, what it must be and what it is. */
export function parseArchiveManifest(bytes: Uint8Array): ArchiveFiles {
  const where = ARCHIVE_MANIFEST;
  const object = asObject(parseJson(decodeText(bytes, where), where), where);
  if (field(object, 'format') !== FORMAT) throw mismatch(`${where}.format`, `"${FORMAT}"`, field(object, 'format'), 'Open a run that this page has saved as a file.');
  if (field(object, 'version') !== VERSION) throw mismatch(`${where}.version`, `${VERSION}`, field(object, 'version'), NEWER);
  return asFields<{ format: string; version: number; files: ArchiveFiles }>(object, where, { format: asString, version: asCount, files: asFiles }).files;
}
