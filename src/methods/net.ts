import * as tf from '@tensorflow/tfjs-core';
import type { Tensor2D } from '@tensorflow/tfjs-core';
import { initialMatrix } from '../alscor/nets';
import { times, timesTransposed, transposedTimes } from '../math/products';

export type Activation = 'relu' | 'tanh' | 'linear';

/** x → activation(x·weight + bias): a parameter is a tensor, its optimiser slot, or a plain array. */
export interface Layer<T = Tensor2D> {
  /** [inputs, outputs] */
  weight: T;
  /** [1, outputs] */
  bias: T;
  activation: Activation;
}

/** Layers one after the other; a net of none passes on what it gets. */
export type Net<T = Tensor2D> = Layer<T>[];

/** Multiplies the input of each layer, [n, inputs] (dropout); null where nothing is dropped. */
export type Masks = (Tensor2D | null)[];

export interface NetPass {
  /** [n, outputs] */
  result: Tensor2D;
  cache: { inputs: Tensor2D[]; activated: Tensor2D[]; masks: Masks };
}

/**
 * Seeded weights of variance gain / inputs, biases 0; tensors belong to the caller.
 * @param stream tells nets of one model apart
 * @param gain 2 before relu (He et al. 2015) and 1 otherwise, unless it is given
 */
export function createNet(inputs: number, layers: [outputs: number, activation: Activation][], seed: number, stream: number, gain?: number): Net {
  return layers.map(([outputs, activation], i) => ({
    weight: initialMatrix(i === 0 ? inputs : layers[i - 1]![0], outputs, gain ?? (activation === 'relu' ? 2 : 1), seed, 16 * (stream + 1) + i),
    bias: tf.zeros([1, outputs]),
    activation,
  }));
}

function activate(linear: Tensor2D, activation: Activation): Tensor2D {
  if (activation === 'linear') return linear;
  return activation === 'relu' ? tf.relu(linear) : tf.tanh(linear);
}

function activationGradient(activated: Tensor2D, gradient: Tensor2D, activation: Activation): Tensor2D {
  if (activation === 'linear') return gradient;
  return tf.mul(gradient, activation === 'relu' ? tf.step(activated) : tf.sub(1, tf.square(activated)));
}

/** @param x [n, inputs] */
export function netForward(net: Net, x: Tensor2D, masks: Masks = []): NetPass {
  const inputs: Tensor2D[] = [];
  const activated: Tensor2D[] = [];
  let result = x;
  for (const [i, { weight, bias, activation }] of net.entries()) {
    const mask = masks[i];
    const input: Tensor2D = mask ? tf.mul(result, mask) : result;
    result = activate(tf.add(times(input, weight), bias), activation);
    inputs.push(input);
    activated.push(result);
  }
  return { result, cache: { inputs, activated, masks } };
}

/** Gradients of every parameter; where `withInput` asks for it, of the input too, which is null otherwise. */
export function netBackward(net: Net, { cache }: NetPass, gResult: Tensor2D, withInput: boolean): { gradients: Net; input: Tensor2D | null } {
  const gradients: Net = [];
  let gradient = gResult;
  for (let i = net.length - 1; i >= 0; i--) {
    const { weight, activation } = net[i]!;
    const gLinear = activationGradient(cache.activated[i]!, gradient, activation);
    gradients.unshift({ weight: transposedTimes(cache.inputs[i]!, gLinear), bias: tf.sum(gLinear, 0, true), activation });
    if (i === 0 && !withInput) break;
    const mask = cache.masks[i];
    gradient = timesTransposed(gLinear, weight);
    if (mask) gradient = tf.mul(gradient, mask);
  }
  return { gradients, input: withInput ? gradient : null };
}
