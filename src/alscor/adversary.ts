import * as tf from '@tensorflow/tfjs-core';
import type { Scalar, Tensor2D } from '@tensorflow/tfjs-core';
import { crossEntropy } from './classifier';
import type { AlscorConfig } from './config';
import { perceptronBackward, perceptronForward, type Perceptron } from './nets';

/** λ(p) of the gradient reversal, p = share of training done (Ganin and Lempitsky, ICML 2015). */
export function reversalStrength(progress: number): number {
  return 2 / (1 + Math.exp(-10 * progress)) - 1;
}

/** λ of a step: growing with the share of training done, or full from the start. */
export function reversalOf({ reversal }: Pick<AlscorConfig, 'reversal'>, progress: number): number {
  return reversal === 'constant' ? 1 : reversalStrength(progress);
}

export interface AdversaryPass {
  /** Cross-entropy of the modality classifier over 2n items, scalar. */
  loss: Scalar;
  /** Share of the 2n items whose modality it names, scalar. */
  accuracy: Scalar;
  weights: Perceptron;
  /** Gradient of its loss with respect to Zv and Zt, [n, k]; the nets receive it reversed. */
  gZv: Tensor2D;
  gZt: Tensor2D;
}

/** [2n, 2] one-hot modality: n images, then n texts. */
export function modalityTarget(n: number): Tensor2D {
  return tf.concat([tf.tile(tf.tensor2d([[1, 0]]), [n, 1]), tf.tile(tf.tensor2d([[0, 1]]), [n, 1])], 0);
}

/** The modality classifier D on images' and texts' variates, [n, k] each. */
export function discriminate(net: Perceptron, Zv: Tensor2D, Zt: Tensor2D): AdversaryPass {
  const [n, k] = Zv.shape;
  const target = modalityTarget(n);
  const forward = perceptronForward(net, tf.concat([Zv, Zt], 0), 'relu', null);
  const { loss, gradient } = crossEntropy(forward.result, target);
  const right = tf.equal(tf.argMax(forward.result, 1), tf.argMax(target, 1));
  const { weights, input } = perceptronBackward(net, forward, gradient, 'relu', true);
  return {
    loss,
    accuracy: tf.mean(tf.cast(right, 'float32')),
    weights,
    gZv: tf.slice(input!, [0, 0], [n, k]),
    gZt: tf.slice(input!, [n, 0], [n, k]),
  };
}
