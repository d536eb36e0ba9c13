/** The additions of a gallery, and its rows by their numbers. */
import type { Modality } from '../../retrieval/scores';
import type { OwnItem } from '../search/types';
import { undoOver } from './removal';
import type { Removed, StoredAddition } from './addition';
import { readItems } from './rowFiles';
import type { FileName, GalleryStore } from './store';

/** A row of an addition, counted from 0. */
export interface Place {
  stored: StoredAddition;
  at: number;
}

export const isLiving = ({ removed }: StoredAddition): boolean => removed.deletedAt === null;

export const livingRows = ({ addition, removed }: StoredAddition): number => addition.rows - removed.rows.length;

export class Shelves {
  private stored: StoredAddition[] = [];
  private store: GalleryStore | null = null;
  private opening: Promise<GalleryStore> | null = null;
  private readonly files = new Map<string, Promise<Blob>>();

  constructor(private readonly open: () => Promise<GalleryStore>) {}

  /** Opens the gallery when it is first asked for; where that fails it is tried again. */
  async ready(): Promise<GalleryStore> {
    const opening = (this.opening ??= this.opened());
    opening.catch(() => (this.opening = null));
    return opening;
  }

  private async opened(): Promise<GalleryStore> {
    this.store = await this.open();
    this.stored = await this.store.list();
    return this.store;
  }

  get keeps(): boolean {
    return this.store?.keeps ?? false;
  }

  /** Reads what is there now. */
  async list(): Promise<void> {
    this.stored = await (await this.ready()).list();
    for (const key of this.files.keys()) if (!this.stored.some(({ addition }) => key.startsWith(`${addition.id}/`))) this.files.delete(key);
  }

  /** Those that can be brought back among them. */
  all(): readonly StoredAddition[] {
    return this.stored;
  }

  of(modality: Modality): StoredAddition[] {
    return this.stored.filter(({ addition }) => addition.modality === modality);
  }

  count(modality: Modality): number {
    return this.of(modality).filter(isLiving).reduce((sum, stored) => sum + livingRows(stored), 0);
  }

  /** Null where it was removed, or never was. */
  find(modality: Modality, row: number): Place | null {
    const stored = this.of(modality).find(({ addition: { first, rows } }) => row >= first && row < first + rows);
    if (!stored || !isLiving(stored)) return null;
    const at = row - stored.addition.first;
    return stored.removed.rows.includes(at) ? null : { stored, at };
  }

  async item(modality: Modality, row: number): Promise<OwnItem | null> {
    const place = this.find(modality, row);
    if (!place) return null;
    const [item] = await this.itemsOf(place.stored, place.at, place.at + 1);
    return item!;
  }

  async itemsOf({ addition: { id, name } }: StoredAddition, start: number, end: number): Promise<OwnItem[]> {
    return readItems({ items: await this.file(id, 'items.bin'), ends: await this.file(id, 'ends.bin') }, name, start, end);
  }

  /** Numbers of items that are there, in their order. */
  rows(modality: Modality, skipped: number, limit: number): number[] {
    const rows: number[] = [];
    let left = skipped;
    for (const stored of this.of(modality).filter(isLiving)) {
      if (left >= livingRows(stored)) {
        left -= livingRows(stored);
        continue;
      }
      const gone = new Set(stored.removed.rows);
      for (let at = 0; at < stored.addition.rows && rows.length < limit; at++) {
        if (!gone.has(at) && left-- <= 0) rows.push(stored.addition.first + at);
      }
      left = Math.max(0, left);
    }
    return rows;
  }

  /** A stored file; never changed once it is there. */
  async file(id: string, name: FileName): Promise<Blob> {
    const store = await this.ready();
    const key = `${id}/${name}`;
    const opened = this.files.get(key) ?? store.file(id, name);
    this.files.set(key, opened);
    opened.catch(() => this.files.delete(key));
    return opened;
  }

  async setRemoved(id: string, removed: Removed): Promise<void> {
    await (await this.ready()).setRemoved(id, removed);
    this.stored = this.stored.map((stored) => (stored.addition.id === id ? { ...stored, removed } : stored));
  }

  /** Removes for good what cannot be brought back any more. */
  async purge(now: number): Promise<void> {
    const over = this.stored.filter(({ removed }) => undoOver(removed, now));
    for (const { addition } of over) await this.store?.discard(addition.id);
    if (over.length > 0) await this.list();
  }
}
