import * as tf from '@tensorflow/tfjs-core';
import type { Tensor2D } from '@tensorflow/tfjs-core';
import { normal, streamKey } from '../math/random';
import { times, timesTransposed, transposedTimes } from '../math/products';

/** Two affine layers with a non-linearity between: x → act(x·hidden + hiddenBias)·output + outputBias. */
export interface Perceptron<T = Tensor2D> {
  /** [inputs, hidden] */
  hidden: T;
  /** [1, hidden] */
  hiddenBias: T;
  /** [hidden, outputs] */
  output: T;
  /** [1, outputs] */
  outputBias: T;
}

export type Activation = 'relu' | 'tanh';

export interface PerceptronForward {
  /** [n, outputs] */
  result: Tensor2D;
  cache: { input: Tensor2D; activated: Tensor2D; dropped: Tensor2D; mask: Tensor2D | null };
}

/** float32 [rows, columns] with variance gain / rows: gain 2 for relu (He et al. 2015), 1 otherwise. */
export function initialMatrix(rows: number, columns: number, gain: number, seed: number, stream: number): Tensor2D {
  const key = streamKey(seed, 1, stream);
  const deviation = Math.sqrt(gain / rows);
  const values = Float32Array.from({ length: rows * columns }, (_, i) => deviation * normal(key, i));
  return tf.tensor2d(values, [rows, columns]);
}

/** Seeded weights; `stream` tells nets of one model apart. */
export function createPerceptron(inputs: number, hidden: number, outputs: number, activation: Activation, seed: number, stream: number): Perceptron {
  return {
    hidden: initialMatrix(inputs, hidden, activation === 'relu' ? 2 : 1, seed, 2 * stream),
    hiddenBias: tf.zeros([1, hidden]),
    output: initialMatrix(hidden, outputs, 1, seed, 2 * stream + 1),
    outputBias: tf.zeros([1, outputs]),
  };
}

/**
 * @param x [n, inputs], input dropout already applied
 * @param mask dropout of the hidden layer, [n, hidden], or null at inference
 */
export function perceptronForward(net: Perceptron, x: Tensor2D, activation: Activation, mask: Tensor2D | null): PerceptronForward {
  const linear = tf.add<Tensor2D>(times(x, net.hidden), net.hiddenBias);
  const activated = activation === 'relu' ? tf.relu(linear) : tf.tanh(linear);
  const dropped = mask ? tf.mul<Tensor2D>(activated, mask) : activated;
  const result = tf.add<Tensor2D>(times(dropped, net.output), net.outputBias);
  return { result, cache: { input: x, activated, dropped, mask } };
}

function activationGradient(activated: Tensor2D, gradient: Tensor2D, activation: Activation): Tensor2D {
  if (activation === 'relu') return tf.mul(gradient, tf.step(activated));
  return tf.mul(gradient, tf.sub(1, tf.square(activated)));
}

/** Gradients of the weights, and of the input where `withInput` asks for it. */
export function perceptronBackward(
  net: Perceptron,
  { cache }: PerceptronForward,
  gResult: Tensor2D,
  activation: Activation,
  withInput: boolean,
): { weights: Perceptron; input: Tensor2D | null } {
  const gDropped = timesTransposed(gResult, net.output);
  const gActivated = cache.mask ? tf.mul<Tensor2D>(gDropped, cache.mask) : gDropped;
  const gLinear = activationGradient(cache.activated, gActivated, activation);
  return {
    weights: {
      hidden: transposedTimes(cache.input, gLinear),
      hiddenBias: tf.sum(gLinear, 0, true),
      output: transposedTimes(cache.dropped, gResult),
      outputBias: tf.sum(gResult, 0, true),
    },
    input: withInput ? timesTransposed(gLinear, net.hidden) : null,
  };
}
