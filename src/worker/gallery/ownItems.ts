/** The visitor's own items beside the open dataset: added, embedded by the models that are asked, searched, removed. */
import { BundleError } from '../../bundle/problem';
import type { Dataset } from '../../bundle/dataset';
import type { PathedFile } from '../../bundle/source';
import type { Modality } from '../../retrieval/scores';
import type { VectorIndex } from '../../retrieval/vectorIndex';
import { refuse } from '../problem';
import type { OwnGallery } from '../search/ownGallery';
import type { SearchModel } from '../search/searchModel';
import type { OwnItem } from '../search/types';
import { addInput } from './add';
import type { StoredAddition } from './addition';
import { Indexes, type CreateIndex } from './indexes';
import { Cancelled, Pace } from '../pace';
import { planAddition, type Plan } from './plan';
import { withTarget } from './removal';
import { readFeatures } from './rowFiles';
import { livingRows, Shelves } from './shelves';
import type { GalleryStore } from './store';
import type { NumberedItem, OwnAdded, OwnAddition, OwnExportFormat, OwnProgress, OwnSummary, OwnTarget, OwnWork } from './types';

export interface OwnParts {
  dataset: Dataset;
  openStore(): Promise<GalleryStore>;
  /** Raw image features, float32 [dims]. */
  encode(picture: Blob): Promise<Float32Array>;
  createIndex: CreateIndex;
  /** Null where nothing goes on any more. */
  tell(progress: OwnProgress | null): void;
  now?(): number;
}

export class OwnItems implements OwnGallery {
  private readonly shelves: Shelves;
  private readonly indexes: Indexes;
  private stop = new AbortController();
  private running = 0;

  constructor(private readonly parts: OwnParts) {
    this.shelves = new Shelves(parts.openStore);
    this.indexes = new Indexes({
      createIndex: parts.createIndex,
      read: (stored, start, end) => this.rawRows(stored, start, end),
      pace: ({ info }, done, total) => this.pace({ task: 'embedding', name: `Embedding items of your own by ${info.label}`, total }, done),
    });
  }

  count(modality: Modality): number {
    return this.shelves.count(modality);
  }

  async index(model: SearchModel, modality: Modality): Promise<VectorIndex | null> {
    await this.shelves.ready();
    if (this.count(modality) === 0) return null;
    return this.working(async () => {
      const index = await this.indexes.of(model, modality, () => this.shelves.of(modality));
      return index.rows > 0 ? index : null;
    });
  }

  async features(modality: Modality, row: number): Promise<Float32Array | null> {
    await this.shelves.ready();
    const found = this.shelves.find(modality, row);
    return found && this.rawRows(found.stored, found.at, found.at + 1);
  }

  async items(modality: Modality, rows: readonly number[]): Promise<OwnItem[]> {
    await this.shelves.ready();
    const items: OwnItem[] = [];
    for (const row of rows) items.push((await this.shelves.item(modality, row)) ?? { id: `${row}`, caption: 'removed', picture: null });
    return items;
  }

  /** What is there now, also by what other tabs have done. */
  async look(): Promise<OwnSummary> {
    await this.shelves.list();
    await this.shelves.purge(this.now());
    return this.summary();
  }

  private summary(): OwnSummary {
    const { shelves } = this;
    return {
      kept: shelves.keeps,
      additions: shelves.all().map(asShown),
      counts: { image: shelves.count('image'), text: shelves.count('text') },
      indexes: this.indexes.infos(),
    };
  }

  /** All of the files, or none. @param as which modality features are of; null: their width tells */
  async add(files: PathedFile[], as: Modality | null): Promise<OwnAdded> {
    const store = await this.shelves.ready();
    const { signal } = this.stop;
    return this.working(async () => {
      const plan = await planAddition(files, this.parts, as, (done, total) => this.parts.tell({ task: 'adding', name: 'Looking at the files', done, total, leftMs: null }));
      if ('ask' in plan) return { added: [], notes: [], ask: plan.ask };
      return this.addPlanned(plan, store, signal);
    });
  }

  private async addPlanned({ inputs, notes, close }: Exclude<Plan, { ask: unknown }>, store: GalleryStore, signal: AbortSignal): Promise<OwnAdded> {
    const ids: string[] = [];
    try {
      for (const input of inputs) {
        const pace = new Pace<OwnWork>({ task: 'adding', name: `Adding ${input.name}`, total: input.rows }, this.parts.tell, signal);
        ids.push((await addInput(input, { store, dims: this.parts.dataset[input.modality].dims, pace, notes })).id);
      }
    } catch (error) {
      for (const id of ids) await store.discard(id);
      if (error instanceof Cancelled) return { added: [], notes: [`${error.message} Nothing was added.`], ask: null };
      throw error;
    } finally {
      close();
      await this.shelves.list();
    }
    return { added: this.shelves.all().filter(({ addition }) => ids.includes(addition.id)).map(asShown), notes, ask: null };
  }

  /** Ends what is being added, embedded or exported. */
  cancel(): null {
    this.stop.abort();
    this.stop = new AbortController();
    return null;
  }

  async remove(target: OwnTarget): Promise<OwnSummary> {
    return this.change(target, this.now());
  }

  /** Within the time to undo. */
  async restore(target: OwnTarget): Promise<OwnSummary> {
    return this.change(target, null);
  }

  private async change(target: OwnTarget, deletedAt: number | null): Promise<OwnSummary> {
    await this.shelves.ready();
    for (const { id, removed } of withTarget(this.shelves, target, deletedAt)) await this.shelves.setRemoved(id, removed);
    return this.summary();
  }

  /** Some of the items that are there. @param start so many are left out before */
  async page(modality: Modality, start: number, limit: number): Promise<NumberedItem[]> {
    await this.shelves.ready();
    const rows = this.shelves.rows(modality, start, limit);
    const items = await this.items(modality, rows);
    return items.map((item, i) => ({ ...item, modality, row: rows[i]! }));
  }

  /** Where the model places every item, as files for numpy, or as clip-retrieval lays them out. */
  async export(format: OwnExportFormat, model: SearchModel): Promise<{ name: string; blob: Blob }> {
    await this.shelves.ready();
    const total = this.count('image') + this.count('text');
    if (total === 0) return refuse('Exporting embeddings: expected items of your own, there are none.', 'Add some first.');
    const { exportOwn } = await import('./exportOwn');
    return this.working(() => {
      const pace = this.pace({ task: 'exporting', name: `Exporting embeddings by ${model.info.label}`, total }, 0);
      const read = (stored: StoredAddition, start: number, end: number) => Promise.all([this.rawRows(stored, start, end), this.shelves.itemsOf(stored, start, end)]);
      return exportOwn(format, { model, dataset: this.parts.dataset, additions: (modality) => this.shelves.of(modality), read, pace });
    });
  }

  /** Ends everything that goes on, and frees the indexes. */
  close(): void {
    this.cancel();
    this.indexes.dispose();
  }

  private async rawRows(stored: StoredAddition, start: number, end: number): Promise<Float32Array> {
    const { id, name, modality, dims } = stored.addition;
    const expected = this.parts.dataset[modality].dims;
    if (dims !== expected) throw new BundleError(`Reading ${name}: expected ${expected} numbers a row, got ${dims}.`, 'Remove it, and add it again.');
    return readFeatures(await this.shelves.file(id, 'features.bin'), stored.addition, start, end);
  }

  private pace(work: OwnWork, done: number): Pace<OwnWork> {
    return new Pace(work, this.parts.tell, this.stop.signal, done);
  }

  private async working<T>(work: () => Promise<T>): Promise<T> {
    this.running++;
    try {
      return await work();
    } finally {
      if (--this.running === 0) this.parts.tell(null);
    }
  }

  private now(): number {
    return this.parts.now?.() ?? Date.now();
  }
}

function asShown(stored: StoredAddition): OwnAddition {
  const { id, name, modality, bytes, created } = stored.addition;
  return { id, name, modality, bytes, created, rows: livingRows(stored), deletedAt: stored.removed.deletedAt };
}
