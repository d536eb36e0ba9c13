import * as tf from '@tensorflow/tfjs-core';
import type { Scalar, Tensor2D } from '@tensorflow/tfjs-core';
import { createSlot, disposeSlot } from '../alscor/adamw';
import type { AlscorConfig } from '../alscor/config';
import { batchesPerEpoch, dataDims, fitStandardiser, planEpoch, uploadData, viewRows, type PairData } from '../alscor/data';
import type { PlainMatrix } from '../alscor/model';
import type { DataDims } from '../alscor/weights';
import { selectLabels } from '../retrieval/labels';
import type { ScoreKind } from '../retrieval/scores';
import type { CcaOptions } from './cca';
import { downloadWeights, placeAll, placeRows, placePairs, type DeepModel, type Readout } from './deepModel';
import { checkLosses, currentWeights, deepStep, type DeepObjective, type DeepSettings, type DeepTraining } from './deepStep';
import { listWeights, mapWeights, type DeepWeights } from './deepWeights';
import { validationMap, type FitProgress, type FittedMethod, type Method } from './method';

/** What tells one deep method from another. */
export interface DeepRecipe extends Pick<Method, 'name' | 'label' | 'source' | 'hyperparameters' | 'unsupervised'> {
  scores: ScoreKind[];
  settings: DeepSettings & {
    /** Most passes over the training pairs. */
    epochs: number;
    /** Stops after so many epochs without a better validation MAP. */
    patience: number;
  };
  /** Seeded start; the tensors belong to the caller. */
  createWeights(dims: DataDims, seed: number): DeepWeights;
  objective: DeepObjective;
  /** Class probabilities from the classifier's outputs, both [n, C]; null without a semantic score. */
  posterior: ((outputs: Tensor2D, multiLabel: boolean) => Tensor2D) | null;
  /** The linear CCA on the nets' outputs; null where they are compared as they are. */
  alignment: CcaOptions | null;
}

/** The validation pairs as data of their own: row i is the i-th of them. */
function heldOut(data: PairData): PairData {
  const { validation, labels } = data;
  return { ...data, labels: selectLabels(labels, validation), validation: validation.map((_, i) => i) };
}

/** The slots and the data are the caller's. */
function startTraining({ createWeights, objective, settings }: DeepRecipe, data: PairData, standardisers: DeepModel['standardisers'], seed: number): DeepTraining {
  const tensors = uploadData(data, standardisers);
  const slots = mapWeights(createWeights(dataDims(data), seed), createSlot);
  return { objective, settings, slots, tensors, seed };
}

async function* fitDeep(recipe: DeepRecipe, data: PairData, trainSplit: Int32Array, config: AlscorConfig): AsyncGenerator<FitProgress, FittedMethod> {
  const { label, scores, settings, alignment, posterior } = recipe;
  const { epochs, patience, batchSize } = settings;
  const standardisers = { image: fitStandardiser(data.image, viewRows(data.train, data.count, data.views)), text: fitStandardiser(data.text, data.train) };
  const training = startTraining(recipe, data, standardisers, config.seed);
  const { tensors, slots } = training;
  const readout: Readout = { alignment, posterior: posterior && ((outputs) => posterior(outputs, tensors.multiLabel)) };
  const held = heldOut(data);
  const total = epochs * batchesPerEpoch(data.train.length, batchSize);
  const losses: Scalar[] = [];
  let best: { epoch: number; map: number; weights: DeepWeights<PlainMatrix> } | null = null;
  let epoch = 0;
  let step = 0;
  try {
    while (epoch < epochs && (best === null || epoch - best.epoch < patience)) {
      epoch++;
      for (const batch of planEpoch(data, { ...config, batchSize }, epoch).batches) {
        losses.push(deepStep(training, batch, step++, total));
        yield { done: step, total, validation: best && best.map };
      }
      await checkLosses(losses.splice(0), label, epoch);
      const weights = currentWeights(slots);
      const { space } = await placePairs(weights, readout, tensors, data.train, data.validation);
      const map = validationMap({ scores, space, fusedWeight: null }, held);
      if (best === null || map > best.map) best = { epoch, map, weights: await downloadWeights(weights) };
    }
    const { weights, epoch: bestEpoch } = best!;
    const { space, cca } = await placeAll(weights, readout, tensors, trainSplit);
    const model: DeepModel = { weights, standardisers, readout, cca };
    return { scores, space, fusedWeight: null, chosen: `epoch ${bestEpoch}`, epochs: epoch, embed: (modality, features) => placeRows(model, modality, { data: features, rows: 1, dims: features.length }), embedRows: (modality, features) => placeRows(model, modality, features) };
  } finally {
    listWeights(slots).forEach(disposeSlot);
    tf.dispose([...losses, tensors.image, tensors.text, tensors.target]);
  }
}

/** A compared method whose nets learn by gradient descent; the validation pairs choose the epoch, whose weights are kept. */
export function deepMethod(recipe: DeepRecipe): Method {
  const { name, label, source, hyperparameters, unsupervised } = recipe;
  return { name, label, source, hyperparameters, unsupervised, fit: (data, trainSplit, config) => fitDeep(recipe, data, trainSplit, config) };
}
