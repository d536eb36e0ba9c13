import * as tf from '@tensorflow/tfjs-core';
import type { KernelFunc, Tensor, TensorInfo } from '@tensorflow/tfjs-core';
import { afterEach, beforeAll, describe, expect, test } from 'vitest';
import { wasmFolder } from '../tools/wasmFolder';
import { startBackend } from './backends';
import { selfCheck } from './selfCheck';

const restores: (() => void)[] = [];

/** Makes one kernel of a backend return `change` of what it should. */
function falsify(kernelName: string, backendName: string, change: (right: Tensor) => Tensor): void {
  const kernel = tf.getKernel(kernelName, backendName);
  const wrong: KernelFunc = (call) => {
    const right = kernel.kernelFunc(call) as TensorInfo;
    return change(tf.engine().makeTensorFromTensorInfo(right));
  };
  tf.unregisterKernel(kernelName, backendName);
  tf.registerKernel({ ...kernel, kernelFunc: wrong });
  restores.push(() => {
    tf.unregisterKernel(kernelName, backendName);
    tf.registerKernel(kernel);
  });
}

afterEach(() => restores.splice(0).forEach((restore) => restore()));

beforeAll(async () => {
  await startBackend('cpu', wasmFolder());
});

describe.each(['cpu', 'wasm'] as const)('on %s', (backend) => {
  test('a sound backend is right to a tenth of what is allowed, and no tensor is left', async () => {
    await startBackend(backend, wasmFolder());
    const tensors = tf.memory().numTensors;
    const times: number[] = [];
    for (let i = 0; i < 3; i++) {
      const start = performance.now();
      expect(await selfCheck()).toBeLessThan(1e-4);
      times.push(performance.now() - start);
    }
    console.log(`Start check on ${backend}: ${times.map((ms) => ms.toFixed(0)).join(', ')} ms`);
    expect(tf.memory().numTensors).toBe(tensors);
  });
});

describe('a backend that computes wrongly', () => {
  const faults: [string, string, (right: Tensor) => Tensor, RegExp][] = [
    ['products that are a hundredth too large', 'BatchMatMul', (right) => tf.mul(right, 1.01), /instead of/],
    ['a hyperbolic tangent without its last bits', 'Tanh', (right) => tf.mul(right, 1.01), /instead of/],
    ['roots that are not numbers', 'Sqrt', (right) => tf.mul(right, NaN), /came out as NaN instead of -?\d/],
    ['sums that are zero', 'Sum', (right) => tf.zerosLike(right), /instead of/],
  ];

  test.each(faults)('%s', async (_, kernel, change, message) => {
    await startBackend('cpu', wasmFolder());
    const tensors = tf.memory().numTensors;
    falsify(kernel, 'cpu', change);
    await expect(selfCheck()).rejects.toThrow(message);
    expect(tf.memory().numTensors).toBe(tensors);
  });

  test('is passed over with its numbers, and the next one is taken', async () => {
    falsify('Tanh', 'cpu', (right) => tf.mul(right, 1.01));
    const environment = await startBackend('cpu', wasmFolder());
    expect(environment.backend).toBe('wasm');
    expect(environment.skipped[0]).toEqual({ backend: 'cpu', reason: expect.stringMatching(/^it computes wrongly: in a test step .+ came out as -?\d\S* instead of -?\d\S*$/) });
  });
});
