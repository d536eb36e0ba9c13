/** CNN features of all views, computed by two processes and kept in .cache/demo for the next run. */
import { fork } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { vendors, type Vendor } from './drawings';
import { cutEncoder } from './encoder';
import { cacheFolder } from './packages';
import { startBar } from './progress';

const PROCESSES = 2;
const script = fileURLToPath(new URL('encodeView.ts', import.meta.url));

function cachePath(vendor: Vendor, codes: string[]): string {
  const key = createHash('sha256').update(cutEncoder().weights).update(codes.join(' ')).digest('hex').slice(0, 12);
  return join(cacheFolder, `features-${vendor}-${key}.f32`);
}

function encodeView(vendor: Vendor, path: string, onPicture: () => void): Promise<void> {
  return new Promise((resolve, reject) => {
    const child = fork(script, [vendor, path], { execArgv: ['--import', 'tsx'] });
    child.on('message', onPicture);
    child.on('error', reject);
    child.on('exit', (code) => (code === 0 ? resolve() : reject(new Error(`Encoding ${vendor}: expected the process to end with 0, got ${code}.`))));
  });
}

async function encodeMissing(missing: [Vendor, string][], count: number): Promise<void> {
  const bar = startBar('Pictures to features', missing.length * count);
  const queue = [...missing];
  const worker = async (): Promise<void> => {
    for (let next = queue.shift(); next; next = queue.shift()) await encodeView(...next, () => bar.increment());
  };
  await Promise.all(Array.from({ length: PROCESSES }, worker)).finally(() => bar.stop());
}

/** float32 [views · codes.length, features], row v·count + i. */
export async function imageFeatures(codes: string[]): Promise<Float32Array> {
  const paths = vendors.map((vendor): [Vendor, string] => [vendor, cachePath(vendor, codes)]);
  const missing = paths.filter(([, path]) => !existsSync(path));
  if (missing.length > 0) await encodeMissing(missing, codes.length);
  const bytes = Buffer.concat(paths.map(([, path]) => readFileSync(path)));
  return new Float32Array(bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.length));
}
