/** The fastest index that works here. */
import type { VectorIndex } from '../../retrieval/vectorIndex';
import { isSoftware } from '../adapter';
import { presentDevice } from '../deviceLoss';
import { GpuIndex } from './gpu/gpuIndex';
import { PlainIndex } from './plainIndex';
import type { IndexOptions } from './ranked';
import { WasmIndex } from './wasmIndex';

/** A lost device takes buffers and programs without a word. */
const isLost = (device: GPUDevice): Promise<boolean> => Promise.race([device.lost.then(() => true), new Promise<false>((resolve) => setTimeout(resolve, 0, false))]);

/** On the GPU of the present backend, unless that computes on the CPU, which WebAssembly does faster. */
async function onGpu(options: IndexOptions): Promise<VectorIndex | null> {
  const device = presentDevice();
  if (!device || ('adapterInfo' in device && isSoftware(device.adapterInfo)) || (await isLost(device))) return null;
  // Where the GPU does not compile the programs, the others answer as well.
  return GpuIndex.create(device, options).catch(() => null);
}

export async function createIndex(options: IndexOptions): Promise<VectorIndex> {
  return (await onGpu(options)) ?? (WasmIndex.works() ? WasmIndex.create(options) : new PlainIndex(options));
}
