import * as tf from '@tensorflow/tfjs-core';
import type { Tensor2D } from '@tensorflow/tfjs-core';
import type { DeepBatch } from './deepStep';
import type { DeepWeights } from './deepWeights';
import { netBackward, netForward, type NetPass } from './net';

/** A batch in the common space, with what its gradient needs. */
export interface Towers {
  image: NetPass;
  text: NetPass;
  shared: NetPass;
  /** Images, then texts, [2n, k]. */
  Z: Tensor2D;
  /** Images alone and texts alone, [n, k]. */
  U: Tensor2D;
  W: Tensor2D;
}

/** One matrix of images and texts, [2n, columns], from [n, columns] each. */
export function stacked(images: Tensor2D, texts: Tensor2D): Tensor2D {
  return tf.concat([images, texts], 0);
}

/** Images and texts, [n, columns] each, of a stacked matrix. */
export function halves(matrix: Tensor2D): [Tensor2D, Tensor2D] {
  const [rows, columns] = matrix.shape;
  const n = rows / 2;
  return [tf.slice2d(matrix, [0, 0], [n, columns]), tf.slice2d(matrix, [n, 0], [n, columns])];
}

/** Z = shared([image(V); text(T)]) */
export function towersForward(weights: DeepWeights, { image, text, masks }: Pick<DeepBatch, 'image' | 'text' | 'masks'>): Towers {
  const visual = netForward(weights.image, image, masks.image);
  const textual = netForward(weights.text, text, masks.text);
  const shared = netForward(weights.shared, stacked(visual.result, textual.result));
  const [U, W] = halves(shared.result);
  return { image: visual, text: textual, shared, Z: shared.result, U, W };
}

/** @param gZ gradient with respect to Z, [2n, k] */
export function towersBackward(weights: DeepWeights, towers: Towers, gZ: Tensor2D): Pick<DeepWeights, 'image' | 'text' | 'shared'> {
  const { gradients: shared, input } = netBackward(weights.shared, towers.shared, gZ, true);
  const [gImage, gText] = halves(input!);
  return {
    image: netBackward(weights.image, towers.image, gImage, false).gradients,
    text: netBackward(weights.text, towers.text, gText, false).gradients,
    shared,
  };
}
