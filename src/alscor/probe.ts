/** A closer look at one member of a run at one batch, which changes nothing of it. */
import * as tf from '@tensorflow/tfjs-core';
import type { Scalar, Tensor2D } from '@tensorflow/tfjs-core';
import { Matrix } from 'ml-matrix';
import { transposedTimes } from '../math/products';
import { ridged } from '../math/squareRoot';
import type { AlscorConfig } from './config';
import { perceptronForward, type Perceptron } from './nets';
import { forwardBatch, netGradients, spaceTerms, type Batch, type BatchForward, type SpaceTerms } from './objective';
import { conditionNumber, effectiveDimension, singularValues } from './spectrum';
import type { Weights } from './weights';

const gradientTerms = ['correlation', 'classification', 'contrast', 'adversary'] as const;

/** The terms of the nets' objective. */
export type GradientTerm = (typeof gradientTerms)[number];

export interface Probe {
  /** The k canonical correlations of the batch, falling. */
  correlations: number[];
  /** (Σρ²)² / Σρ⁴ of them: how many directions the two views share. */
  effectiveDimension: number;
  /** Largest over smallest eigenvalue of the ridged covariance of the net's outputs. */
  condition: { image: number; text: number };
  /** ‖A·S·A - I‖_F of the worse view: 0 where the whitening is exact. */
  whiteningResidual: number;
  /** Shares of the images and of the texts in the batch that the modality classifier takes for images. */
  takenForImage: { image: number; text: number };
  /** Norms of each term's gradient with respect to each net's weights, by the weights α, β, δ, γ·λ with which they count. */
  gradients: Record<'visNet' | 'txtNet', Record<GradientTerm, number>>;
  /** Norm of the modality classifier's own gradient. */
  adversaryGradient: number;
}

/** Of all weights of a net together. */
function gradientNorm(net: Perceptron): Scalar {
  return tf.sqrt(tf.addN([net.hidden, net.hiddenBias, net.output, net.outputBias].map((gradient) => tf.sum(tf.square(gradient)))));
}

/** What a term alone sends into the common space; null where it counts nothing. */
interface Pull {
  gZv: Tensor2D;
  gZt: Tensor2D;
  gCorrelation: number;
}

function pullsOf({ onImages, onTexts, game, pull }: SpaceTerms, config: AlscorConfig, reversal: number): Record<GradientTerm, Pull | null> {
  const { latentDim, correlationWeight, classificationWeight, contrastWeight, adversaryWeight } = config;
  const none = tf.zerosLike(game.gZv);
  const reversed = -adversaryWeight * reversal;
  const inSpace = (gZv: Tensor2D, gZt: Tensor2D, weight: number): Pull => ({ gZv: tf.mul(gZv, weight), gZt: tf.mul(gZt, weight), gCorrelation: 0 });
  return {
    correlation: correlationWeight > 0 ? { gZv: none, gZt: none, gCorrelation: -correlationWeight / latentDim } : null,
    classification: classificationWeight > 0 ? inSpace(onImages.gZ, onTexts.gZ, 1) : null,
    contrast: pull ? inSpace(pull.gU, pull.gW, contrastWeight) : null,
    adversary: reversed !== 0 ? inSpace(game.gZv, game.gZt, reversed) : null,
  };
}

/** Norms of VisNet's gradient by each term, then of TxtNet's. */
function gradientNorms(weights: Weights, forward: BatchForward, terms: SpaceTerms, config: AlscorConfig, reversal: number): Scalar[] {
  const pulls = pullsOf(terms, config, reversal);
  const nets = gradientTerms.map((term) => {
    const pull = pulls[term];
    if (!pull) return { visNet: tf.scalar(0), txtNet: tf.scalar(0) };
    const { visNet, txtNet } = netGradients(weights, forward, pull.gZv, pull.gZt, pull.gCorrelation, config);
    return { visNet: gradientNorm(visNet), txtNet: gradientNorm(txtNet) };
  });
  return [...nets.map(({ visNet }) => visNet), ...nets.map(({ txtNet }) => txtNet)];
}

function shareTakenForImages(adversary: Perceptron, Z: Tensor2D): Scalar {
  const modality = tf.argMax(perceptronForward(adversary, Z, 'relu', null).result, 1);
  return tf.mean(tf.cast(tf.equal(modality, 0), 'float32'));
}

/** M and both ridged covariances, [k, k] each. */
function layerMatrices({ layer: { cache } }: BatchForward): Tensor2D[] {
  const covariance = (X: Tensor2D) => ridged(tf.div(transposedTimes(X, X), X.shape[0] - 1), cache.ridge, cache.eye).matrix;
  return [cache.M, covariance(cache.U), covariance(cache.W)];
}

/** Every number that the probe needs, one after another: float32 [3·k² + 12]. */
function measure(weights: Weights, batch: Batch, config: AlscorConfig, reversal: number): tf.Tensor1D {
  const forward = forwardBatch(weights, batch, config);
  const { A, B } = forward.layer.cache;
  const terms = spaceTerms(weights, forward.layer, batch, config);
  const scalars = tf.stack([
    tf.maximum<Scalar>(A.residual, B.residual),
    shareTakenForImages(weights.adversary, forward.layer.Zv),
    shareTakenForImages(weights.adversary, forward.layer.Zt),
    gradientNorm(terms.game.weights),
    ...gradientNorms(weights, forward, terms, config, reversal),
  ]);
  return tf.concat1d([...layerMatrices(forward).map((matrix) => tf.reshape<tf.Rank.R1>(matrix, [-1])), scalars as tf.Tensor1D]);
}

function named(norms: number[]): Record<GradientTerm, number> {
  const [correlation, classification, contrast, adversary] = norms;
  return { correlation: correlation!, classification: classification!, contrast: contrast!, adversary: adversary! };
}

function readProbe(values: Float32Array, k: number): Probe {
  const matrix = (index: number) => Matrix.from1DArray(k, k, Array.from(values.subarray(index * k * k, (index + 1) * k * k)));
  const [residual, image, text, adversaryGradient, ...norms] = values.subarray(3 * k * k);
  const correlations = singularValues(matrix(0));
  return {
    correlations,
    effectiveDimension: effectiveDimension(correlations),
    condition: { image: conditionNumber(matrix(1)), text: conditionNumber(matrix(2)) },
    whiteningResidual: residual!,
    takenForImage: { image: image!, text: text! },
    gradients: { visNet: named(norms.slice(0, gradientTerms.length)), txtNet: named(norms.slice(gradientTerms.length)) },
    adversaryGradient: adversaryGradient!,
  };
}

/**
 * The canonical correlations of a batch, the state of the whitening, what the modality classifier takes items for, and
 * how strongly each term pulls at each net: a backward pass for each term that counts. Correlations are the singular
 * values of the CCA layer's M, in float64 on the host; without the layer they are those that the loss sees. A gradient
 * is that of a term alone; those of all terms add up to the step's.
 * @param batch as a training step takes it, with its dropout masks or without; stays the caller's
 * @param reversal λ
 * @returns plain numbers; NaN where the layer's iterations diverged
 * @throws RangeError for fewer than 2 pairs
 */
export async function probe(weights: Weights, batch: Batch, config: AlscorConfig, reversal: number): Promise<Probe> {
  const measured = tf.tidy(() => measure(weights, batch, config, reversal));
  try {
    return readProbe(Float32Array.from(await measured.data()), config.latentDim);
  } finally {
    measured.dispose();
  }
}
