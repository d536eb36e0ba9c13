/** Keeps the list of stored datasets and their files in step; every change is told to other tabs. */
import type { LibraryEntry } from '../worker/library/entry';
import type { ListedEntry } from './libraryDatabase';
import { cleanName, shownEntries, undoLeft, unlisted, withoutFiles } from './libraryList';
import type { LibraryParts } from './libraryParts';
import { askToPersist, storageUse, type StorageUse } from './storageUse';

export interface Shown {
  /** Newest first; deleted ones while that can be undone. */
  entries: ListedEntry[];
  /** Ids of those whose files the browser has cleared. */
  gone: string[];
  use: StorageUse | null;
}

export class LibraryKeeper {
  private shown: ListedEntry[] = [];

  /** @param onProblem hears of files that could not be removed when the time to undo was over */
  constructor(
    private readonly parts: LibraryParts,
    private readonly show: (changes: Partial<Shown>) => void,
    private readonly onProblem: (error: unknown) => void,
  ) {}

  async list(): Promise<void> {
    this.showEntries(await this.parts.database.all());
    this.show({ use: await storageUse(this.parts.storage()) });
  }

  /** Clears leftovers, lists what the page was closed on before it could, and goes on with removals. */
  async sweep(): Promise<void> {
    const { database } = this.parts;
    const stored = await this.parts.sweep();
    const known = await database.all();
    for (const entry of unlisted(known, stored)) await database.add(entry);
    this.show({ gone: withoutFiles(known, stored) });
    await this.list();
    for (const entry of known) this.purgeLater(entry);
  }

  /** Shown even where it cannot be listed; it is then listed at the next start. */
  async add(entry: LibraryEntry): Promise<void> {
    const listed = { ...entry, deletedAt: null };
    const others = this.shown.filter(({ id }) => id !== entry.id);
    this.showEntries([listed, ...others]);
    await this.parts.database.add(listed);
    if (others.length === 0) await askToPersist(this.parts.storage());
    await this.changed();
  }

  /** A name of nothing but spaces changes nothing. */
  async rename(id: string, text: string): Promise<void> {
    const name = cleanName(text);
    if (name !== null) await this.parts.database.change(id, { name });
    await this.changed();
  }

  async remove(id: string): Promise<void> {
    const entry = await this.parts.database.change(id, { deletedAt: this.parts.now() });
    if (entry) this.purgeLater(entry);
    await this.changed();
  }

  /** False where its files are gone already. */
  async undo(id: string): Promise<boolean> {
    const entry = await this.find(id);
    const inTime = entry !== undefined && undoLeft(entry, this.parts.now()) > 0;
    if (inTime) await this.parts.database.change(id, { deletedAt: null });
    await this.changed();
    return inTime;
  }

  private async find(id: string): Promise<ListedEntry | undefined> {
    return (await this.parts.database.all()).find((entry) => entry.id === id);
  }

  private purgeLater(entry: ListedEntry): void {
    if (entry.deletedAt === null) return;
    this.parts.after(undoLeft(entry, this.parts.now()), () => void this.purge(entry.id).catch(this.onProblem));
  }

  /** Unless it was brought back meanwhile, here or in another tab. */
  private async purge(id: string): Promise<void> {
    this.showEntries(this.shown);
    const entry = await this.find(id);
    if (!entry || undoLeft(entry, this.parts.now()) > 0) return;
    await this.parts.discard(id);
    await this.parts.database.remove(id);
    await this.changed();
  }

  private async changed(): Promise<void> {
    await this.list();
    this.parts.announce();
  }

  private showEntries(entries: ListedEntry[]): void {
    this.shown = shownEntries(entries, this.parts.now());
    this.show({ entries: this.shown });
  }
}
