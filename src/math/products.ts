import * as tf from '@tensorflow/tfjs-core';
import type { Tensor2D } from '@tensorflow/tfjs-core';

/*
 * The wasm backend multiplies fast only without transposes (512³: 18 ms against 200 and more), and the
 * others fuse them: so transposed products transpose first on wasm alone.
 */
function transposesFirst(): boolean {
  return tf.getBackend() === 'wasm';
}

/** a·b */
export function times(a: Tensor2D, b: Tensor2D): Tensor2D {
  return tf.matMul(a, b);
}

/** aᵀ·b */
export function transposedTimes(a: Tensor2D, b: Tensor2D): Tensor2D {
  return transposesFirst() ? tf.matMul(tf.transpose(a), b) : tf.matMul(a, b, true, false);
}

/** a·bᵀ */
export function timesTransposed(a: Tensor2D, b: Tensor2D): Tensor2D {
  return transposesFirst() ? tf.matMul(a, tf.transpose(b)) : tf.matMul(a, b, false, true);
}

/** (a + aᵀ) / 2 */
export function symmetricPart(a: Tensor2D): Tensor2D {
  return tf.mul(tf.add(a, tf.transpose(a)), 0.5);
}

/** Sum of the diagonal, as a scalar tensor; `eye` is the identity of the same size. */
export function trace(a: Tensor2D, eye: Tensor2D): tf.Scalar {
  return tf.sum(tf.mul(a, eye));
}
