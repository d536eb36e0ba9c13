/**
 * Kernels over the memory of tfjs's wasm backend: what its own do in many passes, or by arrays that are made anew for
 * each call, whose pages cost more than what is written to them.
 */
import * as tf from '@tensorflow/tfjs-core';
import type { KernelFunc, TensorInfo } from '@tensorflow/tfjs-core';
import type { BackendWasm } from '@tensorflow/tfjs-backend-wasm';
import { ADAMW, DROPOUT_MASK, type AdamwAttributes, type DropoutAttributes } from '../math/ownKernels';
import { fillDropoutMask } from '../math/random';

type Call = Parameters<KernelFunc>[0];

const backendOf = ({ backend }: Call) => backend as BackendWasm;

/** Valid until memory is next taken. */
const floats = (backend: BackendWasm, tensor: TensorInfo) => backend.typedArrayFromHeap(tensor) as Float32Array;

function makeMask(call: Call): TensorInfo {
  const { shape, share, key } = call.attrs as DropoutAttributes;
  const backend = backendOf(call);
  const mask = backend.makeOutput(shape, 'float32');
  fillDropoutMask(floats(backend, mask), share, key);
  return mask;
}

/** Value, mean and variance after an update of AdamW, each new. */
function updateAdamw(call: Call): TensorInfo[] {
  const { beta1, beta2, rate, rootCorrection, epsilon, kept } = call.attrs as AdamwAttributes;
  const backend = backendOf(call);
  const { value, mean, variance, gradient } = call.inputs as Record<'value' | 'mean' | 'variance' | 'gradient', TensorInfo>;
  const outputs = [value, mean, variance].map(({ shape }) => backend.makeOutput(shape, 'float32'));
  const [x, m, v, g] = [value, mean, variance, gradient].map((tensor) => floats(backend, tensor)) as [Float32Array, Float32Array, Float32Array, Float32Array];
  const [newX, newM, newV] = outputs.map((tensor) => floats(backend, tensor)) as [Float32Array, Float32Array, Float32Array];
  for (let i = 0; i < newX.length; i++) {
    const slope = g[i]!;
    const first = beta1 * m[i]! + (1 - beta1) * slope;
    const second = beta2 * v[i]! + (1 - beta2) * slope * slope;
    newM[i] = first;
    newV[i] = second;
    newX[i] = kept * x[i]! - (rate * first) / (Math.sqrt(second) / rootCorrection + epsilon);
  }
  return outputs;
}

/** Rows of a matrix, copied one by one; anything else goes to the kernel that was there. */
function gatherWith(usual: KernelFunc): KernelFunc {
  return (call) => {
    const { x, indices } = call.inputs as Record<'x' | 'indices', TensorInfo>;
    const { axis, batchDims } = call.attrs as { axis: number; batchDims?: number };
    if (x.shape.length !== 2 || x.dtype !== 'float32' || indices.shape.length !== 1 || axis !== 0 || batchDims) return usual(call);
    const backend = backendOf(call);
    const width = x.shape[1]!;
    const output = backend.makeOutput([indices.shape[0]!, width], 'float32');
    const [from, to, rows] = [floats(backend, x), floats(backend, output), backend.typedArrayFromHeap(indices)];
    rows.forEach((row: number, i: number) => {
      if (row < 0 || row >= x.shape[0]!) throw new RangeError(`Gathering rows: expected numbers from 0 to ${x.shape[0]! - 1}, got ${row}.`);
      to.set(from.subarray(row * width, (row + 1) * width), i * width);
    });
    return output;
  };
}

/** Once, after tfjs's wasm backend was loaded. */
export function registerWasmKernels(): void {
  const backendName = 'wasm';
  const gather = tf.getKernel(tf.GatherV2, backendName);
  tf.unregisterKernel(tf.GatherV2, backendName);
  tf.registerKernel({ ...gather, kernelFunc: gatherWith(gather.kernelFunc) });
  tf.registerKernel({ kernelName: DROPOUT_MASK, backendName, kernelFunc: makeMask });
  tf.registerKernel({ kernelName: ADAMW, backendName, kernelFunc: updateAdamw });
}
