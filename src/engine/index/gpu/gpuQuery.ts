/** One group of queries on the GPU: scores, selection, and the read of what was selected, in one submit. */
import type { RankPlace, Ranked } from '../../../retrieval/vectorIndex';
import { noMemory } from '../ranked';
import type { SelectPrograms } from './programs';
import type { Chunk, GpuRows } from './gpuRows';
import { GROUP_ROWS, SCORING_WORDS } from './scoreShader';
import { BINS, PART, rounds, SELECTING_WORDS, STATE_WORDS } from './selectShaders';

export interface QueryGroup {
  /** float32 [count, padded]. */
  queries: Float32Array;
  count: number;
  k: number;
  after: RankPlace;
  /** uint32 words, a bit for each row that may be found; null for all. */
  mask: Uint32Array | null;
}

/** Offsets into a uniform buffer are multiples of it. */
const SLOT = 256;

/** Rises with the score. */
export function keyOf(score: number): number {
  const [bits] = new Uint32Array(Float32Array.of(score + 0).buffer);
  return (bits! >= 2 ** 31 ? ~bits! : bits! | 0x80000000) >>> 0;
}

const scoreBits = (key: number): number => (key >= 2 ** 31 ? key & 0x7fffffff : ~key);

export class GpuQuery {
  private readonly buffers: GPUBuffer[] = [];

  constructor(
    private readonly device: GPUDevice,
    private readonly rows: GpuRows,
    private readonly score: { program: GPUComputePipeline; together: number },
    private readonly select: SelectPrograms,
  ) {}

  /** Best first, for each query. Rejects where the GPU is lost or has no memory for it. */
  async run(group: QueryGroup): Promise<Ranked[]> {
    const { device } = this;
    const { count, k } = group;
    try {
      device.pushErrorScope('out-of-memory');
      const read = this.submit(group);
      const failed = await device.popErrorScope();
      if (failed) throw noMemory('webgpu', this.rows.bytes + 4 * count * this.rows.rows, this.rows.rows);
      await read.mapAsync(GPUMapMode.READ);
      const words = new Uint32Array(read.getMappedRange());
      return Array.from({ length: count }, (_, i) => ranked(words.subarray(2 * k * i, 2 * k * (i + 1))));
    } finally {
      for (const buffer of this.buffers) buffer.destroy();
    }
  }

  private submit(group: QueryGroup): GPUBuffer {
    const { count, k } = group;
    const keys = this.buffer(count * this.rows.rows * 4, GPUBufferUsage.STORAGE);
    const best = this.buffer(count * k * 8, GPUBufferUsage.STORAGE | GPUBufferUsage.COPY_SRC);
    const read = this.buffer(count * k * 8, GPUBufferUsage.MAP_READ | GPUBufferUsage.COPY_DST);
    const encoder = this.device.createCommandEncoder();
    const pass = encoder.beginComputePass();
    this.encodeScores(pass, group, keys);
    this.encodeSelection(pass, group, keys, best);
    pass.end();
    encoder.copyBufferToBuffer(best, 0, read, 0, count * k * 8);
    this.device.queue.submit([encoder.finish()]);
    return read;
  }

  private buffer(size: number, usage: number): GPUBuffer {
    const buffer = this.device.createBuffer({ size: Math.max(16, Math.ceil(size / 4) * 4), usage });
    this.buffers.push(buffer);
    return buffer;
  }

  private filled(data: Uint32Array | Float32Array, usage: number): GPUBuffer {
    const buffer = this.buffer(data.byteLength, usage | GPUBufferUsage.COPY_DST);
    this.device.queue.writeBuffer(buffer, 0, data.buffer, data.byteOffset, data.byteLength);
    return buffer;
  }

  private encodeScores(pass: GPUComputePassEncoder, { queries, count, after, mask }: QueryGroup, keys: GPUBuffer): void {
    const { chunks, units, rows } = this.rows;
    const used = chunks.filter((chunk) => chunk.rows > 0);
    const uniforms = new Uint32Array((used.length * SLOT) / 4);
    const afterKey = after.score === Infinity ? 0xffffffff : keyOf(after.score);
    used.forEach(({ first, rows: own }, i) => uniforms.set([first, own, units, rows, mask ? 1 : 0, afterKey, after.row, count], (i * SLOT) / 4));
    const scoring = this.filled(uniforms, GPUBufferUsage.UNIFORM);
    const shared = [this.filled(queries, GPUBufferUsage.STORAGE), this.filled(mask ?? new Uint32Array(4), GPUBufferUsage.STORAGE), keys];
    pass.setPipeline(this.score.program);
    used.forEach((chunk, i) => {
      pass.setBindGroup(0, this.scoreBindings(chunk, scoring, i, shared));
      pass.dispatchWorkgroups(Math.ceil(chunk.rows / GROUP_ROWS), Math.ceil(count / this.score.together));
    });
  }

  private scoreBindings({ values, scales }: Chunk, scoring: GPUBuffer, slot: number, shared: GPUBuffer[]): GPUBindGroup {
    const buffers = [values, ...shared, ...(scales ? [scales] : [])];
    const entries = buffers.map((buffer, i) => ({ binding: i + 1, resource: { buffer } }));
    const uniform = { binding: 0, resource: { buffer: scoring, offset: slot * SLOT, size: SCORING_WORDS * 4 } };
    return this.device.createBindGroup({ layout: this.score.program.getBindGroupLayout(0), entries: [uniform, ...entries] });
  }

  private encodeSelection(pass: GPUComputePassEncoder, { count, k }: QueryGroup, keys: GPUBuffer, best: GPUBuffer): void {
    const total = this.rows.rows;
    const uniforms = new Uint32Array((rounds.length * SLOT) / 4);
    rounds.forEach(({ shift, word, keyMask, rowMask }, i) => uniforms.set([total, k, shift, word, keyMask, rowMask], (i * SLOT) / 4));
    const selecting = this.filled(uniforms, GPUBufferUsage.UNIFORM);
    const states = new Uint32Array(count * STATE_WORDS);
    for (let i = 0; i < count; i++) states[i * STATE_WORDS + 2] = k;
    const state = this.filled(states, GPUBufferUsage.STORAGE);
    const counts = this.buffer(count * BINS * 4, GPUBufferUsage.STORAGE);
    const parts = Math.ceil(total / PART);
    const dispatch = (program: GPUComputePipeline, round: number, buffers: GPUBuffer[], x: number, y: number) => {
      const entries = [state, ...buffers].map((buffer, i) => ({ binding: i + 1, resource: { buffer } }));
      const uniform = { binding: 0, resource: { buffer: selecting, offset: round * SLOT, size: SELECTING_WORDS * 4 } };
      pass.setPipeline(program);
      pass.setBindGroup(0, this.device.createBindGroup({ layout: program.getBindGroupLayout(0), entries: [uniform, ...entries] }));
      pass.dispatchWorkgroups(x, y);
    };
    rounds.forEach((_, round) => {
      dispatch(this.select.count, round, [keys, counts], parts, count);
      dispatch(this.select.pick, round, [counts], count, 1);
    });
    dispatch(this.select.compact, 0, [keys, best], parts, count);
  }
}

/** @param pairs of key and row, in any order; those with key 0 may not be found */
function ranked(pairs: Uint32Array): Ranked {
  const order = Array.from({ length: pairs.length / 2 }, (_, i) => i).filter((i) => pairs[2 * i]! > 0);
  order.sort((a, b) => pairs[2 * b]! - pairs[2 * a]! || pairs[2 * a + 1]! - pairs[2 * b + 1]!);
  const bits = Uint32Array.from(order, (i) => scoreBits(pairs[2 * i]!));
  return { rows: Uint32Array.from(order, (i) => pairs[2 * i + 1]!), scores: new Float32Array(bits.buffer) };
}
