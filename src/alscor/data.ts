import * as tf from '@tensorflow/tfjs-core';
import type { Tensor2D } from '@tensorflow/tfjs-core';
import { shuffled, streamKey, uniform } from '../math/random';
import { hasClass, isMultiLabel, targetMatrix, type ItemLabels } from '../retrieval/labels';
import type { AlscorConfig } from './config';
import type { DataDims } from './weights';

/** Plain features of one modality, row-major float32 [rows, dims]; rows = views × items. */
export interface Features {
  data: Float32Array;
  rows: number;
  dims: number;
}

/** Column means and 1 / deviation over the training split; a constant column keeps scale 0. */
export interface Standardiser {
  mean: Float32Array;
  scale: Float32Array;
}

/** Pairs to learn from. Image row v·count + i is view v of pair i; text row i is pair i's. */
export interface PairData {
  image: Features;
  text: Features;
  /** One class a pair, or any number of them; `count` rows. */
  labels: ItemLabels;
  classes: number;
  count: number;
  views: number;
  /** Rows of pairs. */
  train: Int32Array;
  validation: Int32Array;
}

export function fitStandardiser({ data, dims }: Features, rows: Iterable<number>): Standardiser {
  const mean = new Float64Array(dims);
  const square = new Float64Array(dims);
  let n = 0;
  for (const row of rows) {
    n++;
    for (let j = 0; j < dims; j++) {
      const difference = data[row * dims + j]! - mean[j]!;
      mean[j]! += difference / n;
      square[j]! += difference * (data[row * dims + j]! - mean[j]!);
    }
  }
  const scale = Float32Array.from(square, (sum) => {
    const deviation = Math.sqrt(sum / n);
    return deviation > 1e-7 ? 1 / deviation : 0;
  });
  return { mean: Float32Array.from(mean), scale };
}

/** Standardised copy, float32 [rows, dims]. */
export function standardise({ data, rows, dims }: Features, { mean, scale }: Standardiser): Float32Array {
  const result = new Float32Array(rows * dims);
  for (let i = 0; i < rows; i++) {
    const start = i * dims;
    for (let j = 0; j < dims; j++) result[start + j] = (data[start + j]! - mean[j]!) * scale[j]!;
  }
  return result;
}

/** Image rows of the pairs in every view. */
export function* viewRows(rows: Int32Array, count: number, views: number): Generator<number> {
  for (let view = 0; view < views; view++) for (const row of rows) yield view * count + row;
}

/** The data as tensors on the backend; owned by whoever made it. */
export interface DataTensors {
  image: Tensor2D;
  text: Tensor2D;
  /** 1 where a pair has a class, [count, classes]. */
  target: Tensor2D;
  /** A pair can have any number of classes. */
  multiLabel: boolean;
}

export function uploadData(data: PairData, standardisers: { image: Standardiser; text: Standardiser }): DataTensors {
  const { image, text, labels, classes, count } = data;
  return {
    image: tf.tensor2d(standardise(image, standardisers.image), [image.rows, image.dims]),
    text: tf.tensor2d(standardise(text, standardisers.text), [text.rows, text.dims]),
    target: tf.tensor2d(targetMatrix(labels, classes), [count, classes]),
    multiLabel: isMultiLabel(labels),
  };
}

export function gatherRows(matrix: Tensor2D, rows: Int32Array): Tensor2D {
  return tf.tidy(() => tf.gather(matrix, tf.tensor1d(rows, 'int32')));
}

export function dataDims({ image, text, classes }: PairData): DataDims {
  return { image: image.dims, text: text.dims, classes };
}

/**
 * Logits with which a classifier gives each class its share of the training pairs, float32 [classes]: the log-odds of
 * (own + ½) / (n + 1), so that a rare class among many does not start at ½; 0 where each pair has one class.
 */
export function classLogits({ labels, classes, train }: PairData): Float32Array {
  const logits = new Float32Array(classes);
  if (!isMultiLabel(labels)) return logits;
  return logits.map((_, label) => {
    const own = train.filter((row) => hasClass(labels, row, label)).length;
    return Math.log((own + 0.5) / (train.length - own + 0.5));
  });
}

/** Batches of one epoch, all of one size: what is left over waits for another epoch's order. */
export interface EpochPlan {
  batches: { pairs: Int32Array; imageRows: Int32Array }[];
}

export function batchesPerEpoch(trainCount: number, batchSize: number): number {
  return Math.max(1, Math.round(trainCount / Math.min(batchSize, trainCount)));
}

/** Seeded order of the training pairs, and the view drawn for each image. */
export function planEpoch({ train, count, views }: PairData, { seed, batchSize }: AlscorConfig, epoch: number): EpochPlan {
  const order = shuffled(train, streamKey(seed, 3, epoch));
  const viewKey = streamKey(seed, 4, epoch);
  const batches = batchesPerEpoch(train.length, batchSize);
  const size = Math.floor(train.length / batches);
  return {
    batches: Array.from({ length: batches }, (_, b) => {
      const pairs = order.slice(b * size, (b + 1) * size);
      return { pairs, imageRows: pairs.map((row) => Math.floor(uniform(viewKey, row) * views) * count + row) };
    }),
  };
}
