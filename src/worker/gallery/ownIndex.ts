/** An index of own items: its rows go by the numbers that the items have, and what was removed is not found. */
import type { IndexBackend, RankPlace, Ranked, TopKOptions, VectorIndex, VectorStorage } from '../../retrieval/vectorIndex';
import type { StoredAddition } from './addition';

/** Rows of an addition that are in the index, one after the other. */
interface Segment {
  id: string;
  /** Number of the addition's first row. */
  first: number;
  /** Place of that row in the index. */
  start: number;
  rows: number;
}

/** Rows that may be found. */
function maskOf(segments: readonly Segment[], rows: number, additions: readonly StoredAddition[]): { mask: Uint8Array; found: number } {
  const mask = new Uint8Array(rows);
  for (const { id, start, rows: own } of segments) {
    const stored = additions.find(({ addition }) => addition.id === id);
    if (!stored || stored.removed.deletedAt !== null) continue;
    mask.fill(1, start, start + own);
    for (const row of stored.removed.rows) mask[start + row] = 0;
  }
  return { mask, found: mask.reduce((sum, one) => sum + one, 0) };
}

export class OwnIndex implements VectorIndex {
  private readonly segments: Segment[] = [];
  private mask: Uint8Array | null = null;
  private found = 0;
  private asked = 0;
  private unwanted = false;

  constructor(private readonly vectors: VectorIndex) {}

  /** Rows that can be found; their numbers may be higher. */
  get rows(): number {
    return this.found;
  }

  get width(): number {
    return this.vectors.width;
  }

  get storage(): VectorStorage {
    return this.vectors.storage;
  }

  get backend(): IndexBackend {
    return this.vectors.backend;
  }

  get lost(): string | null {
    return this.vectors.lost;
  }

  get bytes(): number {
    return this.vectors.bytes + (this.mask?.byteLength ?? 0);
  }

  /** Of an addition. */
  rowsOf(id: string): number {
    return this.segments.reduce((sum, segment) => (segment.id === id ? sum + segment.rows : sum), 0);
  }

  /** Rows that can no longer come back, because their additions are gone. */
  lostRows(additions: readonly StoredAddition[]): number {
    return this.segments.reduce((sum, { id, rows }) => (additions.some(({ addition }) => addition.id === id) ? sum : sum + rows), 0);
  }

  /** The next rows of an addition. */
  async addTo({ id, first }: { id: string; first: number }, block: Float32Array): Promise<void> {
    const start = this.vectors.rows;
    await this.vectors.add(block);
    const rows = block.length / this.width;
    const last = this.segments.at(-1);
    if (last?.id === id) last.rows += rows;
    else this.segments.push({ id, first: first + this.rowsOf(id), start, rows });
  }

  add(): Promise<void> {
    return Promise.reject(new RangeError('Indexing own items: expected their addition, got rows alone.'));
  }

  /** What may be found from now on. */
  show(additions: readonly StoredAddition[]): void {
    const { mask, found } = maskOf(this.segments, this.vectors.rows, additions);
    this.mask = found === mask.length ? null : mask;
    this.found = found;
  }

  /** @param options `after` and `allowed` go by the items' numbers */
  async topK(queries: Float32Array, k: number, { after, allowed }: TopKOptions = {}): Promise<Ranked[]> {
    const places: TopKOptions = {};
    if (after) places.after = this.placeOf(after);
    if (allowed) places.allowed = this.allowedPlaces(allowed);
    else if (this.mask) places.allowed = this.mask;
    this.asked++;
    try {
      const ranked = await this.vectors.topK(queries, k, places);
      return ranked.map(({ rows, scores }) => ({ rows: rows.map((place) => this.numberAt(place)), scores }));
    } finally {
      this.asked--;
      if (this.unwanted) this.dispose();
    }
  }

  private numberAt(place: number): number {
    const { first, start } = this.segments.findLast((segment) => segment.start <= place)!;
    return first + place - start;
  }

  private placeOf({ score, row }: RankPlace): RankPlace {
    const segment = this.segments.find(({ first, rows }) => row >= first && row < first + rows);
    return { score, row: segment ? segment.start + row - segment.first : this.vectors.rows };
  }

  private allowedPlaces(allowed: Uint8Array): Uint8Array {
    const places = new Uint8Array(this.vectors.rows);
    for (const { first, start, rows } of this.segments) places.set(allowed.subarray(first, first + rows), start);
    this.mask?.forEach((one, place) => (places[place]! &= one));
    return places;
  }

  /** Once the queries on their way are answered. */
  dispose(): void {
    if (this.asked > 0) this.unwanted = true;
    else this.vectors.dispose();
  }
}
