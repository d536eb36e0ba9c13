/**
 * Where runs lie in the browser's private files: runs/<id>/record.json, written first, the curves, spaces.bin, states/…,
 * and at the end of the run model.safetensors and ended.json.
 */
import { asObject, decodeText, field, parseJson } from '../../bundle/json';
import { BundleError } from '../../bundle/problem';
import { folderIn, privateFolder } from '../library/folder';
import type { Storing } from '../library/storageError';
import { asId, asOneOf } from './fields';
import type { RunRecord, StoredRun } from './record';
import { readRecord, RECORD } from './recordFile';
import { readFile } from './runFiles';

export const ENDED = 'ended.json';
const WITHOUT = 'Use a current browser, outside of private windows, and open the page over https or from localhost. Runs can be trained without it; they end with the page.';

export type Ended = NonNullable<StoredRun['ended']>;

/** Throws BundleError where the browser has no private files or does not open them. */
export const runsFolder = (task: string): Promise<FileSystemDirectoryHandle> => privateFolder('runs', task, WITHOUT);

export function storingRun({ name }: Pick<RunRecord, 'name'>): Storing {
  return { name, bytes: null, advice: { full: 'Delete stored runs or their states, or datasets from the library.', failed: 'Try again.' } };
}

/** Throws BundleError where there is none. */
export async function runFolder(id: string, task: string): Promise<FileSystemDirectoryHandle> {
  const folder = await folderIn(await runsFolder(task), asId(id, task));
  if (!folder) throw new BundleError(`${task}: expected the run ${id} in this browser, found none.`, 'It may have been deleted in another tab: reload the page.');
  return folder;
}

/** Throws BundleError where it is not there, or not as this version of the page writes it. */
export async function recordIn(folder: FileSystemDirectoryHandle, task: string): Promise<RunRecord> {
  const bytes = await readFile(folder, RECORD);
  if (!bytes) throw new BundleError(`${task}: expected ${RECORD}, found none.`, 'The run was not stored whole: delete it.');
  return readRecord(bytes, RECORD);
}

export function endedBytes(ended: Ended): Uint8Array<ArrayBuffer> {
  return new TextEncoder().encode(JSON.stringify({ ended }));
}

const endings = ['finished', 'stopped', 'failed'] as const satisfies Ended[];

/** Throws BundleError for other bytes. */
export function readEnded(bytes: Uint8Array): Ended {
  return asOneOf(endings)(field(asObject(parseJson(decodeText(bytes, ENDED), ENDED), ENDED), 'ended'), `${ENDED}.ended`);
}

/** Null where the run has not ended, or its end was not written whole. */
export async function endedIn(folder: FileSystemDirectoryHandle): Promise<Ended | null> {
  const bytes = await readFile(folder, ENDED);
  try {
    return bytes && readEnded(bytes);
  } catch (problem) {
    if (problem instanceof BundleError) return null;
    throw problem;
  }
}
