import * as tf from '@tensorflow/tfjs-core';
import type { Tensor2D } from '@tensorflow/tfjs-core';
import { beforeAll, describe, expect, it } from 'vitest';
import { createSlot, disposeSlot, type Slot } from '../alscor/adamw';
import { modalityTarget } from '../alscor/adversary';
import { defaultConfig } from '../alscor/config';
import { fitStandardiser, planEpoch, uploadData } from '../alscor/data';
import { clusteredPairs } from '../alscor/fixtures/clusters';
import { startBackend } from '../engine/backends';
import { wasmFolder } from '../tools/wasmFolder';
import { acmrObjective, acmrRecipe, tripletLoss } from './acmr';
import { currentWeights, deepStep, type DeepTraining } from './deepStep';
import { listWeights, mapWeights } from './deepWeights';
import { createNet, netForward } from './net';
import { towersForward } from './towers';

beforeAll(() => startBackend('wasm', wasmFolder()));

const data = clusteredPairs({ count: 128, classes: 4, views: 1, dims: { image: 12, text: 8 }, deviation: 0.5 });
const steps = 200;

/** Share of all items whose modality the modality classifier names. */
function modalityAccuracy({ slots, tensors }: DeepTraining): number {
  const accuracy = tf.tidy(() => {
    const weights = currentWeights(slots);
    const { Z } = towersForward(weights, { ...tensors, masks: { image: [], text: [] } });
    const named = tf.argMax(netForward(weights.adversary, Z).result, 1);
    return tf.mean(tf.cast(tf.equal(named, tf.argMax(modalityTarget(data.count), 1)), 'float32')).dataSync();
  });
  return accuracy[0]!;
}

/**
 * The game alone, without labels and triplets: mean accuracy over its last quarter.
 * @param pretended number of the step that every step believes to be: at 0 nothing is reversed; null where each knows its own
 */
function play(pretended: number | null): number {
  const tensors = uploadData(data, { image: fitStandardiser(data.image, data.train), text: fitStandardiser(data.text, data.train) });
  const weights = {
    image: createNet(data.image.dims, [[16, 'tanh'], [8, 'tanh']], 1, 0),
    text: createNet(data.text.dims, [[16, 'tanh'], [8, 'tanh']], 1, 1),
    shared: [],
    classifier: createNet(8, [[data.classes, 'linear']], 1, 2),
    adversary: createNet(8, [[10, 'relu'], [2, 'linear']], 1, 3),
  };
  const slots = mapWeights<Tensor2D, Slot>(weights, createSlot);
  const objective = acmrObjective({ label: 0, triplet: 0, negative: 1, margin: 1, norm: 0 });
  const training: DeepTraining = { objective, settings: { ...acmrRecipe.settings, learningRate: 5e-3 }, slots, tensors, seed: 1 };
  const accuracies: number[] = [];
  for (let step = 0; step < steps; step++) {
    const [batch] = planEpoch(data, { ...defaultConfig, batchSize: data.count }, step).batches;
    deepStep(training, batch!, pretended ?? step, steps).dispose();
    if (step >= 0.75 * steps) accuracies.push(modalityAccuracy(training));
  }
  listWeights(slots).forEach(disposeSlot);
  tf.dispose([tensors.image, tensors.text, tensors.target]);
  return accuracies.reduce((sum, accuracy) => sum + accuracy, 0) / accuracies.length;
}

describe('the modality classifier of ACMR', () => {
  it('tells the modalities apart where the nets do not play against it', () => {
    expect(play(0)).toBeGreaterThan(0.95);
  }, 20_000);

  it('is driven to chance by nets that learn from it alone', () => {
    const accuracy = play(null);
    expect(accuracy).toBeGreaterThan(0.35);
    expect(accuracy).toBeLessThan(0.65);
  }, 20_000);
});

describe('the triplet loss', () => {
  it('is the positives’ mean distance and the negatives’ mean shortfall of the margin', async () => {
    // u₁ = (0,0), u₂ = (0,3); w₁ = (4,0), w₂ = (0,4). Distances 4, 4, 5, 1; pairs 1 and 2 differ in class and μ = 4.5:
    // positives (4 + 1)/2 = 2.5; negatives (0.5 + 0)/2 = 0.25, at λ = 2 half a unit.
    const { loss, ...gradients } = tripletLoss(tf.tensor2d([[0, 0], [0, 3]]), tf.tensor2d([[4, 0], [0, 4]]), tf.tensor2d([[1, 0], [0, 1]]), { negative: 2, margin: 4.5 });
    expect((await loss.data())[0]).toBeCloseTo(3, 6);
    tf.dispose([loss, gradients.gU, gradients.gW]);
  });

  it('has nothing to push away where all pairs share a class', async () => {
    const same = tf.tensor2d([[1, 1], [1, 0]]);
    const { loss } = tripletLoss(tf.tensor2d([[0, 0], [0, 0]]), tf.tensor2d([[2, 0], [0, 2]]), same, { negative: 1, margin: 9 });
    expect((await loss.data())[0]).toBeCloseTo(2, 6);
  });
});
