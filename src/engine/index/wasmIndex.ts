/**
 * A VectorIndex in WebAssembly, one thread. Its memory: room of the kernel, the rows in blocks of four, and behind them
 * what a query needs while it is answered.
 */
import type { Ranked, TopKOptions, VectorIndex, VectorStorage } from '../../retrieval/vectorIndex';
import { blockLayout, hasSimd, startKernel, tileBytes, type BlockLayout, type Kernel } from './kernel/kernel';
import { checkMask, firstPlace, noMemory, Queue, Turns, type IndexOptions } from './ranked';
import { checkedRows, checkQueries } from './storedRows';

const PAGE = 65536;
/** The kernel writes four scores below it. */
const TILE_AT = 64;
const HEAP_HEAD = 16;
const ENTRY = 8;
/** Products that are computed between two looks at the clock; about 10 ms. */
const SLICE = 2 ** 25;
/** Values that are stored between two looks at the clock. */
const ADD_SLICE = 2 ** 20;
const GROUP_BYTES = 2 ** 25;
const GROUP = 64;
/** Rows of a mask that lie in the kernel's memory at once. */
const MOST_ROWS = 2 ** 17;

const aligned = (bytes: number): number => Math.ceil(bytes / 16) * 16;

/** Where a group of queries lies. */
interface Asked {
  count: number;
  queries: number;
  mask: number;
  heaps: number;
  heapBytes: number;
}

export class WasmIndex implements VectorIndex {
  readonly backend = 'wasm';
  readonly lost = null;
  readonly width: number;
  readonly storage: VectorStorage;
  rows = 0;
  private readonly layout: BlockLayout;
  private readonly rowsAt: number;
  private readonly queue = new Queue();
  private largest = 0;

  private constructor(
    private readonly options: IndexOptions,
    private readonly kernel: Kernel,
  ) {
    ({ width: this.width, storage: this.storage } = options);
    this.layout = blockLayout(this.width, this.storage);
    this.rowsAt = TILE_AT + tileBytes(this.layout);
  }

  static readonly works = hasSimd;

  static async create(options: IndexOptions): Promise<WasmIndex> {
    return new WasmIndex(options, await startKernel());
  }

  get bytes(): number {
    return this.kernel.memory.buffer.byteLength;
  }

  add(block: Float32Array): Promise<void> {
    return this.queue.add(() => this.addNow(block));
  }

  private async addNow(block: Float32Array): Promise<void> {
    const { width } = this;
    const largest = checkedRows(block, width, this.storage);
    const end = this.rows + block.length / width;
    const step = Math.ceil(ADD_SLICE / width) * width;
    const room = aligned(this.endOf(end));
    this.reserve(room + 4 * (this.layout.stride + Math.min(step, block.length)));
    this.clear(this.rows, end);
    const turns = new Turns(this.options.giveWay);
    for (let start = 0; start < block.length; start += step) {
      this.write(block.subarray(start, start + step), this.rows + start / width, room);
      await turns.next();
    }
    this.largest = Math.max(this.largest, largest);
    this.rows = end;
  }

  /** Behind the blocks of so many rows. */
  private endOf(rows: number): number {
    return this.rowsAt + Math.ceil(rows / 4) * this.layout.blockBytes;
  }

  /** @throws IndexError where the browser gives no more */
  private reserve(end: number): void {
    const { memory } = this.kernel;
    const missing = end - memory.buffer.byteLength;
    if (missing <= 0) return;
    try {
      memory.grow(Math.ceil(missing / PAGE));
    } catch {
      throw noMemory(this.backend, end, this.rows);
    }
  }

  /** Queries have left their numbers where rows come. The rows [from, to) get zeros, and all that shares their blocks. */
  private clear(from: number, to: number): void {
    const start = this.endOf(from);
    new Uint8Array(this.kernel.memory.buffer, start, this.endOf(to) - start).fill(0);
  }

  /** @param room behind the rows */
  private write(block: Float32Array, first: number, room: number): void {
    const { width, layout, kernel } = this;
    const from = room + 4 * layout.stride;
    new Float32Array(kernel.memory.buffer, from, block.length).set(block);
    kernel.storeRows(layout.code, from, width, this.rowsAt, layout.stride, first, block.length / width, room);
  }

  topK(queries: Float32Array, k: number, options: TopKOptions = {}): Promise<Ranked[]> {
    return this.queue.add(() => this.answer(queries, k, options));
  }

  private async answer(queries: Float32Array, k: number, options: TopKOptions): Promise<Ranked[]> {
    const { width } = this;
    checkQueries(queries, width, this.largest);
    checkMask(options.allowed, this.rows);
    const most = Math.min(k, this.rows);
    const count = queries.length / width;
    const step = Math.max(1, Math.min(GROUP, Math.floor(GROUP_BYTES / (HEAP_HEAD + ENTRY * most))));
    const turns = new Turns(this.options.giveWay);
    const ranked: Ranked[] = [];
    for (let start = 0; start < count; start += step) {
      ranked.push(...(await this.answerGroup(queries.subarray(start * width, (start + step) * width), most, options, turns)));
    }
    return ranked;
  }

  private async answerGroup(queries: Float32Array, k: number, { after = firstPlace, allowed }: TopKOptions, turns: Turns): Promise<Ranked[]> {
    const { kernel, layout, rows } = this;
    const count = queries.length / this.width;
    const step = Math.min(MOST_ROWS, Math.max(64, Math.floor(SLICE / (count * layout.stride) / 64) * 64));
    const asked = this.place(queries, k, step);
    this.fill(asked, queries, k, after);
    for (let first = 0; first < rows && k > 0; first += step) {
      const part = Math.min(step, rows - first);
      if (allowed) new Uint8Array(kernel.memory.buffer, asked.mask, part).set(allowed.subarray(first, first + part));
      kernel.scan(layout.code, this.endOf(first), layout.stride, first, part, asked.queries, count, asked.heaps, asked.heapBytes, allowed ? asked.mask : 0, TILE_AT);
      await turns.next();
    }
    return Array.from({ length: count }, (_, i) => this.read(asked.heaps + i * asked.heapBytes));
  }

  private place(queries: Float32Array, k: number, maskBytes: number): Asked {
    const count = queries.length / this.width;
    const at = aligned(this.endOf(this.rows));
    const mask = at + 4 * count * this.layout.stride;
    const heaps = aligned(mask + maskBytes);
    const heapBytes = aligned(HEAP_HEAD + ENTRY * k);
    this.reserve(heaps + count * heapBytes);
    return { count, queries: at, mask, heaps, heapBytes };
  }

  private fill({ count, queries: at, heaps, heapBytes }: Asked, queries: Float32Array, k: number, after: { score: number; row: number }): void {
    const { width, layout } = this;
    const { buffer } = this.kernel.memory;
    const padded = new Float32Array(buffer, at, count * layout.stride).fill(0);
    for (let i = 0; i < count; i++) {
      padded.set(queries.subarray(i * width, (i + 1) * width), i * layout.stride);
      const words = new Uint32Array(buffer, heaps + i * heapBytes, 4);
      words[0] = 0;
      words[1] = k;
      new Float32Array(words.buffer, words.byteOffset)[2] = after.score;
      words[3] = after.row;
    }
  }

  private read(heap: number): Ranked {
    this.kernel.sortHeap(heap);
    const { buffer } = this.kernel.memory;
    const [size] = new Uint32Array(buffer, heap, 1);
    const words = new Uint32Array(buffer, heap + HEAP_HEAD, 2 * size!);
    const floats = new Float32Array(buffer, heap + HEAP_HEAD, 2 * size!);
    return { rows: Uint32Array.from({ length: size! }, (_, i) => words[2 * i + 1]!), scores: Float32Array.from({ length: size! }, (_, i) => floats[2 * i]!) };
  }

  /** Its memory is free once nothing holds the index. */
  dispose(): void {
    this.rows = 0;
  }
}
