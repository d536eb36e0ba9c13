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

function centred(X: Matrix): Matrix {
  return Matrix.sub(X, Matrix.ones(X.rows, 1).mmul(Matrix.rowVector(X.mean('column'))));
}

function ridgedCovariance(X: Matrix, ridge: number): Matrix {
  const S = X.transpose().mmul(X).div(X.rows - 1);
  return Matrix.add(S, Matrix.eye(S.rows).mul((ridge * S.trace()) / S.rows));
}

export function referenceCcaLayer(U: Matrix, W: Matrix, ridge: number): { Zv: Matrix; Zt: Matrix; correlation: number } {
  const Uc = centred(U);
  const Wc = centred(W);
  const A = symmetricFunction(ridgedCovariance(Uc, ridge), (x) => x ** -0.5);
  const B = symmetricFunction(ridgedCovariance(Wc, ridge), (x) => x ** -0.5);
  const M = A.mmul(Uc.transpose().mmul(Wc).div(U.rows - 1)).mmul(B);
  const P = symmetricFunction(Matrix.add(M.transpose().mmul(M), Matrix.eye(M.rows).mul(SMOOTHING ** 2)), Math.sqrt);
  return { Zv: Uc.mmul(A).mmul(M), Zt: Wc.mmul(B).mmul(P), correlation: P.trace() - M.rows * SMOOTHING };
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

export interface ReferenceLosses {
  total: number;
  correlation: number;
  classImage: number;
  classText: number;
  adversary: number;
}

/** All losses of one batch without dropout. */
export function referenceObjective(weights: Weights<Matrix>, image: Matrix, text: Matrix, classes: number[], config: AlscorConfig): ReferenceLosses {
  const U = perceptron(image, weights.visNet, config.activation);
  const W = perceptron(text, weights.txtNet, config.activation);
  const { Zv, Zt, correlation } = referenceCcaLayer(U, W, config.ridge);
  const { weight, bias } = weights.classifier;
  const classImage = crossEntropy(affine(Zv, weight, bias), classes);
  const classText = crossEntropy(affine(Zt, weight, bias), classes);
  const Z = new Matrix([...Zv.to2DArray(), ...Zt.to2DArray()]);
  const modality = classes.map(() => 0).concat(classes.map(() => 1));
  const adversary = crossEntropy(perceptron(Z, weights.adversary, 'relu'), modality);
  const negative = -correlation / config.latentDim;
  return {
    total: config.correlationWeight * negative + config.classificationWeight * (classImage + classText),
    correlation: negative,
    classImage,
    classText,
    adversary,
  };
}
