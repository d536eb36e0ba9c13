/** Keeps the list of stored datasets and their files in step. */
import type { LibraryEntry } from '../worker/library/entry';
import type { ListedEntry } from './libraryDatabase';
import { cleanName, shownEntries, unlisted, withoutFiles } from './libraryList';
import type { LibraryParts } from './libraryParts';
import { ListKeeper } from './listKeeper';
import { askToPersist, storageUse, type StorageUse } from './storageUse';

export interface Shown {
  /** Newest first; deleted ones while that can be undone. */
  entries: ListedEntry[];
  /** Ids of those whose files the browser has cleared. */
  gone: string[];
  use: StorageUse | null;
}

export class LibraryKeeper extends ListKeeper<ListedEntry, LibraryParts> {
  constructor(
    parts: LibraryParts,
    private readonly show: (changes: Partial<Shown>) => void,
    onProblem: (error: unknown) => void,
  ) {
    super(parts, onProblem);
  }

  override async list(): Promise<void> {
    await super.list();
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

  protected showEntries(entries: ListedEntry[]): void {
    this.shown = shownEntries(entries, this.parts.now());
    this.show({ entries: this.shown });
  }
}
