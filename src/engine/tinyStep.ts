/** A tiny seeded model and batch, and one training step of it on the backend in use. */
import * as tf from '@tensorflow/tfjs-core';
import type { Tensor2D } from '@tensorflow/tfjs-core';
import { Matrix } from 'ml-matrix';
import { createSlot } from '../alscor/adamw';
import { defaultConfig, type AlscorConfig } from '../alscor/config';
import { disposeTraining, trainStep, type Training } from '../alscor/step';
import { listWeights, mapWeights, type Weights } from '../alscor/weights';
import { normal, streamKey } from '../math/random';

const [PAIRS, IMAGE, TEXT, HIDDEN, CLASSES] = [8, 4, 4, 4, 2];

/** tanh, so that a slope that is taken by differences meets no kink; one large rate, so that an update stands out of its weight. */
export const tinyConfig: AlscorConfig = {
  ...defaultConfig, latentDim: 3, hiddenDim: HIDDEN, adversaryHidden: HIDDEN, activation: 'tanh', reversal: 'constant', turn: 'both', adversarySteps: 1,
  learningRate: 0.1, classifierLearningRate: 0.1, adversaryLearningRate: 0.1, weightDecay: 0.5,
};

export interface TinyCase {
  weights: Weights<Matrix>;
  /** [8, 4] each. */
  image: Matrix;
  text: Matrix;
  /** One a pair. */
  classes: number[];
}

/** Seeded float32 numbers, held in float64. */
export function seededMatrix(rows: number, columns: number, stream: number): Matrix {
  const key = streamKey(1, 9, stream);
  return Matrix.from1DArray(rows, columns, Array.from({ length: rows * columns }, (_, i) => Math.fround(normal(key, i))));
}

function seededNet(inputs: number, outputs: number, stream: number): Weights<Matrix>['visNet'] {
  return {
    hidden: seededMatrix(inputs, HIDDEN, stream),
    hiddenBias: seededMatrix(1, HIDDEN, stream + 1),
    output: seededMatrix(HIDDEN, outputs, stream + 2),
    outputBias: seededMatrix(1, outputs, stream + 3),
  };
}

export function tinyCase(): TinyCase {
  const k = tinyConfig.latentDim;
  const image = seededMatrix(PAIRS, IMAGE, 0);
  // The views share columns, so that the canonical correlations are neither 0 nor 1.
  const text = Matrix.add(seededMatrix(PAIRS, TEXT, 1), image.subMatrix(0, PAIRS - 1, 0, TEXT - 1));
  text.apply((row, column) => text.set(row, column, Math.fround(text.get(row, column))));
  const classifier = { weight: seededMatrix(k, CLASSES, 2), bias: seededMatrix(1, CLASSES, 3) };
  const weights = { visNet: seededNet(IMAGE, k, 4), txtNet: seededNet(TEXT, k, 8), classifier, adversary: seededNet(k, 2, 12) };
  return { weights, image, text, classes: Array.from({ length: PAIRS }, (_, i) => i % CLASSES) };
}

const upload = (matrix: Matrix): Tensor2D => tf.tensor2d(matrix.to1DArray(), [matrix.rows, matrix.columns]);

const read = async (tensor: tf.Tensor): Promise<number[]> => Array.from(await tensor.data());

export interface Stepped {
  /** In the order of `measureNames`. */
  measures: number[];
  /** Of every parameter, in the order of `listWeights`: its gradient, and what it was changed to. */
  gradients: number[][];
  values: number[][];
}

/** AdamW's β₁: after the first step its mean is (1 - β₁)·g. */
const BETA1 = 0.9;

/** Leaves no tensor behind. */
export async function stepOnBackend({ weights, image, text, classes }: TinyCase): Promise<Stepped> {
  const training: Training = { slots: mapWeights(weights, (matrix) => createSlot(upload(matrix))), step: 0 };
  const target = new Matrix(classes.map((label) => [Number(label === 0), Number(label === 1)]));
  const batch = { image: upload(image), text: upload(text), target: upload(target), multiLabel: false, masks: null };
  const measured = trainStep(training, batch, tinyConfig, 0);
  try {
    const slots = listWeights(training.slots);
    const measures = await read(measured);
    const means = await Promise.all(slots.map(({ mean }) => read(mean)));
    const values = await Promise.all(slots.map(({ value }) => read(value)));
    return { measures, gradients: means.map((mean) => mean.map((x) => x / (1 - BETA1))), values };
  } finally {
    disposeTraining(training);
    tf.dispose([measured, batch.image, batch.text, batch.target]);
  }
}
