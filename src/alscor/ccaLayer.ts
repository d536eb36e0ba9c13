import * as tf from '@tensorflow/tfjs-core';
import type { Scalar, Tensor1D, Tensor2D } from '@tensorflow/tfjs-core';
import { symmetricPart, times, timesTransposed, trace, transposedTimes } from '../math/products';
import { inverseRootTangentResidual, ridged, ridgedLow, rootTangentResidual, squareRoot, squareRootTangent, type SquareRoot } from '../math/squareRoot';

/** ε of the smoothed trace norm tr((MᵀM + ε²I)^½) - kε: without it the gradient jumps where M loses rank. */
export const SMOOTHING = 1e-2;

/** What inference needs of a fitted layer: Zv = (U - meanU)·projectU, Zt = (W - meanW)·projectW. */
export interface CcaProjection {
  /** [k] */
  meanU: Tensor1D;
  meanW: Tensor1D;
  /** A·M = A·R·P, [k, k] */
  projectU: Tensor2D;
  /** B·P, [k, k] */
  projectW: Tensor2D;
}

export interface CcaForward extends CcaProjection {
  /** Canonical variates weighted by the correlations, [n, k]. */
  Zv: Tensor2D;
  Zt: Tensor2D;
  /** Smoothed ‖M‖_*: the sum of the canonical correlations, scalar. */
  correlation: Scalar;
  /** Largest residual of the three iterations, scalar. */
  residual: Scalar;
  cache: Cache;
}

export interface CcaGradient {
  /** [n, k] */
  gU: Tensor2D;
  gW: Tensor2D;
  /** Largest residual of the three differentiated iterations, scalar. */
  residual: Scalar;
}

interface Cache {
  U: Tensor2D;
  W: Tensor2D;
  Suw: Tensor2D;
  A: SquareRoot;
  B: SquareRoot;
  M: Tensor2D;
  P: SquareRoot;
  eye: Tensor2D;
  ridge: number;
}

/**
 * P = (MᵀM + ε²I)^½ and its inverse, for an M whose singular values are at most 1. The smoothed trace
 * norm is tr(P) - kε, and M·P⁻¹ the polar factor R.
 */
export function polarRoot(M: Tensor2D, eye: Tensor2D): SquareRoot {
  const largest = 1 + SMOOTHING ** 2;
  return squareRoot(tf.add(transposedTimes(M, M), tf.mul(eye, SMOOTHING ** 2)), tf.scalar(largest), SMOOTHING / Math.sqrt(largest), eye);
}

/**
 * Gradient with respect to M of what has the gradient gP (symmetric) with respect to P:
 *     2·M·X, P·X + X·P = gP
 * Where M loses rank X is as large as 1/(2ε) and its rounding errors leak into the other directions, so
 * the equation is solved once more for what the first solution leaves (float32 error 1e-2 without it, 4e-5 with it).
 * The residual is that of the second solution.
 */
export function polarRootBackward(M: Tensor2D, P: SquareRoot, gP: Tensor2D): { gM: Tensor2D; residual: Scalar } {
  const first = squareRootTangent(P, gP).root;
  const PX = times(P.root, first);
  const rest = tf.sub<Tensor2D>(gP, tf.add(PX, tf.transpose(PX)));
  const X = tf.add<Tensor2D>(first, squareRootTangent(P, rest).root);
  return { gM: tf.mul(times(M, X), 2), residual: rootTangentResidual(P, X, gP) };
}

/** Gradient with respect to S of what has the gradient G with respect to S^(-½). */
function inverseRootBackward(result: SquareRoot, G: Tensor2D): { gS: Tensor2D; residual: Scalar } {
  const E = symmetricPart(G);
  const gS = squareRootTangent(result, E).inverseRoot;
  return { gS, residual: inverseRootTangentResidual(result, gS, E) };
}

/**
 * The CCA layer: whitens both views, rotates one onto the other and weights by the correlations,
 *     Ū = U - mean, Suu = ŪᵀŪ/(n-1) + r·tr/k·I, A = Suu^(-½), B = Sww^(-½), M = A·Suw·B,
 *     P = (MᵀM + ε²I)^½, Zv = Ū·A·M, Zt = W̄·B·P
 * M is R·P with R the polar factor, so both variates live in one space up to a common rotation, and
 * M's singular values are the canonical correlations (Andrew et al., ICML 2013).
 * @param U VisNet's output, [n, k] float32, n ≥ 2
 * @param W TxtNet's output, [n, k] float32
 * @param ridge r, relative to the mean eigenvalue
 * @returns tensors owned by the caller (call it inside tf.tidy)
 */
export function ccaForward(U: Tensor2D, W: Tensor2D, ridge: number): CcaForward {
  const [n, k] = U.shape;
  if (n < 2) throw new RangeError(`CCA layer: expected at least 2 pairs to estimate covariances, got ${n}. Use a larger batch.`);
  const eye = tf.eye(k);
  const meanU = tf.mean<Tensor1D>(U, 0);
  const meanW = tf.mean<Tensor1D>(W, 0);
  const centredU = tf.sub<Tensor2D>(U, meanU);
  const centredW = tf.sub<Tensor2D>(W, meanW);
  const Suu = ridged(tf.div(transposedTimes(centredU, centredU), n - 1), ridge, eye);
  const Sww = ridged(tf.div(transposedTimes(centredW, centredW), n - 1), ridge, eye);
  const Suw = tf.div<Tensor2D>(transposedTimes(centredU, centredW), n - 1);
  const low = ridgedLow(k, ridge);
  const A = squareRoot(Suu.matrix, Suu.bound, low, eye);
  const B = squareRoot(Sww.matrix, Sww.bound, low, eye);
  const M = times(times(A.inverseRoot, Suw), B.inverseRoot);
  const P = polarRoot(M, eye);
  const projectU = times(A.inverseRoot, M);
  const projectW = times(B.inverseRoot, P.root);
  return {
    meanU,
    meanW,
    projectU,
    projectW,
    Zv: times(centredU, projectU),
    Zt: times(centredW, projectW),
    correlation: tf.sub(trace(P.root, eye), k * SMOOTHING),
    residual: tf.max(tf.stack([A.residual, B.residual, P.residual])),
    cache: { U: centredU, W: centredW, Suw, A, B, M, P, eye, ridge },
  };
}

/** Gradient of a ridged covariance carried back to the unridged one. */
function throughRidge(G: Tensor2D, ridge: number, eye: Tensor2D): Tensor2D {
  return tf.add(G, tf.mul(eye, tf.mul(trace(G, eye), ridge / G.shape[0])));
}

/**
 * Exact gradient of the layer, through A, B, R and P.
 * @param gZv gradient of the loss with respect to Zv, [n, k]
 * @param gZt likewise to Zt
 * @param gCorrelation gradient with respect to `correlation`, a plain number
 * @returns gradients with respect to U and W, [n, k], and the largest residual of the three iterations
 */
export function ccaBackward(forward: CcaForward, gZv: Tensor2D, gZt: Tensor2D, gCorrelation: number): CcaGradient {
  const { U, W, Suw, A, B, M, P, eye, ridge } = forward.cache;
  const n = U.shape[0];
  const Ai = A.inverseRoot;
  const Bi = B.inverseRoot;

  const GAM = transposedTimes(U, gZv);
  const GBP = transposedTimes(W, gZt);

  // P² = MᵀM + ε²I and correlation = tr(P) - kε
  const gP = tf.add<Tensor2D>(symmetricPart(times(Bi, GBP)), tf.mul(eye, gCorrelation));
  const throughP = polarRootBackward(M, P, gP);
  const gM = tf.add<Tensor2D>(times(Ai, GAM), throughP.gM);

  // M = A·Suw·B, Zv = U·(A·M), Zt = W·(B·P)
  const gA = tf.add<Tensor2D>(timesTransposed(GAM, M), timesTransposed(times(gM, Bi), Suw));
  const gB = tf.add<Tensor2D>(times(GBP, P.root), transposedTimes(times(Ai, Suw), gM));
  const gSuw = times(times(Ai, gM), Bi);
  const throughA = inverseRootBackward(A, gA);
  const throughB = inverseRootBackward(B, gB);
  const gSuu = throughRidge(throughA.gS, ridge, eye);
  const gSww = throughRidge(throughB.gS, ridge, eye);

  const gUCentred = tf.add<Tensor2D>(
    timesTransposed(gZv, forward.projectU),
    tf.div(tf.add(tf.mul(times(U, gSuu), 2), timesTransposed(W, gSuw)), n - 1),
  );
  const gWCentred = tf.add<Tensor2D>(
    timesTransposed(gZt, forward.projectW),
    tf.div(tf.add(tf.mul(times(W, gSww), 2), times(U, gSuw)), n - 1),
  );
  return {
    gU: tf.sub(gUCentred, tf.mean(gUCentred, 0)),
    gW: tf.sub(gWCentred, tf.mean(gWCentred, 0)),
    residual: tf.max(tf.stack([throughP.residual, throughA.residual, throughB.residual])),
  };
}
