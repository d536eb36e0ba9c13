/** Starts a tfjs backend: the one asked for, else the fastest that works here. */
import * as tf from '@tensorflow/tfjs-core';
import type { BackendChoice, BackendName, Environment } from '../worker/protocol';
import { adapterFacts } from './adapter';
import { checkProduct } from './checkProduct';
import { selfCheck } from './selfCheck';
import { registerWasmKernels } from './wasmKernels';

/** Where the .wasm files of tfjs lie: a folder that ends in "/", or an address for each file name. */
export type WasmFiles = Parameters<typeof import('@tensorflow/tfjs-backend-wasm').setWasmPaths>[0];

type Skipped = Environment['skipped'];

/** Fastest first; a software WebGPU adapter is slower than wasm. */
const order: BackendName[] = ['webgpu', 'wasm', 'webgl', 'cpu'];

let wasmFilesSet = false;

/**
 * tfjs computes on half of the cores. Where that is one, its threaded build would start eight workers all the same,
 * which compete with the page and the dataset for the cores just when both start.
 */
function leaveThreadsOut(): void {
  if (globalThis.navigator?.hardwareConcurrency < 4) tf.env().set('WASM_HAS_MULTITHREAD_SUPPORT', false);
}

async function loadWasm(files: WasmFiles): Promise<void> {
  if (typeof WebAssembly === 'undefined') throw new Error('this browser has no WebAssembly');
  const { setWasmPaths } = await import('@tensorflow/tfjs-backend-wasm');
  if (wasmFilesSet) return;
  leaveThreadsOut();
  setWasmPaths(files);
  registerWasmKernels();
  wasmFilesSet = true;
}

async function loadWebgpu(): Promise<void> {
  await import('@tensorflow/tfjs-backend-webgpu');
  // A submit costs more than the dispatches it carries; reading a result submits what is waiting.
  tf.env().set('WEBGPU_DEFERRED_SUBMIT_BATCH_SIZE', 1000);
  // Small operations would run on the CPU unseen.
  tf.env().set('WEBGPU_CPU_FORWARD', false);
}

async function loadWebgl(): Promise<void> {
  if (typeof OffscreenCanvas === 'undefined') throw new Error('this browser has no OffscreenCanvas');
  await import('@tensorflow/tfjs-backend-webgl');
}

/** tfjs keeps the cause of a failed start to itself; the factory, called once more, tells it. */
async function causeOfFailure(backend: BackendName): Promise<string> {
  try {
    await tf.findBackendFactory(backend)();
    return 'the second attempt went well';
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}

async function activate(backend: BackendName, wasmFiles: WasmFiles): Promise<void> {
  if (backend === 'webgpu') await loadWebgpu();
  else if (backend === 'wasm') await loadWasm(wasmFiles);
  else if (backend === 'webgl') await loadWebgl();
  else await import('@tensorflow/tfjs-backend-cpu');
  if (!(await tf.setBackend(backend))) throw new Error(`it did not start: ${await causeOfFailure(backend)}`);
  await tf.ready();
  if (backend === 'webgl' && !tf.env().getBool('WEBGL_RENDER_FLOAT32_CAPABLE')) throw new Error('its textures hold no 32-bit floats');
  await (backend === 'webgl' ? checkProduct() : selfCheck());
}

async function wasmFacts(): Promise<NonNullable<Environment['wasm']>> {
  const { getThreadsCount } = await import('@tensorflow/tfjs-backend-wasm');
  const simd = Boolean(await tf.env().getAsync('WASM_HAS_SIMD_SUPPORT'));
  const threaded = Boolean(await tf.env().getAsync('WASM_HAS_MULTITHREAD_SUPPORT'));
  return { simd, threads: threaded ? getThreadsCount() : 1 };
}

function candidates(requested: BackendChoice): BackendName[] {
  return requested === 'auto' ? order : [requested, ...order.filter((backend) => backend !== requested)];
}

/**
 * Starts the backend that was asked for, or the first of webgpu, wasm, webgl and cpu that works and computes rightly. No tensor may be
 * alive: tfjs would move it with a synchronous read, which webgpu does not survive.
 * @throws Error with every reason where none works
 */
export async function startBackend(requested: BackendChoice, wasmFiles: WasmFiles): Promise<Environment> {
  // Without it tfjs checks every value of every tensor on the CPU and advertises its Node package.
  tf.enableProdMode();
  const skipped: Skipped = [];
  for (const backend of candidates(requested)) {
    try {
      const adapter = backend === 'webgpu' ? await adapterFacts() : null;
      if (adapter?.software && requested !== 'webgpu') throw new Error(`the adapter is a software one (${adapter.description || adapter.architecture}): wasm is faster`);
      await activate(backend, wasmFiles);
      return { backend, requested, adapter, wasm: backend === 'wasm' ? await wasmFacts() : null, skipped };
    } catch (error) {
      skipped.push({ backend, reason: error instanceof Error ? error.message : String(error) });
    }
  }
  throw new Error(`Starting a backend: expected one of ${order.join(', ')}, none works. ${skipped.map(({ backend, reason }) => `${backend}: ${reason}`).join('; ')}.`);
}
