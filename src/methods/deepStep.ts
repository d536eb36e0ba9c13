import * as tf from '@tensorflow/tfjs-core';
import type { Scalar, Tensor2D } from '@tensorflow/tfjs-core';
import { adamwUpdate, type Slot } from '../alscor/adamw';
import { gatherRows, type DataTensors, type EpochPlan } from '../alscor/data';
import { dropoutTensor } from '../math/dropout';
import { streamKey } from '../math/random';
import { mapWeights, zipWeights, type DeepWeights } from './deepWeights';
import type { Masks, Net } from './net';

export interface DeepSettings {
  batchSize: number;
  learningRate: number;
  /** β₁ of Adam. */
  beta1: number;
  /** Decoupled weight decay, on weight matrices only. */
  weightDecay: number;
  /** Share of the inputs of each layer of both nets that is set to zero in training. */
  dropout: number;
}

/** What one step learns from. */
export interface DeepBatch {
  /** Standardised features, [n, dv] and [n, dt]. */
  image: Tensor2D;
  text: Tensor2D;
  /** 1 where the pair has the class, [n, C]. */
  target: Tensor2D;
  /** A pair can have any number of classes. */
  multiLabel: boolean;
  /** Dropout of both nets, a mask for each layer. */
  masks: { image: Masks; text: Masks };
  /** Share of training done. */
  progress: number;
}

/**
 * The loss of a batch and its hand-derived gradient, with respect to what each parameter minimises.
 * Called inside tf.tidy; the tensors belong to the caller.
 */
export type DeepObjective = (weights: DeepWeights, batch: DeepBatch) => { loss: Scalar; gradients: DeepWeights };

/** What every step of a fit has in common. */
export interface DeepTraining {
  objective: DeepObjective;
  settings: DeepSettings;
  slots: DeepWeights<Slot>;
  tensors: DataTensors;
  seed: number;
}

export function currentWeights(slots: DeepWeights<Slot>): DeepWeights {
  return mapWeights(slots, ({ value }) => value);
}

/** @param words of the random stream */
function createMasks(net: Net<Slot>, rows: number, share: number, seed: number, ...words: number[]): Masks {
  if (share === 0) return [];
  return net.map(({ weight }, layer) => {
    const [inputs] = weight.value.shape;
    return dropoutTensor(rows, inputs, share, streamKey(seed, 2, ...words, layer));
  });
}

/**
 * One update of every parameter.
 * @param step steps made so far, of `total`
 * @returns the loss before it, owned by the caller
 */
export function deepStep({ objective, settings, slots, tensors, seed }: DeepTraining, { pairs, imageRows }: EpochPlan['batches'][number], step: number, total: number): Scalar {
  const { learningRate, beta1, weightDecay, dropout } = settings;
  return tf.tidy(() => {
    const { loss, gradients } = objective(currentWeights(slots), {
      image: gatherRows(tensors.image, imageRows),
      text: gatherRows(tensors.text, pairs),
      target: gatherRows(tensors.target, pairs),
      multiLabel: tensors.multiLabel,
      masks: { image: createMasks(slots.image, pairs.length, dropout, seed, 0, step), text: createMasks(slots.text, pairs.length, dropout, seed, 1, step) },
      progress: step / total,
    });
    zipWeights(slots, gradients, (slot, gradient, parameter) => adamwUpdate(slot, gradient, learningRate, parameter === 'bias' ? 0 : weightDecay, beta1));
    return loss;
  });
}

/** A fit whose loss is not a number any more. */
export class FitError extends Error {
  override readonly name = 'FitError';
  readonly advice = 'Look for extreme values in the features, try another seed, or leave this method out.';
}

/**
 * Takes ownership of the losses of an epoch.
 * @throws FitError where one of them is not finite
 */
export async function checkLosses(losses: Scalar[], label: string, epoch: number): Promise<void> {
  const sum = tf.tidy(() => tf.sum(tf.stack(losses)));
  tf.dispose(losses);
  const [value] = await sum.data();
  sum.dispose();
  if (!Number.isFinite(value)) throw new FitError(`Fitting ${label} stopped in epoch ${epoch}: expected a finite loss, got ${value}.`);
}
