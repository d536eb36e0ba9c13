import * as tf from '@tensorflow/tfjs-core';
import type { Scalar } from '@tensorflow/tfjs-core';
import { ccaBackward, ccaForward } from '../alscor/ccaLayer';
import { deepMethod, type DeepRecipe } from './deepMethod';
import type { DeepObjective } from './deepStep';
import { createNet } from './net';
import { stacked, towersBackward, towersForward } from './towers';

const WIDTH = 32;
const HIDDEN = 512;
/** Of ridges from 0.1 to 10 the best on the demo's validation items (seed 1: MAP 0.44 at 0.1, 0.49 here); linear CCA chooses as large a one. */
const RIDGE = 3;

/** Largest residual of an iteration that is trusted, forward or backward. */
const RESIDUAL_LIMIT = 0.1;

/**
 * The paper trains on all pairs at once by L-BFGS, its later versions on batches that are large beside the width
 * (Wang et al., ICASSP 2015); nets and optimiser are ALSCOR's.
 */
const settings = { batchSize: 512, learningRate: 4e-3, beta1: 0.9, weightDecay: 1e-4, dropout: 0.3, epochs: 40, patience: 12 };

/**
 * L = -‖M‖_* / k: minus the mean canonical correlation of the batch (Andrew et al. 2013, section 3), by the CCA layer
 * with its ridge. Not a number where an iteration of the layer did not converge. Classes are never read.
 */
export const dccaObjective: DeepObjective = (weights, batch) => {
  const towers = towersForward(weights, batch);
  const layer = ccaForward(towers.U, towers.W, RIDGE);
  const k = towers.U.shape[1];
  const none = tf.zerosLike(towers.U);
  const { gU, gW, residual } = ccaBackward(layer, none, none, -1 / k);
  return {
    loss: tf.where<Scalar>(tf.less(tf.max(tf.stack([layer.residual, residual])), RESIDUAL_LIMIT), tf.div(layer.correlation, -k), NaN),
    gradients: { ...towersBackward(weights, towers, stacked(gU, gW)), classifier: [], adversary: [] },
  };
};

export const dccaRecipe: DeepRecipe = {
  name: 'dcca',
  label: 'DCCA',
  source: 'Andrew, Arora, Bilmes, Livescu: Deep canonical correlation analysis, ICML 2013',
  unsupervised: true,
  hyperparameters: {
    dimensions: WIDTH,
    'hidden units': HIDDEN,
    ridge: RIDGE,
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
  objective: dccaObjective,
  posterior: null,
  alignment: { maxDims: WIDTH, ridge: RIDGE },
};

/** Deep CCA with the linear CCA that follows it: two nets trained for correlation alone. */
export const dcca = deepMethod(dccaRecipe);
