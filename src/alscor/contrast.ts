import * as tf from '@tensorflow/tfjs-core';
import type { Scalar, Tensor2D } from '@tensorflow/tfjs-core';
import { sharedClass, unitRows, unitRowsBackward } from '../math/similarity';
import { times, timesTransposed, transposedTimes } from '../math/products';
import { crossEntropy } from './classifier';

/** τ */
export const TEMPERATURE = 0.1;

/**
 * Contrast of every image with the texts of the batch, and of every text with its images,
 *     L = -1/2n Σ_i 1/|P(i)| Σ_{p∈P(i)} [log softmax_p(⟨u_i, w_p⟩/τ) + log softmax_p(⟨w_i, u_p⟩/τ)],
 * u, w of unit length: L_out of Khosla et al. (NeurIPS 2020, eq. 2) between modalities. P(i) are the pairs that share a
 * class with pair i, itself among them.
 * @param U images, [n, k]
 * @param W texts, [n, k]
 * @param target 1 where a pair has a class, [n, C]
 */
export function contrast(U: Tensor2D, W: Tensor2D, target: Tensor2D): { loss: Scalar; gU: Tensor2D; gW: Tensor2D } {
  const [images, texts] = [unitRows(U), unitRows(W)];
  const related = tf.maximum<Tensor2D>(sharedClass(target), tf.eye(U.shape[0]));
  const positives = tf.div<Tensor2D>(related, tf.sum(related, 1, true));
  const products = tf.div<Tensor2D>(timesTransposed(images.unit, texts.unit), TEMPERATURE);
  const i2t = crossEntropy(products, positives);
  const t2i = crossEntropy(tf.transpose(products), positives);
  const gProducts = tf.div<Tensor2D>(tf.add(i2t.gradient, tf.transpose(t2i.gradient)), 2 * TEMPERATURE);
  return {
    loss: tf.div(tf.add(i2t.loss, t2i.loss), 2),
    gU: unitRowsBackward(images, times(gProducts, texts.unit)),
    gW: unitRowsBackward(texts, transposedTimes(gProducts, images.unit)),
  };
}
