/** Queries in a page of Chromium: what `inChromium.ts` calls there. */
import { isSoftware } from '../../engine/adapter';
import { GpuIndex } from '../../engine/index/gpu/gpuIndex';
import { WasmIndex } from '../../engine/index/wasmIndex';
import type { VectorIndex, VectorStorage } from '../../retrieval/vectorIndex';
import type { Measured } from './measured';
import { fillAll, randomQuery, randomVectors, WIDTH } from './vectors';

export interface PageAdapter {
  name: string;
  software: boolean;
}

export interface PageTask {
  backend: 'webgpu' | 'wasm';
  storage: VectorStorage;
  rows: number;
  k: number;
  rounds: number;
  batch: number;
}

async function device(): Promise<GPUDevice> {
  const adapter = await navigator.gpu.requestAdapter({ powerPreference: 'high-performance' });
  const { maxStorageBufferBindingSize, maxBufferSize } = adapter!.limits;
  return adapter!.requestDevice({ requiredLimits: { maxStorageBufferBindingSize, maxBufferSize } });
}

export async function adapter(): Promise<PageAdapter | null> {
  const found = await navigator.gpu?.requestAdapter({ powerPreference: 'high-performance' });
  return found ? { name: found.info.description || `${found.info.vendor} ${found.info.architecture}`, software: isSoftware(found.info) } : null;
}

/** @throws Error where the GPU finds others than WebAssembly */
async function compare(index: VectorIndex, beside: VectorIndex, k: number): Promise<void> {
  const [[found], [expected]] = [await index.topK(randomQuery(0), k), await beside.topK(randomQuery(0), k)];
  const known = new Set(expected!.rows);
  const shared = found!.rows.filter((row) => known.has(row)).length;
  // One may differ at the last place, where sums are rounded apart.
  if (shared < expected!.rows.length - 1) throw new Error(`${index.storage} on the GPU: expected the ${known.size} rows that WebAssembly finds, got ${shared} of them.`);
}

export async function measure({ backend, storage, rows, k, rounds, batch }: PageTask): Promise<Measured> {
  const own = backend === 'webgpu' ? await device() : null;
  const options = { width: WIDTH, storage };
  const index: VectorIndex = own ? await GpuIndex.create(own, options) : await WasmIndex.create(options);
  const beside = own ? await WasmIndex.create(options) : null;
  const [buildMs] = await fillAll(beside ? [index, beside] : [index], rows);
  if (beside) await compare(index, beside, k);
  const times: number[] = [];
  const timed = async (queries: Float32Array) => {
    const start = performance.now();
    await index.topK(queries, k);
    return performance.now() - start;
  };
  for (let round = -1; round < rounds; round++) {
    const ms = await timed(randomQuery(round + 1));
    if (round >= 0) times.push(ms);
  }
  const batchMs = batch > 0 ? await timed(randomVectors(0, batch, 3)) : null;
  const { bytes } = index;
  index.dispose();
  own?.destroy();
  return { name: `${backend} ${storage}`, runtime: 'Chromium', rows, k, times, batchMs, buildMs: buildMs!, bytes };
}
