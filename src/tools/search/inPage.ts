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

export async function measure({ backend, storage, rows, k, rounds, batch }: PageTask): Promise<Measured> {
  const own = backend === 'webgpu' ? await device() : null;
  const options = { width: WIDTH, storage };
  const index: VectorIndex = own ? await GpuIndex.create(own, options) : await WasmIndex.create(options);
  const [buildMs] = await fillAll([index], rows);
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
