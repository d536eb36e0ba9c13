/** Bits that the backends of an index share. */
import type { IndexBackend, RankPlace, TopKOptions, VectorStorage } from '../../retrieval/vectorIndex';
import { IndexError } from './indexError';

export interface IndexOptions {
  width: number;
  storage: VectorStorage;
  /** Lets others work; awaited about every 30 ms of work. */
  giveWay?: () => Promise<void>;
}

const WORK_MS = 30;

/** Work that is done in slices. */
export class Turns {
  private since = performance.now();

  constructor(private readonly giveWay: IndexOptions['giveWay']) {}

  async next(): Promise<void> {
    if (!this.giveWay || performance.now() - this.since < WORK_MS) return;
    await this.giveWay();
    this.since = performance.now();
  }
}

/** One piece of work after the other. */
export class Queue {
  private last: Promise<unknown> = Promise.resolve();

  add<T>(work: () => Promise<T>): Promise<T> {
    const done = this.last.then(work);
    this.last = done.catch(() => undefined);
    return done;
  }
}

/** Before every row. */
export const firstPlace: RankPlace = { score: Infinity, row: 0xffffffff };

export function checkMask(allowed: TopKOptions['allowed'], rows: number): void {
  if (allowed && allowed.length < rows) throw new IndexError(`Searching an index: expected a mask of ${rows} rows, got ${allowed.length}.`, 'Make the mask of the rows that the index has now.');
}

/** @param wanted bytes */
export function noMemory(backend: IndexBackend, wanted: number, rows: number): IndexError {
  const gib = (wanted / 2 ** 30).toFixed(2);
  return new IndexError(`An index of vectors: expected ${gib} GiB of memory (${backend}), the browser gives no more after ${rows} rows.`, 'Remove items, close other pages, or train with fewer dimensions of the common space.');
}
