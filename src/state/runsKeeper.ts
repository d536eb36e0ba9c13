/** Keeps the list of runs and their files in step. */
import type { StoredRun } from '../worker/runs/record';
import { cleanName, withoutFiles } from './libraryList';
import { ListKeeper } from './listKeeper';
import type { ListedRun } from './runsDatabase';
import { correctedBy, importedName, isUnended, listedRuns } from './runsList';
import type { RunsParts } from './runsParts';
import { listedRun, progressOfCurves } from './runsProgress';

export interface ShownList {
  /** Starred ones first, then the newest; deleted ones while that can be undone. */
  entries: ListedRun[];
  /** Ids of those whose files are no longer there. */
  gone: string[];
  /** Ids of those that some tab goes on with. */
  live: string[];
}

export class RunsKeeper extends ListKeeper<ListedRun, RunsParts> {
  constructor(
    parts: RunsParts,
    private readonly show: (changes: Partial<ShownList>) => void,
    onProblem: (error: unknown) => void,
  ) {
    super(parts, onProblem);
  }

  /** Takes over what the files tell: runs that are not listed, states and sizes, and which have ended or go on elsewhere. */
  async sweep(): Promise<void> {
    const { database } = this.parts;
    // In this order: a run that starts meanwhile is not taken for one without files.
    const known = await database.all();
    const stored = await this.parts.sweep();
    this.show({ gone: withoutFiles(known, stored.map(({ record }) => record)), live: stored.flatMap(({ live, record }) => (live ? [record.id] : [])) });
    const ids = new Set(known.map(({ id }) => id));
    for (const run of stored) if (!ids.has(run.record.id)) await database.add(await this.fromFiles(run));
    for (const [id, changes] of correctedBy(stored, known)) await database.change(id, changes);
    await this.catchUp(stored, known);
    await this.list();
  }

  /** After another tab has changed the list: a run that goes on there is known to be live by its files alone. */
  async hear(live: readonly string[]): Promise<void> {
    const before = new Map(this.shown.map((entry) => [entry.id, entry.step]));
    await this.list();
    if (this.shown.some((entry) => isUnended(entry) && !live.includes(entry.id) && before.get(entry.id) !== entry.step)) await this.sweep();
  }

  /** Once a visit: goes on with removals that were cut off. */
  async resumeRemovals(): Promise<void> {
    for (const entry of await this.parts.database.all()) this.purgeLater(entry);
  }

  /** Shown even where it cannot be listed; it is then listed at the next start. */
  async add(entry: ListedRun): Promise<void> {
    const others = this.shown.filter(({ id }) => id !== entry.id);
    this.showEntries([entry, ...others]);
    await this.parts.database.add(entry);
    if (others.length === 0) await this.parts.persist();
    await this.changed();
  }

  /** Lists a run whose files are stored, and answers with it; its name is made one that no other has. */
  async addStored(run: StoredRun): Promise<ListedRun> {
    const found = await this.fromFiles(run);
    const entry = { ...found, name: importedName(found.name, this.shown.map(({ name }) => name)) };
    await this.add(entry);
    return entry;
  }

  /** Without reading the whole list: a run that goes on asks for it each second. Null where it is not listed. */
  async update(id: string, changes: Partial<Omit<ListedRun, 'id'>>): Promise<ListedRun | null> {
    const entry = await this.parts.database.change(id, changes);
    if (!entry) return null;
    this.showEntries(this.shown.map((other) => (other.id === id ? entry : other)));
    this.parts.announce();
    return entry;
  }

  /** A name of nothing but spaces changes nothing. */
  async rename(id: string, text: string): Promise<void> {
    const name = cleanName(text);
    if (name !== null) await this.update(id, { name });
  }

  /** Its curves and its model stay. */
  async dropStates(id: string): Promise<void> {
    await this.parts.discardStates(id);
    await this.update(id, { states: [] });
    await this.sweep();
  }

  protected showEntries(entries: ListedRun[]): void {
    this.shown = listedRuns(entries, this.parts.now());
    this.show({ entries: this.shown });
  }

  private async fromFiles({ record, states, bytes, ended, live }: StoredRun): Promise<ListedRun> {
    if (live) return { ...listedRun(record), states, bytes };
    const curves = await this.parts.curves(record.id);
    return { ...listedRun(record), ...progressOfCurves(curves, ended), states, bytes };
  }

  /** Runs that were closed in the middle may have come further than they were listed with. */
  private async catchUp(stored: StoredRun[], known: ListedRun[]): Promise<void> {
    const files = new Map(stored.map((run) => [run.record.id, run]));
    for (const entry of known.filter(isUnended)) {
      const run = files.get(entry.id);
      if (!run || run.live) continue;
      const { phase, ...progress } = progressOfCurves(await this.parts.curves(entry.id), run.ended);
      // The page was told more than was stored: where it goes on, that comes again.
      const further = progress.step >= entry.step ? progress : {};
      await this.parts.database.change(entry.id, run.ended ? { phase, ...progress } : further);
    }
  }
}
