import * as tf from '@tensorflow/tfjs-core';
import type { Tensor2D } from '@tensorflow/tfjs-core';
import { ADAMW, runOwnKernel, type AdamwAttributes } from '../math/ownKernels';

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

/** Value, mean and variance after an update. */
function updated(slot: Slot, gradient: Tensor2D, { beta1, beta2, rate, rootCorrection, epsilon, kept }: AdamwAttributes): Tensor2D[] {
  return tf.tidy(() => {
    const m = tf.add<Tensor2D>(tf.mul(slot.mean, beta1), tf.mul(gradient, 1 - beta1));
    const v = tf.add<Tensor2D>(tf.mul(slot.variance, beta2), tf.mul(tf.square(gradient), 1 - beta2));
    const change = tf.div(tf.mul(m, rate), tf.add(tf.div(tf.sqrt(v), rootCorrection), epsilon));
    const decayed = kept < 1 ? tf.mul<Tensor2D>(slot.value, kept) : slot.value;
    return [tf.sub<Tensor2D>(decayed, change), m, v];
  });
}

/**
 * One AdamW update in place (Loshchilov and Hutter, ICLR 2019):
 *     m ← β₁m + (1-β₁)g,  v ← β₂v + (1-β₂)g²,  x ← x - η(m̂ / (√v̂ + ε) + decay·x)
 * @param beta1 β₁
 */
export function adamwUpdate(slot: Slot, gradient: Tensor2D, learningRate: number, decay: number, beta1 = BETA1): void {
  slot.count++;
  const attributes: AdamwAttributes = {
    beta1,
    beta2: BETA2,
    rate: learningRate / (1 - beta1 ** slot.count),
    rootCorrection: Math.sqrt(1 - BETA2 ** slot.count),
    epsilon: EPSILON,
    kept: 1 - learningRate * decay,
  };
  const { value, mean, variance } = slot;
  const after = (runOwnKernel(ADAMW, { value, mean, variance, gradient }, attributes) as Tensor2D[] | null) ?? updated(slot, gradient, attributes);
  disposeSlot(slot);
  [slot.value, slot.mean, slot.variance] = after.map((tensor) => tf.keep(tensor)) as [Tensor2D, Tensor2D, Tensor2D];
}
