import * as tf from '@tensorflow/tfjs-core';
import type { Tensor2D } from '@tensorflow/tfjs-core';
import { gatherRows, standardise, type DataTensors, type Standardiser } from '../alscor/data';
import type { PlainMatrix } from '../alscor/model';
import type { Rows } from '../math/rows';
import { normaliseRows, type Embedding, type Modality, type Space } from '../retrieval/scores';
import { fitCca, transformCca, type CcaOptions, type FittedCca } from './cca';
import { listWeights, mapWeights, type DeepWeights } from './deepWeights';
import { netForward } from './net';

/** How a method goes from its nets to its scores. */
export interface Readout {
  /** Class probabilities from the classifier's outputs, both [n, classes]; null without a semantic score. */
  posterior: ((outputs: Tensor2D) => Tensor2D) | null;
  /** A last linear CCA on the nets' outputs; null where they are compared as they are. */
  alignment: CcaOptions | null;
}

/** A fitted model in plain arrays: everything that placing a new item needs. */
export interface DeepModel {
  weights: DeepWeights<PlainMatrix>;
  standardisers: Record<Modality, Standardiser>;
  readout: Readout;
  /** As fitted for `readout.alignment`. */
  cca: FittedCca | null;
}

/** What the nets make of items of one modality, float32 [rows, k] and [rows, classes]. */
interface Outputs {
  rows: number;
  latent: Float32Array;
  k: number;
  posterior: Float32Array | null;
  classes: number;
}

/** Rows of a forward pass, which bounds its memory. */
const CHUNK = 4096;

/** Copies the weights off the backend. */
export async function downloadWeights(weights: DeepWeights): Promise<DeepWeights<PlainMatrix>> {
  const values = await Promise.all(listWeights(weights).map((tensor) => tensor.data<'float32'>()));
  let next = 0;
  return mapWeights(weights, ({ shape: [rows, columns] }) => ({ rows, columns, data: Float32Array.from(values[next++]!) }));
}

/** Owned by the caller. */
function uploadWeights(weights: DeepWeights<PlainMatrix>): DeepWeights {
  return mapWeights(weights, ({ data, rows, columns }) => tf.tensor2d(data, [rows, columns]));
}

function forward(weights: DeepWeights, posterior: Readout['posterior'], modality: Modality, x: Tensor2D): Tensor2D[] {
  const latent = netForward(weights.shared, netForward(weights[modality], x).result).result;
  return posterior ? [latent, posterior(netForward(weights.classifier, latent).result)] : [latent];
}

function joined(chunks: Float32Array[]): Float32Array {
  const result = new Float32Array(chunks.reduce((sum, { length }) => sum + length, 0));
  chunks.reduce((start, chunk) => (result.set(chunk, start), start + chunk.length), 0);
  return result;
}

/** @param features standardised, [items, dims] */
async function netOutputs(weights: DeepWeights, posterior: Readout['posterior'], modality: Modality, features: Tensor2D, rows: Int32Array): Promise<Outputs> {
  const chunks: { latent: Float32Array[]; posterior: Float32Array[] } = { latent: [], posterior: [] };
  for (let start = 0; start < rows.length; start += CHUNK) {
    const results = tf.tidy(() => forward(weights, posterior, modality, gatherRows(features, rows.slice(start, start + CHUNK))));
    const [latent, probabilities] = await Promise.all(results.map((tensor) => tensor.data<'float32'>()));
    tf.dispose(results);
    chunks.latent.push(latent!);
    if (probabilities) chunks.posterior.push(probabilities);
  }
  const latent = joined(chunks.latent);
  const probabilities = posterior && joined(chunks.posterior);
  return { rows: rows.length, latent, k: latent.length / rows.length, posterior: probabilities, classes: probabilities ? probabilities.length / rows.length : 0 };
}

function toEmbedding({ rows, latent, k, posterior, classes }: Outputs, view: FittedCca[Modality] | null): Embedding {
  const variates = view ? transformCca(view, { data: latent, dims: k }, rows) : latent;
  const width = variates.length / rows;
  return { rows, latent: normaliseRows(variates, width), k: width, posterior, classes };
}

/** Linear CCA of the nets' outputs on the pairs in `rows`, images in view 0: the other views cost time and added nothing. */
async function fitAlignment(weights: DeepWeights, options: CcaOptions, tensors: DataTensors, rows: Int32Array): Promise<FittedCca> {
  const image = await netOutputs(weights, null, 'image', tensors.image, rows);
  const text = await netOutputs(weights, null, 'text', tensors.text, rows);
  return fitCca({ data: image.latent, dims: image.k }, { data: text.latent, dims: text.k }, rows.map((_, i) => i), options);
}

/**
 * Pairs in the common space, images in view 0.
 * @param rows pairs on which an alignment is fitted
 * @param shown pairs to place
 */
export async function placePairs(weights: DeepWeights, { posterior, alignment }: Readout, tensors: DataTensors, rows: Int32Array, shown: Int32Array): Promise<{ space: Space; cca: FittedCca | null }> {
  const cca = alignment && (await fitAlignment(weights, alignment, tensors, rows));
  const place = async (modality: Modality) => toEmbedding(await netOutputs(weights, posterior, modality, tensors[modality], shown), cca && cca[modality]);
  return { space: { image: await place('image'), text: await place('text') }, cca };
}

/** Every pair, by weights that are off the backend. */
export async function placeAll(weights: DeepModel['weights'], readout: Readout, tensors: DataTensors, rows: Int32Array): ReturnType<typeof placePairs> {
  const uploaded = uploadWeights(weights);
  try {
    return await placePairs(uploaded, readout, tensors, rows, Int32Array.from({ length: tensors.text.shape[0] }, (_, row) => row));
  } finally {
    tf.dispose(listWeights(uploaded));
  }
}

/** New items. @param features raw, at least one row */
export async function placeRows({ weights, standardisers, readout, cca }: DeepModel, modality: Modality, features: Rows): Promise<Embedding> {
  const uploaded = uploadWeights(weights);
  const items = tf.tensor2d(standardise(features, standardisers[modality]), [features.rows, features.dims]);
  try {
    return toEmbedding(await netOutputs(uploaded, readout.posterior, modality, items, Int32Array.from({ length: features.rows }, (_, row) => row)), cca && cca[modality]);
  } finally {
    tf.dispose([items, ...listWeights(uploaded)]);
  }
}
