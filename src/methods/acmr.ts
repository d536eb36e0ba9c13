import * as tf from '@tensorflow/tfjs-core';
import type { Scalar, Tensor2D } from '@tensorflow/tfjs-core';
import { modalityTarget, reversalStrength } from '../alscor/adversary';
import { binaryCrossEntropy, classProbabilities, crossEntropy } from '../alscor/classifier';
import { times, timesTransposed, transposedTimes } from '../math/products';
import { deepMethod, type DeepRecipe } from './deepMethod';
import type { DeepObjective } from './deepStep';
import { createNet, netBackward, netForward, type Net } from './net';
import { frobeniusNorm, sharedClass } from '../math/similarity';
import { stacked, towersBackward, towersForward } from './towers';

const WIDTH = 40;

export interface AcmrWeights {
  /** Of the label prediction loss. */
  label: number;
  /** Of the triplet ranking loss. */
  triplet: number;
  /** λ, of the negatives in it. */
  negative: number;
  /** μ: negatives nearer than this are pushed away. */
  margin: number;
  /** Of the parameters' norms. */
  norm: number;
}

/** The paper searches the weights of both losses on each dataset; these are the best on the demo's validation items. */
const weightsOnDemo: AcmrWeights = { label: 1, triplet: 0.3, negative: 1, margin: 6, norm: 1e-3 };

/**
 * Batch as published, Adam's β₁ as in the authors' code. The published rate is 1e-4: on the demo it needs 135 epochs
 * for a validation MAP of 0.75, which this one reaches within 40; on Wikipedia both end alike.
 */
const settings = { batchSize: 64, learningRate: 1e-3, beta1: 0.5, weightDecay: 0, dropout: 0, epochs: 40, patience: 12 };

/** Smallest squared distance that has a direction: float32 rounds what is nearer. */
const NEAREST = 1e-4;

/** ‖u_i - w_j‖, [n, n] */
function distances(U: Tensor2D, W: Tensor2D): Tensor2D {
  const squares = tf.add<Tensor2D>(tf.sum(tf.square(U), 1, true), tf.transpose(tf.sum(tf.square(W), 1, true)));
  return tf.sqrt(tf.maximum(tf.sub(squares, tf.mul(timesTransposed(U, W), 2)), NEAREST));
}

/**
 * Triplets of an item, one of its class and one of another (Wang et al. 2017),
 *     L = Σ ℓ(u, w⁺) + λ·max(0, μ - ℓ(u, w⁻)), ℓ the Euclidean distance,
 * over all of the batch: the mean of the positives and the mean of the negatives, which is the same with images and with
 * texts as anchors. The authors' code takes one negative an item and squared distances.
 * @param U images, [n, k]
 * @param W texts, [n, k]
 * @param target 1 where a pair has a class, [n, C]
 */
export function tripletLoss(U: Tensor2D, W: Tensor2D, target: Tensor2D, { negative, margin }: Pick<AcmrWeights, 'negative' | 'margin'>): { loss: Scalar; gU: Tensor2D; gW: Tensor2D } {
  const D = distances(U, W);
  const related = sharedClass(target);
  const other = tf.sub<Tensor2D>(1, related);
  const pull = tf.div<Tensor2D>(related, tf.maximum(tf.sum(related), 1));
  const push = tf.mul<Tensor2D>(tf.div(other, tf.maximum(tf.sum(other), 1)), negative);
  const short = tf.relu(tf.sub<Tensor2D>(margin, D));
  const loss = tf.sum<Scalar>(tf.add(tf.mul(pull, D), tf.mul(push, short)));
  const H = tf.div<Tensor2D>(tf.sub(pull, tf.mul(push, tf.step(short))), D);
  return {
    loss,
    gU: tf.sub(tf.mul(U, tf.sum(H, 1, true)), times(H, W)),
    gW: tf.sub(tf.mul(W, tf.transpose(tf.sum(H, 0, true))), transposedTimes(H, U)),
  };
}

/** factor·Σ‖weight‖_F over a net's layers, its gradient added to `gradients`. */
function withNorms(net: Net, gradients: Net, factor: number): { norms: Scalar; gradients: Net } {
  const all = net.map(({ weight }) => frobeniusNorm(weight));
  return {
    norms: tf.mul(tf.addN(all.map(({ norm }) => norm)), factor),
    gradients: gradients.map((layer, i) => ({ ...layer, weight: tf.add(layer.weight, tf.mul(all[i]!.gradient, factor)) })),
  };
}

/**
 * The nets and the label classifier minimise
 *     label·(CE(C(U), y) + CE(C(W), y)) + triplet·L_triplet + norm·Σ‖weight‖_F - λ(p)·L_modality
 * and the modality classifier L_modality, its cross-entropy (gradient reversal with ALSCOR's schedule). The authors'
 * code trains neither the label classifier nor the nets against the modality classifier; this follows the paper.
 */
export function acmrObjective({ label, triplet, norm, ...pairwise }: AcmrWeights): DeepObjective {
  return (weights, batch) => {
    const { target, multiLabel, progress } = batch;
    const towers = towersForward(weights, batch);
    const classes = netForward(weights.classifier, towers.Z);
    const onClasses = (multiLabel ? binaryCrossEntropy : crossEntropy)(classes.result, stacked(target, target));
    const classGradients = netBackward(weights.classifier, classes, tf.mul(onClasses.gradient, 2 * label), true);
    const ranking = tripletLoss(towers.U, towers.W, target, pairwise);

    const modality = netForward(weights.adversary, towers.Z);
    const game = crossEntropy(modality.result, modalityTarget(target.shape[0]));
    const gameGradients = netBackward(weights.adversary, modality, game.gradient, true);

    const gRanking = tf.mul<Tensor2D>(stacked(ranking.gU, ranking.gW), triplet);
    const reversed = tf.mul<Tensor2D>(gameGradients.input!, -reversalStrength(progress));
    const nets = towersBackward(weights, towers, tf.addN<Tensor2D>([classGradients.input!, gRanking, reversed]));
    const image = withNorms(weights.image, nets.image, norm);
    const text = withNorms(weights.text, nets.text, norm);
    return {
      loss: tf.addN<Scalar>([tf.mul(onClasses.loss, 2 * label), tf.mul(ranking.loss, triplet), image.norms, text.norms]),
      gradients: { image: image.gradients, text: text.gradients, shared: [], classifier: classGradients.gradients, adversary: gameGradients.gradients },
    };
  };
}

export const acmrRecipe: DeepRecipe = {
  name: 'acmr',
  label: 'ACMR',
  source: 'Wang, Yang, Xu, Hanjalic, Shen: Adversarial cross-modal retrieval, ACM Multimedia 2017',
  hyperparameters: {
    dimensions: `${WIDTH} (published)`,
    layers: 'images 512, 100, 40; texts 40, 100, 40 (authors’ code)',
    'label weight': weightsOnDemo.label,
    'triplet weight': weightsOnDemo.triplet,
    'triplet λ': weightsOnDemo.negative,
    'triplet margin': weightsOnDemo.margin,
    'norm weight': weightsOnDemo.norm,
    'batch size': `${settings.batchSize} (published)`,
    'learning rate': `${settings.learningRate} (published 1e-4)`,
    'Adam β₁': `${settings.beta1} (authors’ code)`,
    'most epochs': `${settings.epochs} (authors’ code 50)`,
    patience: settings.patience,
  },
  scores: ['semantic', 'canonical'],
  settings,
  createWeights: ({ image, text, classes }, seed) => ({
    image: createNet(image, [[512, 'tanh'], [100, 'tanh'], [WIDTH, 'tanh']], seed, 0),
    text: createNet(text, [[40, 'tanh'], [100, 'tanh'], [WIDTH, 'tanh']], seed, 1),
    shared: [],
    classifier: createNet(WIDTH, [[classes, 'linear']], seed, 2),
    adversary: createNet(WIDTH, [[20, 'relu'], [10, 'relu'], [2, 'linear']], seed, 3),
  }),
  objective: acmrObjective(weightsOnDemo),
  posterior: classProbabilities,
  alignment: null,
};

/** ACMR: labels, triplets between the modalities, and a modality classifier to fool. */
export const acmr = deepMethod(acmrRecipe);
