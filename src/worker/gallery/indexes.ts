/** Own items where models place them; only those of the newest two models of each modality are kept. */
import type { Embedding, Modality } from '../../retrieval/scores';
import { indexRows, indexWidth, type VectorIndex, type VectorStorage } from '../../retrieval/vectorIndex';
import type { SearchModel } from '../search/searchModel';
import type { StoredAddition } from './addition';
import { blockRows } from './input';
import { OwnIndex } from './ownIndex';
import type { Pace } from '../pace';
import type { OwnIndexInfo, OwnWork } from './types';

export type CreateIndex = (options: { width: number; storage: VectorStorage }) => Promise<VectorIndex>;

interface Kept {
  model: SearchModel;
  modality: Modality;
  index: OwnIndex;
}

/** Rows that lie in memory as float32; more are float16, which changes a score by less than 0.001. */
export const FLOAT32_ROWS = 50_000;
const MODELS = 2;

export interface IndexParts {
  createIndex: CreateIndex;
  /** Raw features of rows [start, end) of an addition. */
  read(stored: StoredAddition, start: number, end: number): Promise<Float32Array>;
  /** @param done rows that are there already */
  pace(model: SearchModel, done: number, total: number): Pace<OwnWork>;
}

export class Indexes {
  private kept: Kept[] = [];
  private building: Promise<unknown> = Promise.resolve();

  constructor(private readonly parts: IndexParts) {}

  /** With every item of the additions; what was embedded before a cancel stays. Throws Cancelled. */
  async of(model: SearchModel, modality: Modality, additions: () => readonly StoredAddition[]): Promise<OwnIndex> {
    // One after the other: two would embed the same rows.
    const built = this.building.then(() => this.whole(model, modality, additions()));
    this.building = built.catch(() => undefined);
    return built;
  }

  private async whole(model: SearchModel, modality: Modality, additions: readonly StoredAddition[]): Promise<OwnIndex> {
    const living = additions.filter(({ removed }) => removed.deletedAt === null);
    const total = living.reduce((sum, { addition }) => sum + addition.rows, 0);
    const storage: VectorStorage = total > FLOAT32_ROWS ? 'float16' : 'float32';
    const kept = this.usable(model, modality, storage, additions);
    const done = kept ? living.reduce((sum, { addition }) => sum + kept.index.rowsOf(addition.id), 0) : 0;
    const pace = done < total ? this.parts.pace(model, done, total) : null;
    const index = await this.fill({ model, modality, index: kept?.index ?? null }, storage, living, pace, done);
    index.show(additions);
    return index;
  }

  /** Null where all must be embedded anew. */
  private usable(model: SearchModel, modality: Modality, storage: VectorStorage, additions: readonly StoredAddition[]): Kept | null {
    const at = this.kept.findIndex((kept) => kept.model === model && kept.modality === modality);
    const [kept] = at < 0 ? [] : this.kept.splice(at, 1);
    if (!kept) return null;
    const { index } = kept;
    const present = additions.reduce((sum, { addition }) => sum + index.rowsOf(addition.id), 0);
    if (index.lost === null && index.storage === storage && index.lostRows(additions) <= present) {
      this.kept.push(kept);
      return kept;
    }
    index.dispose();
    return null;
  }

  private async fill({ model, modality, index }: { model: SearchModel; modality: Modality; index: OwnIndex | null }, storage: VectorStorage, additions: readonly StoredAddition[], pace: Pace<OwnWork> | null, done: number): Promise<OwnIndex> {
    let present = index;
    let reached = done;
    for (const stored of additions) {
      const { addition } = stored;
      const step = blockRows(addition.dims);
      for (let start = present?.rowsOf(addition.id) ?? 0; start < addition.rows; start += step) {
        await pace?.reach(reached);
        const rows = Math.min(step, addition.rows - start);
        const embedding = await model.embedRows(modality, { data: await this.parts.read(stored, start, start + rows), rows, dims: addition.dims });
        present ??= await this.create(model, modality, embedding, storage);
        await present.addTo(addition, indexRows(embedding));
        reached += rows;
      }
    }
    if (!present) throw new RangeError('Indexing own items: expected items, got none.');
    return present;
  }

  private async create(model: SearchModel, modality: Modality, embedding: Embedding, storage: VectorStorage): Promise<OwnIndex> {
    const index = new OwnIndex(await this.parts.createIndex({ width: indexWidth(embedding), storage }));
    const same = this.kept.filter((kept) => kept.modality === modality);
    for (const old of same.slice(0, Math.max(0, same.length - MODELS + 1))) this.drop(old);
    this.kept.push({ model, modality, index });
    return index;
  }

  private drop(old: Kept): void {
    old.index.dispose();
    this.kept = this.kept.filter((kept) => kept !== old);
  }

  infos(): OwnIndexInfo[] {
    return this.kept.map(({ model: { info }, modality, index: { rows, storage, backend, bytes } }) => ({ model: info.label, epoch: info.epoch, modality, rows, storage, backend, bytes }));
  }

  dispose(): void {
    for (const kept of this.kept) this.drop(kept);
  }
}
