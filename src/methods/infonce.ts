import * as tf from '@tensorflow/tfjs-core';
import type { Scalar, Tensor2D } from '@tensorflow/tfjs-core';
import { crossEntropy } from '../alscor/classifier';
import { times, timesTransposed, transposedTimes } from '../math/products';
import { deepMethod, type DeepRecipe } from './deepMethod';
import type { DeepObjective } from './deepStep';
import { createNet } from './net';
import { sharedClass, unitRows, unitRowsBackward } from './similarity';
import { stacked, towersBackward, towersForward } from './towers';

/** Khosla et al. 2020: the best of those they tried. */
const TEMPERATURE = 0.1;
const WIDTH = 64;
const HIDDEN = 512;

/** Nets, dropout, batch and decay are ALSCOR's; of rates from 1e-3 to 4e-3 this was best on the demo's validation items. */
const settings = { batchSize: 256, learningRate: 2e-3, beta1: 0.9, weightDecay: 1e-4, dropout: 0.3, epochs: 40, patience: 12 };

/**
 * Contrast of every image with the texts of the batch, and of every text with its images,
 *     L = -1/2n Σ_i 1/|P(i)| Σ_{p∈P(i)} [log softmax_p(⟨u_i, w_p⟩/τ) + log softmax_p(⟨w_i, u_p⟩/τ)],
 * u, w of unit length: L_out of Khosla et al. (NeurIPS 2020, eq. 2), here between the modalities. P(i) are the pairs
 * that share a class with pair i, itself among them.
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

export const infoNceObjective: DeepObjective = (weights, batch) => {
  const towers = towersForward(weights, batch);
  const { loss, gU, gW } = contrast(towers.U, towers.W, batch.target);
  return { loss, gradients: { ...towersBackward(weights, towers, stacked(gU, gW)), classifier: [], adversary: [] } };
};

export const infoNceRecipe: DeepRecipe = {
  name: 'infonce',
  label: 'InfoNCE',
  source: 'Khosla, Teterwak, Wang, Sarna, Tian, Isola, Maschinot, Liu, Krishnan: Supervised contrastive learning, NeurIPS 2020; here between images and texts',
  hyperparameters: {
    temperature: `${TEMPERATURE} (published)`,
    dimensions: WIDTH,
    'hidden units': HIDDEN,
    dropout: settings.dropout,
    'batch size': settings.batchSize,
    'learning rate': settings.learningRate,
    'weight decay': settings.weightDecay,
    'most epochs': settings.epochs,
    patience: settings.patience,
  },
  scores: ['canonical'],
  settings,
  createWeights: ({ image, text }, seed) => ({
    image: createNet(image, [[HIDDEN, 'relu'], [WIDTH, 'linear']], seed, 0),
    text: createNet(text, [[HIDDEN, 'relu'], [WIDTH, 'linear']], seed, 1),
    shared: [],
    classifier: [],
    adversary: [],
  }),
  objective: infoNceObjective,
  posterior: null,
  alignment: null,
};

/** Supervised InfoNCE between the modalities. */
export const infoNce = deepMethod(infoNceRecipe);
