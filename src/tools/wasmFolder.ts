import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';

/** The folder of tfjs's .wasm files in node_modules, as `startBackend` takes it. */
export function wasmFolder(): string {
  const entry = createRequire(import.meta.url).resolve('@tensorflow/tfjs-backend-wasm');
  return join(dirname(entry), '/');
}
