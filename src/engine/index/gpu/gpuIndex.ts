/** A VectorIndex on a GPU, beside whatever else that computes: its buffers and submits are its own. */
import type { Ranked, TopKOptions, VectorIndex, VectorStorage } from '../../../retrieval/vectorIndex';
import { IndexError } from '../indexError';
import { checkMask, firstPlace, Queue, Turns, type IndexOptions } from '../ranked';
import { checkedRows, checkQueries } from '../storedRows';
import { GpuQuery } from './gpuQuery';
import { GpuRows } from './gpuRows';
import { scoreProgram, selectPrograms, type SelectPrograms } from './programs';
import { valuesPerUnit } from './scoreShader';

/** Values that are stored between two looks at the clock. */
const ADD_SLICE = 2 ** 20;
/** Of the keys, and of what is selected, of queries that are answered at once. */
const GROUP_BYTES = 2 ** 26;
const GROUP = 64;
/** The news that the GPU is gone may come a moment after an error. */
const LOSS_MS = 500;

function bitsOf(allowed: Uint8Array, rows: number): Uint32Array {
  const words = new Uint32Array(Math.max(4, Math.ceil(rows / 32)));
  for (let row = 0; row < rows; row++) if (allowed[row] === 1) words[row >> 5]! |= 1 << (row & 31);
  return words;
}

interface Programs extends SelectPrograms {
  one: GPUComputePipeline;
}

export class GpuIndex implements VectorIndex {
  readonly backend = 'webgpu';
  readonly width: number;
  readonly storage: VectorStorage;
  lost: string | null = null;
  private readonly stored: GpuRows;
  private readonly queue = new Queue();
  private largest = 0;

  private constructor(
    private readonly device: GPUDevice,
    private readonly options: IndexOptions,
    private readonly programs: Programs,
  ) {
    ({ width: this.width, storage: this.storage } = options);
    this.stored = new GpuRows(device, this.width, this.storage);
    void device.lost.then(({ message, reason }) => (this.lost = message || reason || 'no reason was given'));
  }

  /** @throws Error where the device does not compile the programs */
  static async create(device: GPUDevice, options: IndexOptions): Promise<GpuIndex> {
    const [one, select] = await Promise.all([scoreProgram(device, options.storage, 1), selectPrograms(device)]);
    return new GpuIndex(device, options, { one, ...select });
  }

  get rows(): number {
    return this.stored.rows;
  }

  get bytes(): number {
    return this.stored.bytes;
  }

  add(block: Float32Array): Promise<void> {
    return this.queue.add(() => this.unlessLost(() => this.addNow(block)));
  }

  private async addNow(block: Float32Array): Promise<void> {
    const { width, stored } = this;
    const largest = checkedRows(block, width, this.storage);
    await stored.reserve(this.rows + block.length / width);
    const turns = new Turns(this.options.giveWay);
    const step = Math.ceil(ADD_SLICE / width) * width;
    for (let start = 0; start < block.length; start += step) {
      stored.write(block.slice(start, start + step));
      await turns.next();
    }
    this.largest = Math.max(this.largest, largest);
  }

  topK(queries: Float32Array, k: number, options: TopKOptions = {}): Promise<Ranked[]> {
    return this.queue.add(() => this.unlessLost(() => this.answer(queries, k, options)));
  }

  private async answer(queries: Float32Array, k: number, { after = firstPlace, allowed }: TopKOptions): Promise<Ranked[]> {
    const { width, rows } = this;
    checkQueries(queries, width, this.largest);
    checkMask(allowed, rows);
    const most = Math.min(k, rows);
    const count = queries.length / width;
    if (most === 0) return Array.from({ length: count }, () => ({ rows: new Uint32Array(), scores: new Float32Array() }));
    const mask = allowed ? bitsOf(allowed, rows) : null;
    const step = Math.max(1, Math.min(GROUP, Math.floor(GROUP_BYTES / (4 * rows + 8 * most))));
    const ranked: Ranked[] = [];
    for (let start = 0; start < count; start += step) {
      const group = queries.subarray(start * width, Math.min(count, start + step) * width);
      ranked.push(...(await this.answerGroup(group, { k: most, after, mask })));
    }
    return ranked;
  }

  private async answerGroup(queries: Float32Array, asked: { k: number; after: { score: number; row: number }; mask: Uint32Array | null }): Promise<Ranked[]> {
    const { device, width, storage, stored, programs } = this;
    const count = queries.length / width;
    const together = count > 1 ? 4 : 1;
    const program = together === 1 ? programs.one : await scoreProgram(device, storage, together);
    const padded = stored.units * valuesPerUnit[storage];
    const data = new Float32Array(Math.ceil(count / together) * together * padded);
    for (let i = 0; i < count; i++) data.set(queries.subarray(i * width, (i + 1) * width), i * padded);
    return new GpuQuery(device, stored, { program, together }, programs).run({ ...asked, queries: data, count });
  }

  /** @throws IndexError once the GPU is gone */
  private async unlessLost<T>(work: () => Promise<T>): Promise<T> {
    if (this.lost === null) {
      try {
        return await work();
      } catch (error) {
        await Promise.race([this.device.lost, new Promise((resolve) => setTimeout(resolve, error instanceof IndexError ? 0 : LOSS_MS))]);
        if (this.lost === null) throw error;
      }
    }
    throw new IndexError(`Searching on the GPU: expected the GPU that the index is on, it is gone (${this.lost}).`, 'Ask again: the index is made anew.');
  }

  dispose(): void {
    this.stored.dispose();
  }
}
