/** Rows in buffers of the GPU. A buffer is as large as all before it, up to a limit: nothing is ever copied. */
import type { VectorStorage } from '../../../retrieval/vectorIndex';
import { noMemory } from '../ranked';
import { storeRows } from '../storedRows';
import { GROUP_ROWS, UNIT_BYTES, valuesPerUnit } from './scoreShader';

export interface Chunk {
  first: number;
  rows: number;
  capacity: number;
  values: GPUBuffer;
  /** Of int8 rows. */
  scales: GPUBuffer | null;
}

/** Threads of a dispatch in one direction are limited. */
const MOST_ROWS = 2 ** 21;
const FIRST_ROWS = 1024;
/** Of a buffer, so that not much more is taken than is needed. */
const MOST_BYTES = 2 ** 27;

const inGroups = (rows: number): number => Math.ceil(rows / GROUP_ROWS) * GROUP_ROWS;

export class GpuRows {
  readonly chunks: Chunk[] = [];
  readonly units: number;
  rows = 0;
  bytes = 0;
  /** The last group as it is stored, rewritten when rows are added to it. */
  private tail: Uint32Array;

  constructor(
    private readonly device: GPUDevice,
    private readonly width: number,
    private readonly storage: VectorStorage,
  ) {
    this.units = Math.ceil(width / valuesPerUnit[storage]);
    this.tail = new Uint32Array(this.units * GROUP_ROWS * 4);
  }

  private get rowBytes(): number {
    return this.units * UNIT_BYTES + (this.storage === 'int8' ? 4 : 0);
  }

  /** Makes room. @throws IndexError where the GPU gives no more */
  async reserve(rows: number): Promise<void> {
    // Keys and, at worst, all pairs of key and row have to fit into a buffer.
    if (rows * 8 > this.device.limits.maxStorageBufferBindingSize) throw noMemory('webgpu', rows * this.rowBytes, this.rows);
    const last = this.chunks.at(-1);
    let end = last ? last.first + last.capacity : 0;
    const made: Chunk[] = [];
    this.device.pushErrorScope('out-of-memory');
    while (end < rows) {
      const chunk = this.chunk(end, Math.max(end, FIRST_ROWS, rows - end));
      made.push(chunk);
      end += chunk.capacity;
    }
    const failed = await this.device.popErrorScope();
    if (failed) {
      for (const chunk of made) destroyChunk(chunk);
      throw noMemory('webgpu', end * this.rowBytes, this.rows);
    }
    this.chunks.push(...made);
    this.bytes += made.reduce((sum, { capacity }) => sum + capacity * this.rowBytes, 0);
  }

  private chunk(first: number, wanted: number): Chunk {
    const { maxStorageBufferBindingSize, maxBufferSize } = this.device.limits;
    const most = Math.floor(Math.min(maxStorageBufferBindingSize, maxBufferSize, MOST_BYTES) / (this.units * UNIT_BYTES * GROUP_ROWS)) * GROUP_ROWS;
    const capacity = Math.min(inGroups(wanted), most, MOST_ROWS);
    const usage = GPUBufferUsage.STORAGE | GPUBufferUsage.COPY_DST;
    const values = this.device.createBuffer({ size: capacity * this.units * UNIT_BYTES, usage });
    const scales = this.storage === 'int8' ? this.device.createBuffer({ size: capacity * 4, usage }) : null;
    return { first, rows: 0, capacity, values, scales };
  }

  /** @param block float32 [n, width] for which there is room */
  write(block: Float32Array): void {
    const { width, storage, units } = this;
    const stored = storeRows(block, width, storage);
    const count = block.length / width;
    const start = this.rows - (this.rows % GROUP_ROWS);
    const groupWords = units * GROUP_ROWS * 4;
    const groups = (inGroups(this.rows + count) - start) / GROUP_ROWS;
    const image = new Uint32Array(groups * groupWords);
    if (this.rows > start) image.set(this.tail);
    this.interleave(new Uint8Array(stored.values.buffer, stored.values.byteOffset, stored.values.byteLength), count, this.rows - start, image);
    this.upload(image, start);
    if (stored.scales) this.uploadScales(stored.scales);
    this.tail = image.slice(-groupWords);
    this.rows += count;
    for (const chunk of this.chunks) chunk.rows = Math.max(0, Math.min(chunk.capacity, this.rows - chunk.first));
  }

  /** Word w of unit u of row r of a group lies at (u · 64 + r) · 4 + w. */
  private interleave(source: Uint8Array, count: number, first: number, image: Uint32Array): void {
    const { units } = this;
    const rowBytes = source.length / count;
    const row = new Uint8Array(units * UNIT_BYTES);
    const words = new Uint32Array(row.buffer);
    for (let i = 0; i < count; i++) {
      row.set(source.subarray(i * rowBytes, (i + 1) * rowBytes));
      const at = first + i;
      const start = (Math.floor(at / GROUP_ROWS) * units * GROUP_ROWS + (at % GROUP_ROWS)) * 4;
      for (let word = 0; word < words.length; word++) image[start + (word >> 2) * GROUP_ROWS * 4 + (word & 3)] = words[word]!;
    }
  }

  private upload(image: Uint32Array, first: number): void {
    const rowWords = this.units * 4;
    const end = first + image.length / rowWords;
    for (const chunk of this.chunks) {
      const from = Math.max(first, chunk.first);
      const to = Math.min(end, chunk.first + chunk.capacity);
      if (from >= to) continue;
      this.device.queue.writeBuffer(chunk.values, (from - chunk.first) * rowWords * 4, image.buffer, (from - first) * rowWords * 4, (to - from) * rowWords * 4);
    }
  }

  private uploadScales(scales: Float32Array): void {
    for (const { first, capacity, scales: target } of this.chunks) {
      const from = Math.max(this.rows, first);
      const to = Math.min(this.rows + scales.length, first + capacity);
      if (target && from < to) this.device.queue.writeBuffer(target, (from - first) * 4, scales.buffer, scales.byteOffset + (from - this.rows) * 4, (to - from) * 4);
    }
  }

  dispose(): void {
    this.chunks.forEach(destroyChunk);
    this.chunks.length = 0;
    this.rows = 0;
    this.bytes = 0;
  }
}

function destroyChunk({ values, scales }: Chunk): void {
  values.destroy();
  scales?.destroy();
}
