import * as tf from '@tensorflow/tfjs-core';
import type { Scalar, Tensor2D } from '@tensorflow/tfjs-core';
import { binaryCrossEntropy, classProbabilities as probabilitiesOf } from '../alscor/classifier';
import { minimise, type Evaluated } from '../math/lbfgs';
import { times } from '../math/products';
import { isMultiLabel, targetMatrix, type ItemLabels } from '../retrieval/labels';

/** Rows to learn from, row-major float32 [rows, dims], with a class each or any number of them. */
export interface Examples {
  data: Float32Array;
  rows: number;
  dims: number;
  labels: ItemLabels;
}

/** Logistic regression as fitted: multinomial, or for multi-label rows one against the rest for every class. */
export interface LogisticRegression {
  /** float64 [dims + 1, classes]; the last row is the bias. */
  weights: Float64Array;
  dims: number;
  classes: number;
  multiLabel: boolean;
}

const OPTIONS = { maxIterations: 150, tolerance: 1e-4 };

function tensorsOf(weights: Float64Array, dims: number, classes: number): { W: Tensor2D; bias: Tensor2D } {
  const values = Float32Array.from(weights);
  return { W: tf.tensor2d(values.subarray(0, dims * classes), [dims, classes]), bias: tf.tensor2d(values.subarray(dims * classes), [1, classes]) };
}

/** Mean cross-entropy of softmax(logits) and its gradient. */
function multinomial(logits: Tensor2D, Y: Tensor2D): { loss: Scalar; gradient: Tensor2D } {
  return {
    loss: tf.neg(tf.mean(tf.sum(tf.mul(Y, tf.logSoftmax(logits)), 1))),
    gradient: tf.div(tf.sub(tf.softmax(logits), Y), Y.shape[0]),
  };
}

/**
 * Minimises mean cross-entropy + l2/2·‖W‖² (the bias is not penalised) by L-BFGS on the present tfjs backend; for
 * multi-label rows the cross-entropy is the sum of the classes' binary ones: the solution of each is as if it were alone.
 * @param classes labels lie in 0 … classes - 1
 */
export async function fitLogisticRegression({ data, rows, dims, labels }: Examples, classes: number, l2: number): Promise<LogisticRegression> {
  const X = tf.tensor2d(data, [rows, dims]);
  const Xt = tf.transpose<Tensor2D>(X);
  const Y = tf.tensor2d(targetMatrix(labels, classes), [rows, classes]);
  const multiLabel = isMultiLabel(labels);
  const crossEntropy = multiLabel ? binaryCrossEntropy : multinomial;
  const evaluate = async (weights: Float64Array): Promise<Evaluated> => {
    const result = tf.tidy(() => {
      const { W, bias } = tensorsOf(weights, dims, classes);
      const logits = tf.add<Tensor2D>(times(X, W), bias);
      const { loss, gradient: errors } = crossEntropy(logits, Y);
      return tf.concat([tf.reshape(loss, [1]), tf.reshape(times(Xt, errors), [-1]), tf.sum(errors, 0)]);
    });
    const values = await result.data();
    result.dispose();
    const gradient = Float64Array.from(values.subarray(1));
    let square = 0;
    for (let i = 0; i < dims * classes; i++) {
      square += weights[i]! ** 2;
      gradient[i]! += l2 * weights[i]!;
    }
    return { value: values[0]! + (l2 / 2) * square, gradient };
  };
  try {
    const { x } = await minimise(evaluate, new Float64Array((dims + 1) * classes), OPTIONS);
    return { weights: x, dims, classes, multiLabel };
  } finally {
    tf.dispose([X, Xt, Y]);
  }
}

/** Class probabilities, float32 [rows, classes]. */
export async function classProbabilities({ weights, dims, classes, multiLabel }: LogisticRegression, data: Float32Array): Promise<Float32Array> {
  const result = tf.tidy(() => {
    const { W, bias } = tensorsOf(weights, dims, classes);
    return probabilitiesOf(tf.add<Tensor2D>(times(tf.tensor2d(data, [data.length / dims, dims]), W), bias), multiLabel);
  });
  const values = Float32Array.from(await result.data());
  result.dispose();
  return values;
}
