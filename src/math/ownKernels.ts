/** Kernels that a backend may have beside those of tfjs. */
import * as tf from '@tensorflow/tfjs-core';
import type { NamedAttrMap, NamedTensorMap, Tensor } from '@tensorflow/tfjs-core';

export const DROPOUT_MASK = 'AlscorDropoutMask';
export const ADAMW = 'AlscorAdamw';

export interface DropoutAttributes extends NamedAttrMap {
  shape: [number, number];
  share: number;
  key: number;
}

/** x ← kept·x - rate·m / (√v / rootCorrection + epsilon), m and v being the new moments. */
export interface AdamwAttributes extends NamedAttrMap {
  beta1: number;
  beta2: number;
  rate: number;
  rootCorrection: number;
  epsilon: number;
  kept: number;
}

/** Null where the present backend has no such kernel. */
export function runOwnKernel(name: string, inputs: NamedTensorMap, attributes: NamedAttrMap): Tensor | Tensor[] | null {
  return tf.getKernel(name, tf.getBackend()) ? tf.engine().runKernel(name, inputs, attributes) : null;
}
