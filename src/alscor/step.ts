import * as tf from '@tensorflow/tfjs-core';
import type { Tensor1D, Tensor2D } from '@tensorflow/tfjs-core';
import { dropoutTensor } from '../math/dropout';
import { streamKey } from '../math/random';
import { adamwUpdate, createSlot, disposeSlot, type Slot } from './adamw';
import { discriminate, reversalOf } from './adversary';
import type { AlscorConfig } from './config';
import type { Perceptron } from './nets';
import { objective, type Batch } from './objective';
import { createWeights, listWeights, mapWeights, zipWeights, type DataDims, type Part, type Weights } from './weights';

/** The nets with their optimiser; owns its tensors until `disposeTraining`. */
export interface Training {
  slots: Weights<Slot>;
  /** Steps made so far. */
  step: number;
}

export function createTraining(dims: DataDims, config: AlscorConfig, classBias?: Float32Array): Training {
  return { slots: mapWeights(createWeights(dims, config, classBias), createSlot), step: 0 };
}

export function disposeTraining({ slots }: Training): void {
  listWeights(slots).forEach(disposeSlot);
}

/** The present weights; the tensors stay the training's own. */
export function currentWeights({ slots }: Training): Weights {
  return mapWeights(slots, ({ value }) => value);
}

/** Dropout masks of a step, the same numbers on every backend; null where the configuration drops nothing. */
export function createMasks(n: number, dims: DataDims, config: AlscorConfig, step: number): Batch['masks'] {
  const { inputDropout, hiddenDropout, hiddenDim, seed } = config;
  if (inputDropout === 0 && hiddenDropout === 0) return null;
  const mask = (columns: number, share: number, stream: number): Tensor2D =>
    share > 0 ? dropoutTensor(n, columns, share, streamKey(seed, 2, stream, step)) : tf.ones([n, columns]);
  return {
    image: mask(dims.image, inputDropout, 0),
    text: mask(dims.text, inputDropout, 1),
    imageHidden: mask(hiddenDim, hiddenDropout, 2),
    textHidden: mask(hiddenDim, hiddenDropout, 3),
  };
}

function updateNet(slots: Perceptron<Slot>, gradients: Perceptron, learningRate: number, decay: number): void {
  adamwUpdate(slots.hidden, gradients.hidden, learningRate, decay);
  adamwUpdate(slots.hiddenBias, gradients.hiddenBias, learningRate, 0);
  adamwUpdate(slots.output, gradients.output, learningRate, decay);
  adamwUpdate(slots.outputBias, gradients.outputBias, learningRate, 0);
}

/** The modality classifier's further updates of this step, on variates that do not move. */
function playOn(slots: Perceptron<Slot>, Zv: Tensor2D, Zt: Tensor2D, config: AlscorConfig): void {
  for (let turn = 1; turn < config.adversarySteps; turn++) {
    tf.tidy(() => {
      const net = { hidden: slots.hidden.value, hiddenBias: slots.hiddenBias.value, output: slots.output.value, outputBias: slots.outputBias.value };
      updateNet(slots, discriminate(net, Zv, Zt).weights, config.adversaryLearningRate, config.weightDecay);
    });
  }
}

/** Whether a part moves when it is the turn of both sides, of the nets with the classifier, or of the modality classifier. */
function learns(part: Part, { turn }: AlscorConfig): boolean {
  return turn === 'both' || (turn === 'adversary') === (part === 'adversary');
}

/**
 * One step of the nets, the classifier and the modality classifier. Nets and adversary move at the same
 * time, as gradient reversal has it; with several adversary steps the others follow.
 * @param progress share of training done, drives the reversal's λ
 * @returns `measureNames` before the update, float32 [measureNames.length], owned by the caller
 */
export function trainStep(training: Training, batch: Batch, config: AlscorConfig, progress: number): Tensor1D {
  const { learningRate, classifierLearningRate, weightDecay, adversaryLearningRate } = config;
  const rates = { visNet: learningRate, txtNet: learningRate, classifier: classifierLearningRate, adversary: adversaryLearningRate };
  training.step++;
  return tf.tidy(() => {
    const { measures, gradients, Zv, Zt } = objective(currentWeights(training), batch, config, reversalOf(config, progress));
    zipWeights(training.slots, gradients, (slot, gradient, part, name) => {
      if (learns(part, config)) adamwUpdate(slot, gradient, rates[part], name.toLowerCase().endsWith('bias') ? 0 : weightDecay);
    });
    if (learns('adversary', config)) playOn(training.slots.adversary, Zv, Zt, config);
    return measures;
  });
}
