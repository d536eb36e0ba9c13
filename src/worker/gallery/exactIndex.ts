/** A VectorIndex in plain arrays: every query is compared with every row. */
import { floatsToHalves, halvesToFloats } from '../../bundle/float16';
import type { Ranked, TopKOptions, VectorIndex, VectorStorage } from '../../retrieval/vectorIndex';

/** What an index of own items holds its vectors as. */
export type OwnStorage = Exclude<VectorStorage, 'int8'>;

interface Rows {
  start: number;
  rows: number;
  data: Float32Array | Uint16Array;
}

/** The best so far, best first. */
class Best {
  readonly rows: number[] = [];
  readonly scores: number[] = [];

  constructor(private readonly k: number) {}

  add(row: number, score: number): void {
    const { rows, scores, k } = this;
    if (scores.length === k && score <= scores[k - 1]!) return;
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

const mayFollow = (score: number, row: number, after: TopKOptions['after']): boolean => !after || score < after.score || (score === after.score && row > after.row);

export class ExactIndex implements VectorIndex {
  rows = 0;
  bytes = 0;
  private blocks: Rows[] = [];

  constructor(
    readonly width: number,
    readonly storage: OwnStorage,
  ) {}

  async add(block: Float32Array): Promise<void> {
    const data = this.storage === 'float16' ? floatsToHalves(block) : block.slice();
    const rows = block.length / this.width;
    this.blocks.push({ start: this.rows, rows, data });
    this.rows += rows;
    this.bytes += data.byteLength;
  }

  async topK(queries: Float32Array, k: number, { after, allowed }: TopKOptions = {}): Promise<Ranked[]> {
    const { width } = this;
    const bests = Array.from({ length: queries.length / width }, () => new Best(k));
    for (const { start, rows, data } of this.blocks) {
      const floats = data instanceof Uint16Array ? halvesToFloats(data) : data;
      for (let row = 0; row < rows; row++) {
        if (allowed && allowed[start + row] !== 1) continue;
        bests.forEach((best, query) => {
          const score = Math.fround(this.product(queries, query * width, floats, row * width));
          if (mayFollow(score, start + row, after)) best.add(start + row, score);
        });
      }
    }
    return bests.map(({ rows, scores }) => ({ rows: Uint32Array.from(rows), scores: Float32Array.from(scores) }));
  }

  private product(a: Float32Array, from: number, b: Float32Array, start: number): number {
    let sum = 0;
    for (let j = 0; j < this.width; j++) sum += a[from + j]! * b[start + j]!;
    return sum;
  }

  dispose(): void {
    this.blocks = [];
    this.rows = 0;
    this.bytes = 0;
  }
}
