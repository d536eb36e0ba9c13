/**
 * The states of a run. Two files take turns for the passing one, so that the one before is whole while the other is
 * written; a kept one has a file of its own.
 */
import { headerEnd, LENGTH_BYTES, parseSafetensorsHeader } from '../../bundle/columns/safetensorsHeader';
import { BundleError, reasonOf } from '../../bundle/problem';
import type { RunState } from '../../alscor/runState';
import { folderIn, removeEntry } from '../library/folder';
import { isNamed, type Storing } from '../library/storageError';
import type { StoredState } from './record';
import { readFile, writeFrom } from './runFiles';
import { readStateFile, stateFacts, stateParts } from './stateFile';

export const STATES = 'states';
const TURNS = ['passing-a.safetensors', 'passing-b.safetensors'] as const;
const STATE_FILE = /^(passing-[ab]|kept-\d+-\d+)\.safetensors$/;

export const isStateFile = (name: string): boolean => STATE_FILE.test(name);
const isKept = (name: string): boolean => name.startsWith('kept-');
const keptFile = (step: number, turn: number): string => `kept-${step}-${turn}.safetensors`;

export interface StateEntry extends StoredState {
  file: string;
  modified: number;
}

const blobBytes = async (blob: Blob): Promise<Uint8Array<ArrayBuffer>> => new Uint8Array(await blob.arrayBuffer());

/** By its header alone. Null where it is not whole, or is written just now. */
async function entryOf(handle: FileSystemFileHandle): Promise<StateEntry | null> {
  try {
    const file = await handle.getFile();
    const start = headerEnd(await blobBytes(file.slice(0, LENGTH_BYTES)), file.size, handle.name);
    const { metadata } = parseSafetensorsHeader(await blobBytes(file.slice(LENGTH_BYTES, start)), file.size - start, handle.name);
    const { step, epoch } = stateFacts(metadata, handle.name);
    return { step, epoch, bytes: file.size, kept: isKept(handle.name), file: handle.name, modified: file.lastModified };
  } catch (problem) {
    if (problem instanceof BundleError || isNamed(problem, 'NotReadableError') || isNamed(problem, 'NotFoundError')) return null;
    throw problem;
  }
}

/** Files that seem whole, oldest first; their bytes are checked when they are read. @param run its folder */
export async function stateEntries(run: FileSystemDirectoryHandle): Promise<StateEntry[]> {
  const folder = await folderIn(run, STATES);
  if (!folder) return [];
  const entries: StateEntry[] = [];
  for await (const [name, handle] of folder) {
    const entry = handle.kind === 'file' && isStateFile(name) ? await entryOf(await folder.getFileHandle(name)) : null;
    if (entry) entries.push(entry);
  }
  return entries.sort((a, b) => a.step - b.step || a.modified - b.modified || Number(a.kept) - Number(b.kept));
}

/** One a step; the kept one where there is one. */
export function storedStates(entries: readonly StateEntry[]): StoredState[] {
  const states = new Map<number, StoredState>();
  for (const { step, epoch, bytes, kept } of entries) {
    if (kept || !states.get(step)?.kept) states.set(step, { step, epoch, bytes, kept });
  }
  return [...states.values()];
}

/** The newest of the entries that is sound, and its file. Throws BundleError where none is. */
export async function readNewest(run: FileSystemDirectoryHandle, entries: readonly StateEntry[], task: string): Promise<{ state: RunState; file: string }> {
  const folder = await folderIn(run, STATES);
  let reason: unknown = null;
  for (const { file } of [...entries].reverse()) {
    try {
      const bytes = folder && (await readFile(folder, file));
      if (bytes) return { state: readStateFile(bytes, file), file };
    } catch (problem) {
      if (!(problem instanceof BundleError)) throw problem;
      reason ??= problem;
    }
  }
  const got = reason === null ? 'none.' : `only damaged ones. ${reasonOf(reason)}`;
  throw new BundleError(`${task}: expected a sound state, got ${got}`, 'Start it anew: its settings and curves are there.', { cause: reason });
}

export class StateSlots {
  /** @param last file of the newest sound state, which the next one leaves alone */
  constructor(private readonly run: FileSystemDirectoryHandle, private readonly storing: Storing, private last: string | null) {}

  /** Throws BundleError where there is no room; the states before are there still. */
  async save(state: RunState, kept: boolean): Promise<StoredState> {
    const folder = await this.run.getDirectoryHandle(STATES, { create: true });
    const before = kept ? await keptFiles(folder, state.step) : [];
    const file = kept ? keptFile(state.step, before.length === 0 ? 0 : Math.max(...before.map(turnOf)) + 1) : this.next();
    const bytes = await this.write(folder, file, state);
    for (const old of before) await removeEntry(folder, old);
    if (!kept) this.last = file;
    return { step: state.step, epoch: state.epoch, bytes, kept };
  }

  /** Of the passing states all but the newest. */
  async dropOlder(): Promise<void> {
    const folder = await folderIn(this.run, STATES);
    if (folder && this.last !== null && !isKept(this.last)) await removeEntry(folder, this.next());
  }

  private next(): string {
    return TURNS.find((file) => file !== this.last) ?? TURNS[0];
  }

  private async write(folder: FileSystemDirectoryHandle, file: string, state: RunState): Promise<number> {
    try {
      return await writeFrom(folder, file, 0, stateParts(state), this.storing);
    } catch (problem) {
      // It is empty now, and counts for nothing where it cannot be removed.
      await removeEntry(folder, file).catch(() => undefined);
      throw problem;
    }
  }
}

const turnOf = (name: string): number => Number(/-(\d+)\.safetensors$/.exec(name)?.[1] ?? 0);

async function keptFiles(folder: FileSystemDirectoryHandle, step: number): Promise<string[]> {
  const names: string[] = [];
  for await (const name of folder.keys()) if (isStateFile(name) && name.startsWith(`kept-${step}-`)) names.push(name);
  return names;
}
