/** A VectorIndex in plain JavaScript: for browsers without SIMD instructions, and what tests compare the others with. */
import type { Ranked, TopKOptions, VectorIndex, VectorStorage } from '../../retrieval/vectorIndex';
import { checkMask, firstPlace, Turns, type IndexOptions } from './ranked';
import { checkedRows, checkQueries, storedFloats, storeRows, type StoredRows } from './storedRows';

interface Block extends StoredRows {
  start: number;
  rows: number;
}

/** The best so far, best first. */
class Best {
  readonly rows: number[] = [];
  readonly scores: number[] = [];

  constructor(private readonly k: number) {}

  add(row: number, score: number): void {
    const { rows, scores, k } = this;
    if (k === 0 || (scores.length === k && score <= scores[k - 1]!)) return;
    let at = scores.length;
    while (at > 0 && scores[at - 1]! < score) at--;
    rows.splice(at, 0, row);
    scores.splice(at, 0, score);
    if (scores.length > k) {
      rows.pop();
      scores.pop();
    }
  }
}

/** Summed in float64. */
function product(a: Float32Array, from: number, b: Float32Array, start: number, width: number): number {
  let sum = 0;
  for (let j = 0; j < width; j++) sum += a[from + j]! * b[start + j]!;
  return sum;
}

export class PlainIndex implements VectorIndex {
  readonly backend = 'javascript';
  readonly lost: string | null = null;
  readonly width: number;
  readonly storage: VectorStorage;
  rows = 0;
  bytes = 0;
  private blocks: readonly Block[] = [];
  private largest = 0;

  constructor(private readonly options: IndexOptions) {
    ({ width: this.width, storage: this.storage } = options);
  }

  async add(block: Float32Array): Promise<void> {
    this.largest = Math.max(this.largest, checkedRows(block, this.width, this.storage));
    const stored = storeRows(block.slice(), this.width, this.storage);
    const rows = block.length / this.width;
    this.blocks = [...this.blocks, { ...stored, start: this.rows, rows }];
    this.rows += rows;
    this.bytes += stored.values.byteLength + (stored.scales?.byteLength ?? 0);
  }

  async topK(queries: Float32Array, k: number, { after = firstPlace, allowed }: TopKOptions = {}): Promise<Ranked[]> {
    const { width } = this;
    checkQueries(queries, width, this.largest);
    checkMask(allowed, this.rows);
    const bests = Array.from({ length: queries.length / width }, () => new Best(k));
    const turns = new Turns(this.options.giveWay);
    for (const block of this.blocks) {
      const floats = storedFloats(block);
      for (let row = 0, at = block.start; row < block.rows; row++, at++) {
        if (allowed && allowed[at] !== 1) continue;
        if (row % 4096 === 0) await turns.next();
        bests.forEach((best, query) => {
          const score = Math.fround(product(queries, query * width, floats, row * width, width) * (block.scales?.[row] ?? 1));
          if (score < after.score || (score === after.score && at > after.row)) best.add(at, score);
        });
      }
    }
    return bests.map(({ rows, scores }) => ({ rows: Uint32Array.from(rows), scores: Float32Array.from(scores) }));
  }

  dispose(): void {
    this.blocks = [];
    this.rows = 0;
    this.bytes = 0;
  }
}
