import * as tf from '@tensorflow/tfjs-core';

const products = [19, 22, 43, 50];

/**
 * A product whose value is known, where the start check's step would take too long: WebGL compiles a program for each
 * operation and shape, one after the other.
 * @throws Error with the numbers
 */
export async function checkProduct(): Promise<void> {
  const result = tf.tidy(() => tf.matMul(tf.tensor2d([1, 2, 3, 4], [2, 2]), tf.tensor2d([5, 6, 7, 8], [2, 2])));
  const values = Array.from(await result.data());
  result.dispose();
  const right = values.every((value, i) => Math.abs(value - products[i]!) <= 1e-3);
  if (!right) throw new Error(`it computes wrongly: a test product gave ${values.join(', ')} instead of ${products.join(', ')}`);
}
