import { EigenvalueDecomposition, Matrix } from 'ml-matrix';
import type { AlscorConfig } from './config';
import { SMOOTHING } from './ccaLayer';
import type { Weights } from './weights';

/** float64 reference of the objective by eigen-decomposition: the tests compare every backend with it. */

/** f applied to the eigenvalues of a symmetric matrix. */
export function symmetricFunction(S: Matrix, f: (eigenvalue: number) => number): Matrix {
  const { realEigenvalues, eigenvectorMatrix: V } = new EigenvalueDecomposition(S, { assumeSymmetric: true });
  return V.mmul(Matrix.diag(realEigenvalues.map(f))).mmul(V.transpose());
}

/** Divided differences (f(a) - f(b)) / (a - b) without cancellation. */
const ofRoot = (a: number, b: number): number => 1 / (Math.sqrt(a) + Math.sqrt(b));
const ofInverseRoot = (a: number, b: number): number => -1 / (Math.sqrt(a * b) * (Math.sqrt(a) + Math.sqrt(b)));

/** Fréchet derivative of f at a symmetric S in the symmetric direction E (Daleckii and Krein): V·(D ∘ VᵀEV)·Vᵀ. */
function symmetricDerivative(S: Matrix, E: Matrix, divided: (a: number, b: number) => number): Matrix {
  const { realEigenvalues, eigenvectorMatrix: V } = new EigenvalueDecomposition(S, { assumeSymmetric: true });
  const inner = V.transpose().mmul(E).mmul(V);
  inner.apply((i, j) => inner.set(i, j, inner.get(i, j) * divided(realEigenvalues[i]!, realEigenvalues[j]!)));
  return V.mmul(inner).mmul(V.transpose());
}

function symmetricPart(X: Matrix): Matrix {
  return Matrix.add(X, X.transpose()).mul(0.5);
}

/** Gradient of ⟨G, S^(-½)⟩ with respect to a symmetric positive definite S. */
export function inverseRootGradient(S: Matrix, G: Matrix): Matrix {
  return symmetricDerivative(S, symmetricPart(G), ofInverseRoot);
}

/** R = M·P⁻¹ and P = (MᵀM + ε²I)^½. */
export function referencePolar(M: Matrix): { R: Matrix; P: Matrix; square: Matrix; inverse: Matrix } {
  const square = Matrix.add(M.transpose().mmul(M), Matrix.eye(M.rows).mul(SMOOTHING ** 2));
  const inverse = symmetricFunction(square, (x) => x ** -0.5);
  return { R: M.mmul(inverse), P: symmetricFunction(square, Math.sqrt), square, inverse };
}

/** Gradient of ⟨GR, R⟩ + ⟨GP, P⟩ with respect to M. */
export function polarGradient(M: Matrix, GR: Matrix, GP: Matrix): Matrix {
  const { square, inverse } = referencePolar(M);
  const gSquare = Matrix.add(symmetricDerivative(square, symmetricPart(GP), ofRoot), inverseRootGradient(square, M.transpose().mmul(GR)));
  return Matrix.add(GR.mmul(inverse), M.mmul(gSquare).mul(2));
}

function centred(X: Matrix): Matrix {
  return Matrix.sub(X, Matrix.ones(X.rows, 1).mmul(Matrix.rowVector(X.mean('column'))));
}

function ridgedCovariance(X: Matrix, ridge: number): Matrix {
  const S = X.transpose().mmul(X).div(X.rows - 1);
  return Matrix.add(S, Matrix.eye(S.rows).mul((ridge * S.trace()) / S.rows));
}

function fit(U: Matrix, W: Matrix, ridge: number) {
  const [Uc, Wc] = [centred(U), centred(W)];
  const [Suu, Sww] = [ridgedCovariance(Uc, ridge), ridgedCovariance(Wc, ridge)];
  const A = symmetricFunction(Suu, (x) => x ** -0.5);
  const B = symmetricFunction(Sww, (x) => x ** -0.5);
  const Suw = Uc.transpose().mmul(Wc).div(U.rows - 1);
  return { Uc, Wc, Suu, Sww, Suw, A, B, M: A.mmul(Suw).mmul(B) };
}

export function referenceCcaLayer(U: Matrix, W: Matrix, ridge: number): { Zv: Matrix; Zt: Matrix; correlation: number } {
  const { Uc, Wc, A, B, M } = fit(U, W, ridge);
  const { P } = referencePolar(M);
  return { Zv: Uc.mmul(A).mmul(M), Zt: Wc.mmul(B).mmul(P), correlation: P.trace() - M.rows * SMOOTHING };
}

/** Gradient of ⟨gZv, Zv⟩ + ⟨gZt, Zt⟩ + gCorrelation·correlation with respect to U and W. */
export function referenceCcaGradient(U: Matrix, W: Matrix, ridge: number, gZv: Matrix, gZt: Matrix, gCorrelation: number): { gU: Matrix; gW: Matrix } {
  const { Uc, Wc, Suu, Sww, Suw, A, B, M } = fit(U, W, ridge);
  const { P } = referencePolar(M);
  const gAM = Uc.transpose().mmul(gZv);
  const gBP = Wc.transpose().mmul(gZt);
  const gP = Matrix.add(B.mmul(gBP), Matrix.eye(M.rows).mul(gCorrelation));
  const gM = Matrix.add(A.mmul(gAM), polarGradient(M, Matrix.zeros(M.rows, M.rows), gP));
  const throughRidge = (G: Matrix) => Matrix.add(G, Matrix.eye(G.rows).mul((ridge * G.trace()) / G.rows));
  const gSuu = throughRidge(inverseRootGradient(Suu, Matrix.add(gAM.mmul(M.transpose()), gM.mmul(B).mmul(Suw.transpose()))));
  const gSww = throughRidge(inverseRootGradient(Sww, Matrix.add(gBP.mmul(P), Suw.transpose().mmul(A).mmul(gM))));
  const gSuw = A.mmul(gM).mmul(B);
  const fromCovariances = (X: Matrix, G: Matrix, Y: Matrix, H: Matrix) => Matrix.add(X.mmul(G).mul(2), Y.mmul(H)).div(U.rows - 1);
  return {
    gU: centred(Matrix.add(gZv.mmul(A.mmul(M).transpose()), fromCovariances(Uc, gSuu, Wc, gSuw.transpose()))),
    gW: centred(Matrix.add(gZt.mmul(P).mmul(B), fromCovariances(Wc, gSww, Uc, gSuw))),
  };
}

function affine(X: Matrix, weight: Matrix, bias: Matrix): Matrix {
  return Matrix.add(X.mmul(weight), Matrix.ones(X.rows, 1).mmul(bias));
}

function perceptron(X: Matrix, net: Weights<Matrix>['visNet'], activation: 'relu' | 'tanh'): Matrix {
  const H = affine(X, net.hidden, net.hiddenBias);
  H.apply((row, column) => {
    const x = H.get(row, column);
    H.set(row, column, activation === 'relu' ? Math.max(0, x) : Math.tanh(x));
  });
  return affine(H, net.output, net.outputBias);
}

function crossEntropy(scores: Matrix, classes: number[]): number {
  let sum = 0;
  classes.forEach((label, i) => {
    const row = scores.getRow(i);
    const top = Math.max(...row);
    sum += top + Math.log(row.reduce((total, x) => total + Math.exp(x - top), 0)) - row[label]!;
  });
  return sum / classes.length;
}

function binaryCrossEntropy(scores: Matrix, target: Matrix): number {
  const terms = scores.to2DArray().flatMap((row, i) => row.map((x, c) => Math.max(x, 0) + Math.log1p(Math.exp(-Math.abs(x))) - x * target.get(i, c)));
  return terms.reduce((sum, term) => sum + term, 0) / scores.rows;
}

export interface ReferenceLosses {
  total: number;
  correlation: number;
  classImage: number;
  classText: number;
  contrast: number;
  adversary: number;
}

/** The supervised contrast of both views with temperature 0.1, from its definition: a mean over queries of a mean over positives. */
function referenceContrast(Zv: Matrix, Zt: Matrix, classes: number[] | Matrix): number {
  const unit = (Z: Matrix) => Z.to2DArray().map((row) => row.map((x) => x / Math.hypot(...row)));
  const [images, texts] = [unit(Zv), unit(Zt)];
  const shares = (i: number, j: number) => (Matrix.isMatrix(classes) ? classes.getRow(i).some((x, c) => x * classes.get(j, c) > 0) : classes[i] === classes[j]);
  const one = (queries: number[][], gallery: number[][]) => {
    const terms = queries.map((query, i) => {
      const products = gallery.map((item) => item.reduce((sum, x, d) => sum + x * query[d]!, 0) / 0.1);
      const logSum = Math.log(products.reduce((sum, x) => sum + Math.exp(x), 0));
      const positives = products.filter((_, j) => i === j || shares(i, j));
      return positives.reduce((sum, x) => sum + (logSum - x), 0) / positives.length;
    });
    return terms.reduce((sum, x) => sum + x, 0) / terms.length;
  };
  return (one(images, texts) + one(texts, images)) / 2;
}

/**
 * All losses of one batch without dropout.
 * @param classes one a pair, or [n, C] with 1 where a pair has a class
 */
export function referenceObjective(weights: Weights<Matrix>, image: Matrix, text: Matrix, classes: number[] | Matrix, config: AlscorConfig): ReferenceLosses {
  const U = perceptron(image, weights.visNet, config.activation);
  const W = perceptron(text, weights.txtNet, config.activation);
  const layer = referenceCcaLayer(U, W, config.ridge);
  const { correlation } = layer;
  const { Zv, Zt } = config.layer === 'none' ? { Zv: centred(U), Zt: centred(W) } : layer;
  const { weight, bias } = weights.classifier;
  const classLoss = (scores: Matrix) => (Matrix.isMatrix(classes) ? binaryCrossEntropy(scores, classes) : crossEntropy(scores, classes));
  const classImage = classLoss(affine(Zv, weight, bias));
  const classText = classLoss(affine(Zt, weight, bias));
  const Z = new Matrix([...Zv.to2DArray(), ...Zt.to2DArray()]);
  const modality = Array.from({ length: Z.rows }, (_, i) => (i < image.rows ? 0 : 1));
  const adversary = crossEntropy(perceptron(Z, weights.adversary, 'relu'), modality);
  const contrast = config.contrastWeight > 0 ? referenceContrast(Zv, Zt, classes) : 0;
  const negative = -correlation / config.latentDim;
  return {
    total: config.correlationWeight * negative + config.classificationWeight * (classImage + classText) + config.contrastWeight * contrast,
    correlation: negative,
    classImage,
    classText,
    contrast,
    adversary,
  };
}
