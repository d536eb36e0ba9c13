import * as tf from '@tensorflow/tfjs-core';
import type { Tensor2D } from '@tensorflow/tfjs-core';
import { timesTransposed } from './products';

/** 1 where two pairs share a class, float32 [n, n]. @param target 1 where a pair has a class, [n, C] */
export function sharedClass(target: Tensor2D): Tensor2D {
  return tf.cast(tf.greater<Tensor2D>(timesTransposed(target, target), 0), 'float32');
}

/** Rows over their length. */
export interface UnitRows {
  /** [n, k] */
  unit: Tensor2D;
  /** [n, 1] */
  length: Tensor2D;
}

/** Below it a row counts as this long. */
const SHORTEST = 1e-6;

export function unitRows(X: Tensor2D): UnitRows {
  const length = tf.maximum<Tensor2D>(tf.sqrt(tf.sum(tf.square(X), 1, true)), SHORTEST);
  return { unit: tf.div(X, length), length };
}

/** Gradient with respect to X of what has the gradient `gUnit` with respect to u = x / ‖x‖: (g - u·⟨u, g⟩) / ‖x‖. */
export function unitRowsBackward({ unit, length }: UnitRows, gUnit: Tensor2D): Tensor2D {
  return tf.div(tf.sub(gUnit, tf.mul(unit, tf.sum(tf.mul(unit, gUnit), 1, true))), length);
}

/** ‖X‖_F and its gradient X / ‖X‖_F. */
export function frobeniusNorm(X: Tensor2D): { norm: tf.Scalar; gradient: Tensor2D } {
  const norm = tf.maximum<tf.Scalar>(tf.sqrt(tf.sum(tf.square(X))), SHORTEST);
  return { norm, gradient: tf.div(X, norm) };
}
