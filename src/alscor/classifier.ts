import * as tf from '@tensorflow/tfjs-core';
import type { Scalar, Tensor2D } from '@tensorflow/tfjs-core';
import { times, timesTransposed, transposedTimes } from '../math/products';

/** The intra-modal classifier: one affine layer that both modalities share. */
export interface Classifier<T = Tensor2D> {
  /** [k, classes] */
  weight: T;
  /** [1, classes] */
  bias: T;
}

export function logits(classifier: Classifier, Z: Tensor2D): Tensor2D {
  return tf.add(times(Z, classifier.weight), classifier.bias);
}

/** Mean cross-entropy of softmax(logits) and its gradient (softmax - target) / n. */
export function crossEntropy(scores: Tensor2D, target: Tensor2D): { loss: Scalar; gradient: Tensor2D } {
  const n = scores.shape[0];
  const logProbability = tf.logSoftmax(scores);
  return {
    loss: tf.div(tf.neg(tf.sum(tf.mul(logProbability, target))), n),
    gradient: tf.div(tf.sub(tf.exp(logProbability), target), n),
  };
}

/**
 * Binary cross-entropies of sigmoid(scores), the mean over items of the sum over classes, and its gradient
 * (sigmoid - target) / n. Summed, an item's loss is minus the log-likelihood of its set of classes, as cross-entropy is
 * of its one class, and the gradient of a logit is (p - y) / n in both: a loss weight means the same.
 */
export function binaryCrossEntropy(scores: Tensor2D, target: Tensor2D): { loss: Scalar; gradient: Tensor2D } {
  const n = scores.shape[0];
  return {
    loss: tf.div(tf.sum(tf.sub(tf.softplus(scores), tf.mul(scores, target))), n),
    gradient: tf.div(tf.sub(tf.sigmoid(scores), target), n),
  };
}

/** p(c|item), [n, classes]: softmax where an item has one class, sigmoid where it can have any number of them. */
export function classProbabilities(scores: Tensor2D, multiLabel: boolean): Tensor2D {
  return multiLabel ? tf.sigmoid(scores) : tf.softmax(scores);
}

export interface ClassifierPass {
  loss: Scalar;
  weights: Classifier;
  /** Gradient of the loss with respect to Z, [n, k]. */
  gZ: Tensor2D;
}

/** Loss of one modality and its gradients, all times `weight` except the loss. */
export function classify(classifier: Classifier, Z: Tensor2D, target: Tensor2D, multiLabel: boolean, weight: number): ClassifierPass {
  const { loss, gradient } = (multiLabel ? binaryCrossEntropy : crossEntropy)(logits(classifier, Z), target);
  const scaled = tf.mul<Tensor2D>(gradient, weight);
  return {
    loss,
    weights: { weight: transposedTimes(Z, scaled), bias: tf.sum(scaled, 0, true) },
    gZ: timesTransposed(scaled, classifier.weight),
  };
}
