/** tfjs on its wasm backend in Node. */
import { setWasmPaths } from '@tensorflow/tfjs-backend-wasm';
import { setBackend } from '@tensorflow/tfjs-core';
import { wasmFolder } from '../wasmFolder';

/** Throws where the backend does not start. */
export async function startWasm(): Promise<void> {
  setWasmPaths(wasmFolder());
  if (!(await setBackend('wasm'))) throw new Error('Starting tfjs: expected the wasm backend to start, it did not. Run npm install again.');
}
