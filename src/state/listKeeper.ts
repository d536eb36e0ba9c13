/** Keeps a list and the files of what it names in step; every change is told to other tabs. */
import type { ListDatabase, Listed } from './listDatabase';
import { undoLeft } from './undoTime';

export interface ListParts<T extends Listed> {
  database: ListDatabase<T>;
  /** Removes the files of one. */
  discard(id: string): Promise<unknown>;
  now(): number;
  after(ms: number, action: () => void): void;
  /** Tells other tabs that the list has changed. */
  announce(): void;
  /** Calls where another tab has changed the list. */
  listen(onChange: () => void): void;
}

export abstract class ListKeeper<T extends Listed, P extends ListParts<T>> {
  protected shown: T[] = [];

  /** @param onProblem hears of files that could not be removed when the time to undo was over */
  constructor(
    protected readonly parts: P,
    private readonly onProblem: (error: unknown) => void,
  ) {}

  /** Puts them in order, without those that are gone for good, and shows them. */
  protected abstract showEntries(entries: T[]): void;

  async list(): Promise<void> {
    this.showEntries(await this.parts.database.all());
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

  protected purgeLater(entry: T): void {
    if (entry.deletedAt === null) return;
    this.parts.after(undoLeft(entry, this.parts.now()), () => void this.purge(entry.id).catch(this.onProblem));
  }

  protected async changed(): Promise<void> {
    await this.list();
    this.parts.announce();
  }

  private async find(id: string): Promise<T | undefined> {
    return (await this.parts.database.all()).find((entry) => entry.id === id);
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
}
