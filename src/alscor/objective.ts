import * as tf from '@tensorflow/tfjs-core';
import type { Scalar, Tensor1D, Tensor2D } from '@tensorflow/tfjs-core';
import { discriminate, type AdversaryPass } from './adversary';
import type { CcaForward } from './ccaLayer';
import { classify, type ClassifierPass } from './classifier';
import { spaceBackward, spaceForward } from './commonSpace';
import type { AlscorConfig } from './config';
import { contrast } from './contrast';
import { perceptronBackward, perceptronForward, type Perceptron, type PerceptronForward } from './nets';
import type { Weights } from './weights';

/** One batch; masks are null where nothing is dropped. */
export interface Batch {
  /** Standardised features, [n, dv] and [n, dt]. */
  image: Tensor2D;
  text: Tensor2D;
  /** 1 where a pair has a class, [n, C]. */
  target: Tensor2D;
  /** A pair can have any number of classes. */
  multiLabel: boolean;
  masks: { image: Tensor2D; text: Tensor2D; imageHidden: Tensor2D; textHidden: Tensor2D } | null;
}

/** Names of the entries of `measures`, in order. */
export const measureNames = ['total', 'correlation', 'classImage', 'classText', 'contrast', 'adversary', 'modalityAccuracy', 'residual'] as const;

export interface Objective {
  /** float32 [measureNames.length] */
  measures: Tensor1D;
  /** Descent directions: the nets' and the classifier's of L, the adversary's of its own loss. */
  gradients: Weights;
  Zv: Tensor2D;
  Zt: Tensor2D;
}

/** Both nets on a batch, and the common space of what they make of it. */
export interface BatchForward {
  visual: PerceptronForward;
  textual: PerceptronForward;
  layer: CcaForward;
}

/** Tensors belong to the caller's tidy. */
export function forwardBatch(weights: Weights, batch: Batch, config: AlscorConfig): BatchForward {
  const { activation } = config;
  const { masks } = batch;
  const image = masks ? tf.mul<Tensor2D>(batch.image, masks.image) : batch.image;
  const text = masks ? tf.mul<Tensor2D>(batch.text, masks.text) : batch.text;
  const visual = perceptronForward(weights.visNet, image, activation, masks?.imageHidden ?? null);
  const textual = perceptronForward(weights.txtNet, text, activation, masks?.textHidden ?? null);
  return { visual, textual, layer: spaceForward(visual.result, textual.result, config) };
}

/** The losses that see the common space, with their gradients there. */
export interface SpaceTerms {
  /** Their gradients count β. */
  onImages: ClassifierPass;
  onTexts: ClassifierPass;
  game: AdversaryPass;
  /** Null where δ is 0. */
  pull: ReturnType<typeof contrast> | null;
}

/** Tensors belong to the caller's tidy. */
export function spaceTerms(weights: Weights, { Zv, Zt }: CcaForward, { target, multiLabel }: Batch, config: AlscorConfig): SpaceTerms {
  const { classificationWeight, contrastWeight } = config;
  return {
    onImages: classify(weights.classifier, Zv, target, multiLabel, classificationWeight),
    onTexts: classify(weights.classifier, Zt, target, multiLabel, classificationWeight),
    game: discriminate(weights.adversary, Zv, Zt),
    pull: contrastWeight > 0 ? contrast(Zv, Zt, target) : null,
  };
}

/**
 * Gradients of both nets from those in the common space.
 * @param gZv with respect to Zv, [n, k], gZt likewise to Zt
 * @param gCorrelation with respect to the sum of the canonical correlations
 * @returns also the largest residual of the differentiated iterations; tensors belong to the caller's tidy
 */
export function netGradients(
  weights: Weights, { visual, textual, layer }: BatchForward, gZv: Tensor2D, gZt: Tensor2D, gCorrelation: number, config: AlscorConfig,
): { visNet: Perceptron; txtNet: Perceptron; residual: Scalar } {
  const { gU, gW, residual } = spaceBackward(layer, gZv, gZt, gCorrelation, config);
  return {
    visNet: perceptronBackward(weights.visNet, visual, gU, config.activation, false).weights,
    txtNet: perceptronBackward(weights.txtNet, textual, gW, config.activation, false).weights,
    residual,
  };
}

/**
 * The objective and its hand-derived gradient,
 *     L = -α·‖M‖_* / k + β·(CE(C(Zv), y) + CE(C(Zt), y)) + δ·contrast(Zv, Zt), and -γλ times the modality classifier's loss
 * for the nets (gradient reversal; the modality classifier itself minimises its loss). CE is the cross-entropy of the
 * softmax, for multi-label pairs the sum over classes of the binary cross-entropies of the sigmoid. The contrast is not
 * in the paper; with δ = 0 it is not computed, and 0 is measured.
 * @param reversal λ(p)
 * @returns tensors owned by the caller (call it inside tf.tidy)
 */
export function objective(weights: Weights, batch: Batch, config: AlscorConfig, reversal: number): Objective {
  const { latentDim, correlationWeight, classificationWeight, contrastWeight, adversaryWeight } = config;
  const forward = forwardBatch(weights, batch, config);
  const { layer } = forward;
  const { onImages, onTexts, game, pull } = spaceTerms(weights, layer, batch, config);

  const reversed = -adversaryWeight * reversal;
  const gradientOf = (own: Tensor2D, gGame: Tensor2D, gPull: Tensor2D | undefined): Tensor2D => {
    const played = tf.add<Tensor2D>(own, tf.mul(gGame, reversed));
    return gPull ? tf.add(played, tf.mul(gPull, contrastWeight)) : played;
  };
  const gZv = gradientOf(onImages.gZ, game.gZv, pull?.gU);
  const gZt = gradientOf(onTexts.gZ, game.gZt, pull?.gW);
  const { visNet, txtNet, residual } = netGradients(weights, forward, gZv, gZt, -correlationWeight / latentDim, config);

  const worst = tf.max(tf.stack([layer.residual, residual]));

  const correlation = tf.div(layer.correlation, -latentDim);
  const contrastLoss = pull?.loss ?? tf.scalar(0);
  const total = tf.addN([
    tf.mul(correlation, correlationWeight),
    tf.mul(tf.add(onImages.loss, onTexts.loss), classificationWeight),
    tf.mul(contrastLoss, contrastWeight),
  ]);
  return {
    measures: tf.stack([total, correlation, onImages.loss, onTexts.loss, contrastLoss, game.loss, game.accuracy, worst]) as Tensor1D,
    gradients: {
      visNet,
      txtNet,
      classifier: {
        weight: tf.add(onImages.weights.weight, onTexts.weights.weight),
        bias: tf.add(onImages.weights.bias, onTexts.weights.bias),
      },
      adversary: game.weights,
    },
    Zv: layer.Zv,
    Zt: layer.Zt,
  };
}
