import { contrast, TEMPERATURE } from '../alscor/contrast';
import { deepMethod, type DeepRecipe } from './deepMethod';
import type { DeepObjective } from './deepStep';
import { createNet } from './net';
import { stacked, towersBackward, towersForward } from './towers';

/** Khosla et al. 2020: the best of those they tried. */
const WIDTH = 64;
const HIDDEN = 512;

/** Nets, dropout, batch and decay are ALSCOR's; of rates from 1e-3 to 4e-3 this was best on the demo's validation items. */
const settings = { batchSize: 256, learningRate: 2e-3, beta1: 0.9, weightDecay: 1e-4, dropout: 0.3, epochs: 40, patience: 12 };

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
