import * as tf from '@tensorflow/tfjs-core';
import type { Tensor2D } from '@tensorflow/tfjs-core';
import type { AlscorConfig } from './config';
import type { Classifier } from './classifier';
import { createPerceptron, initialMatrix, type Perceptron } from './nets';

/** Everything that training changes: tensors, gradients, optimiser slots or plain arrays. */
export interface Weights<T = Tensor2D> {
  visNet: Perceptron<T>;
  txtNet: Perceptron<T>;
  classifier: Classifier<T>;
  adversary: Perceptron<T>;
}

export type Part = keyof Weights;

/** Dimensions that come with the data. */
export interface DataDims {
  image: number;
  text: number;
  classes: number;
}

/** Rows and columns. */
export type Shape = [rows: number, columns: number];

export function weightShapes({ image, text, classes }: DataDims, { hiddenDim, latentDim, adversaryHidden }: AlscorConfig): Weights<Shape> {
  const net = (inputs: number, hidden: number, outputs: number): Perceptron<Shape> => ({ hidden: [inputs, hidden], hiddenBias: [1, hidden], output: [hidden, outputs], outputBias: [1, outputs] });
  return {
    visNet: net(image, hiddenDim, latentDim),
    txtNet: net(text, hiddenDim, latentDim),
    classifier: { weight: [latentDim, classes], bias: [1, classes] },
    adversary: net(latentDim, adversaryHidden, 2),
  };
}

/** `combine` of every pair of parameters, in a fixed order; `part` and `name` say which one it is. */
export function zipWeights<A, B, C>(a: Weights<A>, b: Weights<B>, combine: (a: A, b: B, part: Part, name: string) => C): Weights<C> {
  const net = (part: 'visNet' | 'txtNet' | 'adversary'): Perceptron<C> => ({
    hidden: combine(a[part].hidden, b[part].hidden, part, 'hidden'),
    hiddenBias: combine(a[part].hiddenBias, b[part].hiddenBias, part, 'hiddenBias'),
    output: combine(a[part].output, b[part].output, part, 'output'),
    outputBias: combine(a[part].outputBias, b[part].outputBias, part, 'outputBias'),
  });
  return {
    visNet: net('visNet'),
    txtNet: net('txtNet'),
    classifier: {
      weight: combine(a.classifier.weight, b.classifier.weight, 'classifier', 'weight'),
      bias: combine(a.classifier.bias, b.classifier.bias, 'classifier', 'bias'),
    },
    adversary: net('adversary'),
  };
}

export function mapWeights<A, B>(weights: Weights<A>, change: (value: A, part: Part, name: string) => B): Weights<B> {
  return zipWeights(weights, weights, (value, _, part, name) => change(value, part, name));
}

/** Every parameter in the order of `zipWeights`. */
export function listWeights<T>(weights: Weights<T>): T[] {
  const all: T[] = [];
  mapWeights(weights, (value) => all.push(value));
  return all;
}

/**
 * Seeded start: the same on every backend. Tensors belong to the caller.
 * @param classBias start of the classifier's bias, [classes]
 */
export function createWeights(dims: DataDims, config: AlscorConfig, classBias: Float32Array = new Float32Array(dims.classes)): Weights {
  const { latentDim, hiddenDim, activation, adversaryHidden, seed } = config;
  return {
    visNet: createPerceptron(dims.image, hiddenDim, latentDim, activation, seed, 0),
    txtNet: createPerceptron(dims.text, hiddenDim, latentDim, activation, seed, 1),
    classifier: { weight: initialMatrix(latentDim, dims.classes, 1, seed, 6), bias: tf.tensor2d(classBias, [1, dims.classes]) },
    adversary: createPerceptron(latentDim, adversaryHidden, 2, 'relu', seed, 2),
  };
}
