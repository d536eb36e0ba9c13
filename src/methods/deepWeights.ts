import type { Tensor2D } from '@tensorflow/tfjs-core';
import type { Net } from './net';

/** Every parameter of a deep method; a part that it lacks has no layers. */
export interface DeepWeights<T = Tensor2D> {
  image: Net<T>;
  text: Net<T>;
  /** Follows both nets. */
  shared: Net<T>;
  /** From the common space to the classes. */
  classifier: Net<T>;
  /** Tells the modalities apart. */
  adversary: Net<T>;
}

type Combine<A, B, C> = (a: A, b: B, parameter: 'weight' | 'bias') => C;

function zipNets<A, B, C>(a: Net<A>, b: Net<B>, combine: Combine<A, B, C>): Net<C> {
  return a.map(({ weight, bias, activation }, i) => ({
    weight: combine(weight, b[i]!.weight, 'weight'),
    bias: combine(bias, b[i]!.bias, 'bias'),
    activation,
  }));
}

/** `combine` of every pair of parameters, in a fixed order. */
export function zipWeights<A, B, C>(a: DeepWeights<A>, b: DeepWeights<B>, combine: Combine<A, B, C>): DeepWeights<C> {
  return {
    image: zipNets(a.image, b.image, combine),
    text: zipNets(a.text, b.text, combine),
    shared: zipNets(a.shared, b.shared, combine),
    classifier: zipNets(a.classifier, b.classifier, combine),
    adversary: zipNets(a.adversary, b.adversary, combine),
  };
}

export function mapWeights<A, B>(weights: DeepWeights<A>, change: (value: A) => B): DeepWeights<B> {
  return zipWeights(weights, weights, change);
}

/** Every parameter in the order of `zipWeights`. */
export function listWeights<T>(weights: DeepWeights<T>): T[] {
  const all: T[] = [];
  mapWeights(weights, (value) => all.push(value));
  return all;
}
