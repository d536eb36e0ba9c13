import * as tf from '@tensorflow/tfjs-core';
import type { Tensor2D } from '@tensorflow/tfjs-core';
import { times } from '../math/products';
import { normaliseRows, type Embedding, type Modality, type Space } from '../retrieval/scores';
import type { CcaProjection } from './ccaLayer';
import { classProbabilities, logits } from './classifier';
import { joinEmbeddings } from './committee';
import { spaceForward } from './commonSpace';
import type { AlscorConfig } from './config';
import { gatherRows, standardise, viewRows, type DataTensors, type Features, type Standardiser } from './data';
import { perceptronForward, type Activation, type Perceptron } from './nets';
import { mapWeights, type Weights } from './weights';

/** Row-major float32 [rows, columns]. */
export interface PlainMatrix {
  rows: number;
  columns: number;
  data: Float32Array;
}

/** One member's nets with their fitted layer, in plain arrays. */
export interface MemberModel {
  weights: Weights<PlainMatrix>;
  projection: { meanU: PlainMatrix; meanW: PlainMatrix; projectU: PlainMatrix; projectW: PlainMatrix };
}

/** A trained model in plain arrays: everything that embedding a new item needs. */
export interface AlscorModel {
  config: AlscorConfig;
  standardisers: { image: Standardiser; text: Standardiser };
  members: MemberModel[];
  /** Weight of the canonical score in the fused one, chosen on validation items. */
  fusedWeight: number;
  /** Posteriors are probabilities of classes of which an item can have any number. */
  multiLabel: boolean;
}

/** Rows a forward pass takes at once at inference, which bounds its memory. */
const CHUNK = 4096;

function netOutput(net: Perceptron, input: Tensor2D, activation: Activation): Tensor2D {
  const [rows, columns] = input.shape;
  const chunks: Tensor2D[] = [];
  for (let start = 0; start < rows; start += CHUNK) {
    // tfjs's wasm backend copies the whole of what it slices.
    const part = () => (rows <= CHUNK ? input : tf.slice2d(input, [start, 0], [Math.min(CHUNK, rows - start), columns]));
    chunks.push(tf.tidy(() => perceptronForward(net, part(), activation, null).result));
  }
  return chunks.length === 1 ? chunks[0]! : tf.tidy(() => tf.concat(chunks, 0));
}

/** What both nets make of every item, image views included. */
export interface NetOutputs {
  /** [views · count, k] */
  image: Tensor2D;
  /** [count, k] */
  text: Tensor2D;
}

/** Owned by the caller. */
export function netOutputs(weights: Weights, { image, text }: DataTensors, activation: Activation): NetOutputs {
  return tf.tidy(() => ({ image: netOutput(weights.visNet, image, activation), text: netOutput(weights.txtNet, text, activation) }));
}

/**
 * The common space refitted on the given pairs, in the views that the outputs have: batch statistics never serve retrieval.
 * @param count pairs, of which each view has as many image rows
 * @returns the projection and its residual (scalar), owned by the caller
 */
export function fitProjection({ image, text }: NetOutputs, count: number, rows: Int32Array, config: AlscorConfig) {
  return tf.tidy(() => {
    const views = image.shape[0] / count;
    const repeated = new Int32Array(rows.length * views);
    for (let view = 0; view < views; view++) repeated.set(rows, view * rows.length);
    const U = gatherRows(image, Int32Array.from(viewRows(rows, count, views)));
    const W = gatherRows(text, repeated);
    const { meanU, meanW, projectU, projectW, residual } = spaceForward(U, W, config);
    return { meanU, meanW, projectU, projectW, residual };
  });
}

/** Variates and class probabilities of net outputs, [n, k] and [n, classes]. */
function project(weights: Weights, projection: CcaProjection, multiLabel: boolean, modality: Modality, output: Tensor2D): [Tensor2D, Tensor2D] {
  const Z =
    modality === 'image'
      ? times(tf.sub(output, projection.meanU), projection.projectU)
      : times(tf.sub(output, projection.meanW), projection.projectW);
  return [Z, classProbabilities(logits(weights.classifier, Z), multiLabel)];
}

async function toEmbedding([Z, posterior]: [Tensor2D, Tensor2D]): Promise<Embedding> {
  const [latent, probabilities] = await Promise.all([Z.data<'float32'>(), posterior.data<'float32'>()]);
  const embedding: Embedding = {
    rows: Z.shape[0],
    k: Z.shape[1],
    latent: normaliseRows(Float32Array.from(latent), Z.shape[1]),
    posterior: Float32Array.from(probabilities),
    classes: posterior.shape[1],
  };
  tf.dispose([Z, posterior]);
  return embedding;
}

/** All pairs (images in view 0) in the common space. */
export async function embedPairs(weights: Weights, projection: CcaProjection, multiLabel: boolean, { image, text }: NetOutputs): Promise<Space> {
  const shown = () => (image.shape[0] === text.shape[0] ? image : tf.slice2d(image, [0, 0], text.shape));
  return {
    image: await toEmbedding(tf.tidy(() => project(weights, projection, multiLabel, 'image', shown()))),
    text: await toEmbedding(tf.tidy(() => project(weights, projection, multiLabel, 'text', text))),
  };
}

async function toPlain(tensor: tf.Tensor): Promise<PlainMatrix> {
  const [rows, columns] = tensor.rank === 2 ? (tensor.shape as [number, number]) : [1, tensor.size];
  return { rows, columns, data: (await tensor.data<'float32'>()).slice() };
}

/** Copies weights and projection off the backend. */
export async function snapshot(weights: Weights, { meanU, meanW, projectU, projectW }: CcaProjection): Promise<MemberModel> {
  const pending: Promise<void>[] = [];
  const plain = mapWeights(weights, (tensor) => {
    const matrix: PlainMatrix = { rows: tensor.shape[0], columns: tensor.shape[1], data: new Float32Array() };
    pending.push(toPlain(tensor).then(({ data }) => void (matrix.data = data)));
    return matrix;
  });
  await Promise.all(pending);
  return {
    weights: plain,
    projection: { meanU: await toPlain(meanU), meanW: await toPlain(meanW), projectU: await toPlain(projectU), projectW: await toPlain(projectW) },
  };
}

const upload = ({ data, rows, columns }: PlainMatrix): Tensor2D => tf.tensor2d(data, [rows, columns]);

/** The member's weights as tensors, owned by the caller. */
export function uploadWeights(member: MemberModel): Weights {
  return mapWeights(member.weights, upload);
}

function embedWith(member: MemberModel, model: AlscorModel, modality: Modality, features: Features): Promise<Embedding> {
  return toEmbedding(
    tf.tidy(() => {
      const weights = uploadWeights(member);
      const { meanU, meanW, projectU, projectW } = member.projection;
      const projection = { meanU: tf.squeeze<tf.Tensor1D>(upload(meanU), [0]), meanW: tf.squeeze<tf.Tensor1D>(upload(meanW), [0]), projectU: upload(projectU), projectW: upload(projectW) };
      const x = tf.tensor2d(standardise(features, model.standardisers[modality]), [features.rows, features.dims]);
      const net = modality === 'image' ? weights.visNet : weights.txtNet;
      return project(weights, projection, model.multiLabel, modality, perceptronForward(net, x, model.config.activation, null).result);
    }),
  );
}

/**
 * New items in the common space.
 * @param features not standardised, preprocessed as those were that the model was trained on
 */
export async function embedFeatures(model: AlscorModel, modality: Modality, features: Features): Promise<Embedding> {
  const embeddings: Embedding[] = [];
  for (const member of model.members) embeddings.push(await embedWith(member, model, modality, features));
  return joinEmbeddings(embeddings);
}
