import * as tf from '@tensorflow/tfjs-core';
import type { Scalar, Tensor2D } from '@tensorflow/tfjs-core';
import { quinticSteps, type QuinticStep } from './minimax';
import { symmetricPart, times, trace } from './products';

/** The iterates before step i: Y → S^(1/2), Z → S^(-1/2) (both of the scaled S), N = Z·Y, Q = aI + bN + cN². */
interface Iterate {
  Y: Tensor2D;
  Z: Tensor2D | null;
  N: Tensor2D;
  Q: Tensor2D;
  step: QuinticStep;
}

/** S^(1/2) and S^(-1/2) with what their derivative needs. Tensors belong to the caller's tidy. */
export interface SquareRoot {
  /** [k, k] */
  root: Tensor2D;
  /** [k, k] */
  inverseRoot: Tensor2D;
  /** ‖Z·S·Z - I‖_F of the result, a scalar: far from 0 (or NaN) where the iteration diverged, in one direction of k or in all. */
  residual: Scalar;
  /** S was divided by this bound of its largest eigenvalue. */
  scale: Scalar;
  iterates: Iterate[];
}

/**
 * Square root and inverse square root of a symmetric positive definite matrix by the coupled
 * Newton-Schulz iteration (Higham, "Functions of Matrices", 2008, eq. 6.35) with minimax quintic steps:
 *     N = Z·Y,  Q = a·I + b·N + c·N²,  Y ← Y·Q,  Z ← Q·Z
 * @param S [k, k] float32
 * @param bound scalar, not below S's largest eigenvalue (the trace will do)
 * @param low lower bound of √(smallest eigenvalue / bound); decides how many steps are made
 * @param eye [k, k] identity
 */
export function squareRoot(S: Tensor2D, bound: Scalar, low: number, eye: Tensor2D): SquareRoot {
  const scaled = tf.div<Tensor2D>(S, bound);
  const iterates: Iterate[] = [];
  let Y = scaled;
  let Z: Tensor2D | null = null;
  for (const step of quinticSteps(low)) {
    const N: Tensor2D = Z ? times(Z, Y) : Y;
    const Q = tf.addN([tf.mul(eye, step.a), tf.mul(N, step.b), tf.mul(times(N, N), step.c)]) as Tensor2D;
    iterates.push({ Y, Z, N, Q, step });
    Y = times(Y, Q);
    Z = Z ? times(Q, Z) : Q;
  }
  const inverse = Z ?? eye;
  const check = tf.sub(times(times(inverse, scaled), inverse), eye);
  const scale = tf.sqrt(bound);
  return {
    root: tf.mul<Tensor2D>(Y, scale),
    inverseRoot: tf.div<Tensor2D>(inverse, scale),
    residual: tf.sqrt(tf.sum(tf.square(check))),
    scale: bound,
    iterates,
  };
}

/** dN of N = Z·Y, and dQ of Q = aI + bN + cN²; N·dN is (dN·N)ᵀ since both are symmetric. */
function stepTangent({ Y, Z, N, step }: Iterate, dY: Tensor2D, dZ: Tensor2D | null): Tensor2D {
  const dN = Z && dZ ? symmetricPart(tf.add(times(dZ, Y), times(Z, dY))) : dY;
  const dNN = times(dN, N);
  return tf.add(tf.mul(dN, step.b), tf.mul(tf.add<Tensor2D>(dNN, tf.transpose(dNN)), step.c));
}

/**
 * Fréchet derivatives of both roots at S in the symmetric direction E, by differentiating the iteration.
 * For a symmetric S and an analytic f the derivative is self-adjoint, ⟨G, L(S, E)⟩ = ⟨L(S, G), E⟩
 * (Higham 2008, section 3.2): called with the symmetric part of a gradient G it gives the exact
 * gradient with respect to S. It solves the Lyapunov equation of Song, Sebe and Wang (ICLR 2022).
 * @param E [k, k] symmetric
 * @returns derivative of S^(1/2) and of S^(-1/2), both [k, k] and symmetric
 */
export function squareRootTangent(result: SquareRoot, E: Tensor2D): { root: Tensor2D; inverseRoot: Tensor2D } {
  let dY = tf.div<Tensor2D>(E, result.scale);
  let dZ: Tensor2D | null = null;
  for (const iterate of result.iterates) {
    const dQ = stepTangent(iterate, dY, dZ);
    const { Y, Z, Q } = iterate;
    dY = tf.add(times(dY, Q), times(Y, dQ));
    dZ = Z && dZ ? tf.add<Tensor2D>(times(dQ, Z), times(Q, dZ)) : dQ;
  }
  const scale = tf.sqrt(result.scale);
  return { root: symmetricPart(tf.mul(dY, scale)), inverseRoot: symmetricPart(tf.div(dZ ?? dY, scale)) };
}

const norm = (a: Tensor2D): Scalar => tf.sqrt(tf.sum(tf.square(a)));

/** Stands in for the norm of a direction of zeros, whose derivative is 0 too. */
const TINY = 1e-30;

/**
 * How far dRoot is from the derivative of Y = S^(1/2) in the direction E, by the Lyapunov equation that this solves:
 *     ‖Y·dRoot + dRoot·Y - E‖_F / ‖E‖_F
 * @param dRoot [k, k] symmetric
 * @param E [k, k] symmetric
 * @returns a scalar: far from 0, or NaN, where the differentiated iteration went wrong; 0 where E is 0
 */
export function rootTangentResidual({ root: Y }: SquareRoot, dRoot: Tensor2D, E: Tensor2D): Scalar {
  const half = times(Y, dRoot);
  return tf.div(norm(tf.sub(tf.add<Tensor2D>(half, tf.transpose(half)), E)), tf.maximum(norm(E), TINY));
}

/** The same of the derivative of S^(-1/2), from which that of S^(1/2) is -Y·dInverse·Y. */
export function inverseRootTangentResidual(result: SquareRoot, dInverse: Tensor2D, E: Tensor2D): Scalar {
  const Y = result.root;
  return rootTangentResidual(result, tf.neg(times(times(Y, dInverse), Y)), E);
}

/** Ridge relative to the mean eigenvalue: S + r·tr(S)/k·I, with the trace of the sum as its bound. */
export function ridged(S: Tensor2D, ridge: number, eye: Tensor2D): { matrix: Tensor2D; bound: Scalar } {
  const total = trace(S, eye);
  const matrix = tf.add<Tensor2D>(S, tf.mul(eye, tf.mul(total, ridge / S.shape[0])));
  return { matrix, bound: tf.mul(total, 1 + ridge) };
}

/** Lower bound of √(smallest eigenvalue / bound) of a matrix from `ridged`. */
export function ridgedLow(size: number, ridge: number): number {
  return Math.sqrt(ridge / (size * (1 + ridge)));
}
