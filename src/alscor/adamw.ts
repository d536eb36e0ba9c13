import * as tf from '@tensorflow/tfjs-core';
import type { Tensor2D } from '@tensorflow/tfjs-core';

const BETA1 = 0.9;
const BETA2 = 0.999;
const EPSILON = 1e-8;

/** A parameter with its moments; all three tensors belong to whoever made the slot. */
export interface Slot {
  value: Tensor2D;
  mean: Tensor2D;
  variance: Tensor2D;
  /** Updates made so far. */
  count: number;
}

/** Takes ownership of `value`. */
export function createSlot(value: Tensor2D): Slot {
  return { value, mean: tf.zerosLike(value), variance: tf.zerosLike(value), count: 0 };
}

export function disposeSlot({ value, mean, variance }: Slot): void {
  tf.dispose([value, mean, variance]);
}

/**
 * One AdamW update in place (Loshchilov and Hutter, ICLR 2019):
 *     m ← β₁m + (1-β₁)g,  v ← β₂v + (1-β₂)g²,  x ← x - η(m̂ / (√v̂ + ε) + decay·x)
 * @param beta1 β₁
 */
export function adamwUpdate(slot: Slot, gradient: Tensor2D, learningRate: number, decay: number, beta1 = BETA1): void {
  slot.count++;
  const correctedRate = learningRate / (1 - beta1 ** slot.count);
  const rootCorrection = Math.sqrt(1 - BETA2 ** slot.count);
  const [value, mean, variance] = tf.tidy(() => {
    const m = tf.add<Tensor2D>(tf.mul(slot.mean, beta1), tf.mul(gradient, 1 - beta1));
    const v = tf.add<Tensor2D>(tf.mul(slot.variance, BETA2), tf.mul(tf.square(gradient), 1 - BETA2));
    const change = tf.div(tf.mul(m, correctedRate), tf.add(tf.div(tf.sqrt(v), rootCorrection), EPSILON));
    const kept = decay > 0 ? tf.mul(slot.value, 1 - learningRate * decay) : slot.value;
    return [tf.sub<Tensor2D>(kept, change), m, v] as const;
  });
  tf.dispose([slot.value, slot.mean, slot.variance]);
  slot.value = tf.keep(value);
  slot.mean = tf.keep(mean);
  slot.variance = tf.keep(variance);
}
