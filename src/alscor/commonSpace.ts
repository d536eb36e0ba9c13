import * as tf from '@tensorflow/tfjs-core';
import type { Tensor2D } from '@tensorflow/tfjs-core';
import { timesTransposed } from '../math/products';
import { ccaBackward, ccaForward, type CcaForward, type CcaGradient } from './ccaLayer';
import type { AlscorConfig } from './config';

type SpaceConfig = Pick<AlscorConfig, 'layer' | 'ridge'>;

/**
 * The space that the classifiers see, [n, k] each: the CCA layer's variates, or without the layer the centred outputs
 * of the nets, which the correlation loss then reaches alone.
 * @returns tensors owned by the caller (call it inside tf.tidy)
 */
export function spaceForward(U: Tensor2D, W: Tensor2D, { layer, ridge }: SpaceConfig): CcaForward {
  const forward = ccaForward(U, W, ridge);
  if (layer !== 'none') return forward;
  const { U: Zv, W: Zt, eye } = forward.cache;
  return { ...forward, Zv, Zt, projectU: eye, projectW: eye };
}

const centred = (gradient: Tensor2D): Tensor2D => tf.sub(gradient, tf.mean(gradient, 0));

/**
 * Gradients with respect to the nets' outputs, [n, k]: exact through the layer; with the layer cut or left out, through
 * its projections as constants, the correlation's own gradient staying exact.
 */
export function spaceBackward(forward: CcaForward, gZv: Tensor2D, gZt: Tensor2D, gCorrelation: number, { layer }: SpaceConfig): CcaGradient {
  if (layer === 'cca') return ccaBackward(forward, gZv, gZt, gCorrelation);
  const none = tf.zerosLike(gZv);
  const { gU, gW, residual } = ccaBackward(forward, none, none, gCorrelation);
  return {
    gU: tf.add(gU, centred(timesTransposed(gZv, forward.projectU))),
    gW: tf.add(gW, centred(timesTransposed(gZt, forward.projectW))),
    residual,
  };
}
