import * as tf from '@tensorflow/tfjs-core';
import type { Tensor1D } from '@tensorflow/tfjs-core';
import { selectLabels } from '../retrieval/labels';
import { meanAveragePrecision } from '../retrieval/metrics';
import { selectRows, type Direction, type ScoreKind, type Space } from '../retrieval/scores';
import { reversalStrength } from './adversary';
import { checkConfig, type AlscorConfig } from './config';
import { batchesPerEpoch, classLogits, dataDims, fitStandardiser, gatherRows, planEpoch, uploadData, viewRows, type DataTensors, type PairData } from './data';
import type { CcaProjection } from './ccaLayer';
import { checkMeasures, checkResidual } from './divergence';
import { embedPairs, fitProjection, netOutputs, snapshot, uploadWeights, type AlscorModel } from './model';
import { measureNames } from './objective';
import { createMasks, createTraining, currentWeights, disposeTraining, trainStep, type Training } from './step';
import { listWeights, type Weights } from './weights';

export type Measures = Record<(typeof measureNames)[number], number>;

export interface StepMeasures extends Measures {
  step: number;
  reversal: number;
}

export type ValidationScores = Record<ScoreKind, Record<Direction, number>>;

export interface EpochResult {
  epoch: number;
  step: number;
  validation: ValidationScores;
  fusedWeight: number;
  best: boolean;
  /** Its CCA layer is fitted on the training rows alone, without the validation items. */
  model: AlscorModel;
  /** All pairs as the model places them. */
  space: Space;
}

export interface RunResult {
  /** The best epoch's weights, the CCA layer refitted on the whole training split. */
  model: AlscorModel;
  space: Space;
  bestEpoch: number;
}

/** What a run tells between its steps; it goes on when the next is asked for. */
export type RunEvent =
  | { type: 'steps'; step: number; points: StepMeasures[] }
  | { type: 'epoch'; result: EpochResult }
  | { type: 'result'; result: RunResult };

export function totalSteps(data: PairData, { epochs, batchSize }: AlscorConfig): number {
  return epochs * batchesPerEpoch(data.train.length, batchSize);
}

/** A reading of the measures waits for the backend: at most so many steps and milliseconds pass between two. */
const READ_EVERY = 10;
const READ_AFTER_MS = 100;

/** Measures that still lie on the backend. */
class MeasureQueue {
  private waiting: { step: number; reversal: number; measures: Tensor1D }[] = [];
  private readAt = Date.now();

  push(step: number, reversal: number, measures: Tensor1D): void {
    this.waiting.push({ step, reversal, measures });
  }

  get full(): boolean {
    return this.waiting.length >= READ_EVERY || Date.now() - this.readAt >= READ_AFTER_MS;
  }

  /** @throws DivergenceError at the first step that is not finite or whose iteration diverged */
  async read(config: AlscorConfig): Promise<StepMeasures[]> {
    const queue = this.waiting.splice(0);
    if (queue.length === 0) return [];
    const stacked = tf.tidy(() => tf.stack(queue.map(({ measures }) => measures)));
    tf.dispose(queue.map(({ measures }) => measures));
    const values = await stacked.data();
    stacked.dispose();
    this.readAt = Date.now();
    return queue.map(({ step, reversal }, row) => {
      const named = Object.fromEntries(measureNames.map((name, i) => [name, values[row * measureNames.length + i]!])) as Measures;
      checkMeasures(named, step, config);
      return { step, reversal, ...named };
    });
  }

  dispose(): void {
    tf.dispose(this.waiting.splice(0).map(({ measures }) => measures));
  }
}

const FUSED_WEIGHTS = [0.1, 0.3, 0.5, 0.7, 0.9];

function average({ i2t, t2i }: Record<Direction, number>): number {
  return (i2t + t2i) / 2;
}

/** Validation MAP of every score; the fused weight is the best of five. */
function validate(space: Space, data: PairData): { validation: ValidationScores; fusedWeight: number } {
  const held = { image: selectRows(space.image, data.validation), text: selectRows(space.text, data.validation) };
  const labels = selectLabels(data.labels, data.validation);
  const score = (kind: ScoreKind, weight: number) => meanAveragePrecision(held, labels, kind, weight);
  const mixes = FUSED_WEIGHTS.map((weight) => ({ weight, map: score('fused', weight) }));
  const fused = mixes.reduce((best, mix) => (average(mix.map) > average(best.map) ? mix : best));
  return {
    validation: { canonical: score('canonical', 1), semantic: score('semantic', 0), fused: fused.map },
    fusedWeight: fused.weight,
  };
}

/** What model choice maximises: the mean over both directions of the canonical and the semantic MAP. */
export function selectionScore({ canonical, semantic }: ValidationScores): number {
  return (average(canonical) + average(semantic)) / 2;
}

function makeStep(training: Training, tensors: DataTensors, batch: { pairs: Int32Array; imageRows: Int32Array }, data: PairData, config: AlscorConfig, progress: number): Tensor1D {
  return tf.tidy(() =>
    trainStep(
      training,
      {
        image: gatherRows(tensors.image, batch.imageRows),
        text: gatherRows(tensors.text, batch.pairs),
        target: gatherRows(tensors.target, batch.pairs),
        multiLabel: tensors.multiLabel,
        masks: createMasks(batch.pairs.length, dataDims(data), config, training.step),
      },
      config,
      progress,
    ),
  );
}

/** The CCA layer fitted on `rows`, and where it puts every pair. The projection is the caller's. */
async function fitSpace(weights: Weights, tensors: DataTensors, data: PairData, rows: Int32Array, config: AlscorConfig, step: number): Promise<{ projection: CcaProjection; space: Space }> {
  const outputs = netOutputs(weights, tensors, config.activation);
  const { residual, ...projection } = fitProjection(outputs, data, rows, config.ridge);
  try {
    const [error] = await residual.data();
    checkResidual(error!, step, 'refit of the CCA layer', config);
    return { projection, space: await embedPairs(weights, projection, tensors.multiLabel, outputs) };
  } catch (error) {
    tf.dispose(Object.values(projection));
    throw error;
  } finally {
    tf.dispose([residual, outputs.image, outputs.text]);
  }
}

async function finishEpoch(training: Training, tensors: DataTensors, data: PairData, config: AlscorConfig, standardisers: AlscorModel['standardisers']) {
  const weights = currentWeights(training);
  const { projection, space } = await fitSpace(weights, tensors, data, data.train, config, training.step);
  const { validation, fusedWeight } = validate(space, data);
  const model = await snapshot(weights, projection, { standardisers, config, fusedWeight, multiLabel: tensors.multiLabel });
  tf.dispose(Object.values(projection));
  return { step: training.step, space, model, validation, fusedWeight };
}

async function refit(best: AlscorModel, tensors: DataTensors, data: PairData, rows: Int32Array, step: number): Promise<{ model: AlscorModel; space: Space }> {
  const weights = uploadWeights(best);
  try {
    const { projection, space } = await fitSpace(weights, tensors, data, rows, best.config, step);
    const model = await snapshot(weights, projection, best);
    tf.dispose(Object.values(projection));
    return { model, space };
  } finally {
    tf.dispose(listWeights(weights));
  }
}

/**
 * Trains ALSCOR on the current tfjs backend, an event at a time: ask for the next to go on, wait to
 * pause, call `return()` to stop. The last event carries the best epoch's model.
 * @param refitRows the whole training split, on which the CCA layer is fitted once at the end
 * @throws ConfigError, and DivergenceError where a term is no longer finite
 */
export async function* trainAlscor(data: PairData, config: AlscorConfig, refitRows: Int32Array): AsyncGenerator<RunEvent, void> {
  checkConfig(config);
  const standardisers = {
    image: fitStandardiser(data.image, viewRows(data.train, data.count, data.views)),
    text: fitStandardiser(data.text, data.train),
  };
  const tensors = uploadData(data, standardisers);
  const training = createTraining(dataDims(data), config, classLogits(data));
  const queue = new MeasureQueue();
  const total = totalSteps(data, config);
  let best: { model: AlscorModel; score: number; epoch: number } | null = null;
  try {
    for (let epoch = 1; epoch <= config.epochs; epoch++) {
      for (const batch of planEpoch(data, config, epoch).batches) {
        const progress = training.step / total;
        queue.push(training.step + 1, reversalStrength(progress), makeStep(training, tensors, batch, data, config, progress));
        yield { type: 'steps', step: training.step, points: queue.full ? await queue.read(config) : [] };
      }
      yield { type: 'steps', step: training.step, points: await queue.read(config) };
      const finished = await finishEpoch(training, tensors, data, config, standardisers);
      const score = selectionScore(finished.validation);
      const improves: boolean = best === null || score > best.score;
      if (improves) best = { model: finished.model, score, epoch };
      yield { type: 'epoch', result: { ...finished, epoch, best: improves } };
      if (config.patience > 0 && epoch - best!.epoch >= config.patience) break;
    }
    yield { type: 'result', result: { ...(await refit(best!.model, tensors, data, refitRows, training.step)), bestEpoch: best!.epoch } };
  } finally {
    queue.dispose();
    disposeTraining(training);
    tf.dispose([tensors.image, tensors.text, tensors.target]);
  }
}
