import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import * as tf from '@tensorflow/tfjs-core';
import { describe, expect, test } from 'vitest';
import { wasmFolder } from '../tools/wasmFolder';
import type { BackendChoice, Environment } from '../worker/protocol';
import { startBackend } from './backends';

/** Starts in a process of its own: tfjs keeps the first .wasm files that it started with. */
async function startElsewhere(requested: BackendChoice, folder: string): Promise<Environment> {
  const script = `
    import { startBackend } from './src/engine/backends.ts';
    console.log('environment ' + JSON.stringify(await startBackend('${requested}', '${folder}')));`;
  const { stdout } = await promisify(execFile)(process.execPath, ['--import', 'tsx', '--input-type=module', '--eval', script]);
  const line = stdout.split('\n').find((text) => text.startsWith('environment '));
  return JSON.parse(line!.replace('environment ', '')) as Environment;
}

/** Several words that say something: no "undefined", no "[object Object]". */
function expectSentences({ skipped }: Environment): void {
  for (const { reason } of skipped) {
    expect(reason).toMatch(/\p{L}+ \p{L}+ \p{L}+/u);
    expect(reason).not.toMatch(/undefined|\[object|null/);
  }
}

const names = ({ skipped }: Environment): string[] => skipped.map(({ backend }) => backend);

describe('in Node, which has neither WebGPU nor WebGL', () => {
  test('"auto" passes over webgpu with its reason and picks wasm with SIMD', async () => {
    const environment = await startBackend('auto', wasmFolder());
    expect(environment).toMatchObject({ backend: 'wasm', requested: 'auto', adapter: null, wasm: { simd: true } });
    expect(environment.wasm?.threads).toBeGreaterThanOrEqual(1);
    expect(environment.skipped).toEqual([{ backend: 'webgpu', reason: expect.stringContaining('no WebGPU') }]);
    expectSentences(environment);
    expect(tf.getBackend()).toBe('wasm');
  });

  test('webgpu, asked for, gives way to wasm and its reason is told', async () => {
    const environment = await startBackend('webgpu', wasmFolder());
    expect(environment).toMatchObject({ backend: 'wasm', requested: 'webgpu' });
    expect(environment.skipped).toEqual([{ backend: 'webgpu', reason: expect.stringContaining('no WebGPU') }]);
    expect(tf.getBackend()).toBe('wasm');
  });

  test('webgl, asked for, is tried first and gives way in the order of speed', async () => {
    const environment = await startBackend('webgl', wasmFolder());
    expect(environment.backend).toBe('wasm');
    expect(names(environment)).toEqual(['webgl', 'webgpu']);
    expectSentences(environment);
  });

  test.each(['cpu', 'wasm'] as const)('%s, asked for, is what computes, and nothing was passed over', async (backend) => {
    const environment = await startBackend(backend, wasmFolder());
    expect(environment).toMatchObject({ backend, requested: backend, skipped: [] });
    expect(environment.wasm === null).toBe(backend !== 'wasm');
    expect(tf.getBackend()).toBe(backend);
    // 1·3 + 2·4
    const product = tf.tidy(() => tf.dot(tf.tensor1d([1, 2]), tf.tensor1d([3, 4])));
    expect(Array.from(await product.data())).toEqual([11]);
    product.dispose();
  });

  test('changing the backend leaves no tensor behind', async () => {
    const before = tf.memory().numTensors;
    for (const backend of ['cpu', 'wasm', 'cpu'] as const) await startBackend(backend, wasmFolder());
    expect(tf.memory().numTensors).toBe(before);
  });

  test('without the .wasm files it falls to the cpu, and the reason names the file that is missing', async () => {
    const environment = await startElsewhere('auto', '/nowhere/');
    expect(environment).toMatchObject({ backend: 'cpu', requested: 'auto', wasm: null });
    expect(names(environment)).toEqual(['webgpu', 'wasm', 'webgl']);
    expect(environment.skipped[1]?.reason).toContain('/nowhere/tfjs-backend-wasm-simd.wasm');
    expectSentences(environment);
  }, 60_000);
});
