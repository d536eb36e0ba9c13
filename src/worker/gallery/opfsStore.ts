/**
 * Additions in the browser's private files: gallery/<fingerprint of the dataset>/<id>/features.bin, items.bin, ends.bin and,
 * written last, addition.json; removed.json tells what was taken away. A folder without addition.json was cut off.
 */
import { BundleError, reasonOf } from '../../bundle/problem';
import { fileIn, folderIn, foldersIn, privateFolder, removeFolder } from '../library/folder';
import { folderLocks } from '../library/folderLocks';
import { openAccess, sinkFile, type SyncAccess, type Tally } from '../library/opfsFile';
import { checkRoom, isNamed, writeError, type Storing } from '../library/storageError';
import type { SinkFile } from '../../bundle/convert/sink';
import { readFile, writeFrom } from '../runs/runFiles';
import { additionBytes, nothingRemoved, readAddition, readRemoved, removedBytes, type Addition, type StoredAddition } from './addition';
import { byRows, nextRow, type AdditionWriter, type FileName, type GalleryStore } from './store';

const ADDITION = 'addition.json';
const REMOVED = 'removed.json';
const GONE = 'It may have been removed in another tab: reload the page.';
const WITHOUT = 'Use a current browser, outside of private windows, and open the page over https or from localhost.';

const locks = folderLocks('alscor-gallery-');

const storing = (name: string, bytes: number | null): Storing => ({
  name, bytes, advice: { full: 'Remove items of your own, stored runs, or datasets from the library.', failed: 'Try again.' },
});

/** Null where it was cut off; one of another version of the page is left alone. */
async function readOne(folder: FileSystemDirectoryHandle): Promise<StoredAddition | 'strange' | null> {
  const bytes = await readFile(folder, ADDITION);
  if (!bytes || bytes.length === 0) return null;
  try {
    const removed = await readFile(folder, REMOVED);
    return { addition: readAddition(bytes, ADDITION), removed: removed && removed.length > 0 ? readRemoved(removed, REMOVED) : nothingRemoved };
  } catch (error) {
    if (error instanceof BundleError) return 'strange';
    throw error;
  }
}

class Writer implements AdditionWriter {
  private readonly files = new Map<FileName, SinkFile>();
  private readonly open: SyncAccess[] = [];

  constructor(
    private readonly store: OpfsStore,
    private readonly id: string,
    private readonly folder: FileSystemDirectoryHandle,
    private readonly tally: Tally,
  ) {}

  async append(name: FileName, bytes: Uint8Array): Promise<void> {
    const file = this.files.get(name) ?? (await this.create(name));
    await file.append(bytes);
  }

  private async create(name: FileName): Promise<SinkFile> {
    const access = await openAccess(this.folder, name).catch(async (cause: unknown) => {
      throw cause instanceof BundleError ? cause : await writeError(cause, this.tally.storing, this.tally.written, 0);
    });
    this.open.push(access);
    const file = sinkFile(name, access, this.tally);
    this.files.set(name, file);
    return file;
  }

  async finish(given: Omit<Addition, 'id' | 'first' | 'bytes'>): Promise<Addition> {
    for (const file of this.files.values()) await file.close();
    const { id, tally } = this;
    const addition = await this.store.numbered(given.modality, async (first) => {
      const whole = { ...given, id, first, bytes: tally.written };
      await writeFrom(this.folder, ADDITION, 0, [additionBytes(whole)], tally.storing);
      return whole;
    });
    locks.letGo(id);
    return addition;
  }

  async abort(): Promise<void> {
    for (const access of this.open) access.close();
    await this.store.remove(this.id).finally(() => locks.letGo(this.id));
  }
}

class OpfsStore implements GalleryStore {
  readonly keeps = true;

  constructor(
    private readonly root: FileSystemDirectoryHandle,
    private readonly fingerprint: string,
  ) {}

  async list(): Promise<StoredAddition[]> {
    const found: StoredAddition[] = [];
    for (const id of await foldersIn(this.root)) {
      const folder = await folderIn(this.root, id);
      const one = folder && (await readOne(folder));
      if (one === null) await this.sweep(id);
      else if (one !== 'strange' && one.addition.id === id) found.push(one);
    }
    return byRows(found);
  }

  private async sweep(id: string): Promise<void> {
    await locks.ifIdle(id, async () => {
      // An addition may have ended between the look and the lock.
      const folder = await folderIn(this.root, id);
      if (folder && !(await readOne(folder))) await this.remove(id);
    });
  }

  async begin(name: string, bytes: number | null): Promise<AdditionWriter> {
    const stored = storing(name, bytes);
    await checkRoom(stored);
    const id = crypto.randomUUID();
    await locks.hold(id);
    const folder = await this.root.getDirectoryHandle(id, { create: true }).catch(async (cause: unknown) => {
      locks.letGo(id);
      throw await writeError(cause, stored, 0, 0);
    });
    return new Writer(this, id, folder, { storing: stored, written: 0 });
  }

  /** One tab at a time: two that end at once would number their rows alike. */
  async numbered(modality: Addition['modality'], write: (first: number) => Promise<Addition>): Promise<Addition> {
    let addition: Addition | null = null;
    await locks.whenIdle(`rows-${this.fingerprint}`, async () => {
      addition = await write(nextRow(await this.list(), modality));
    });
    return addition!;
  }

  async file(id: string, name: FileName): Promise<Blob> {
    const folder = await folderIn(this.root, id);
    const handle = folder && (await fileIn(folder, name));
    if (!handle) throw new BundleError(`Reading ${name}: expected the addition ${id} in this browser, found none.`, GONE);
    return handle.getFile();
  }

  async setRemoved(id: string, removed: StoredAddition['removed']): Promise<void> {
    const folder = await folderIn(this.root, id);
    if (folder) await writeFrom(folder, REMOVED, 0, [removedBytes(removed)], storing('what was removed', null));
  }

  async discard(id: string): Promise<void> {
    await this.remove(id).catch((cause: unknown) => {
      if (isNamed(cause, 'NoModificationAllowedError')) return;
      throw new BundleError(`Removing items: expected to remove their folder, got ${reasonOf(cause)}`, 'Reload the page: it is tried again then.', { cause });
    });
  }

  /** The marker goes first: where the rest is cut off, it is a leftover. */
  async remove(id: string): Promise<void> {
    await removeFolder(this.root, id, ADDITION);
  }
}

/** Throws BundleError where the browser has no private files or does not open them. @param fingerprint of the dataset whose features the items have */
export async function opfsStore(fingerprint: string): Promise<GalleryStore> {
  const all = await privateFolder('gallery', 'Keeping items of your own', WITHOUT);
  return new OpfsStore(await all.getDirectoryHandle(fingerprint, { create: true }), fingerprint);
}
