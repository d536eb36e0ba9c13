/** tfjs on its wasm backend in Node. */
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { setWasmPaths } from '@tensorflow/tfjs-backend-wasm';
import { setBackend } from '@tensorflow/tfjs-core';

/** Throws where the backend does not start. */
export async function startWasm(): Promise<void> {
  const entry = createRequire(import.meta.url).resolve('@tensorflow/tfjs-backend-wasm');
  setWasmPaths(join(dirname(entry), '/'));
  if (!(await setBackend('wasm'))) throw new Error('Starting tfjs: expected the wasm backend to start, it did not. Run npm install again.');
}
