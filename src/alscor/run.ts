import * as tf from '@tensorflow/tfjs-core';
import type { Tensor1D } from '@tensorflow/tfjs-core';
import { selectLabels } from '../retrieval/labels';
import { mixedMaps } from '../retrieval/mixedMap';
import { selectRows, type Direction, type ScoreKind, type Space } from '../retrieval/scores';
import { reversalStrength } from './adversary';
import { joinSpaces, planMembers, type MemberPlan } from './committee';
import { checkConfig, type AlscorConfig } from './config';
import { batchesPerEpoch, classLogits, dataDims, fitStandardiser, gatherRows, planEpoch, uploadData, viewRows, type DataTensors, type EpochPlan, type PairData } from './data';
import { checkResidual } from './divergence';
import { MeasureQueue, type StepMeasures } from './measureQueue';
import { embedPairs, fitProjection, netOutputs, snapshot, uploadWeights, type AlscorModel, type MemberModel } from './model';
import { createMasks, createTraining, currentWeights, disposeTraining, trainStep, type Training } from './step';
import { listWeights, type Weights } from './weights';

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

const FUSED_WEIGHTS = [0.1, 0.3, 0.5, 0.7, 0.9];

function average({ i2t, t2i }: Record<Direction, number>): number {
  return (i2t + t2i) / 2;
}

/** Validation MAP of every score, the mean over the members, each on its own items; the fused weight is the best of five. */
function validate(members: { data: PairData; space: Space }[]): { validation: ValidationScores; fusedWeight: number } {
  const maps = members.map(({ data: { validation, labels }, space }) => {
    const held = { image: selectRows(space.image, validation), text: selectRows(space.text, validation) };
    return mixedMaps(held, selectLabels(labels, validation), [1, 0, ...FUSED_WEIGHTS]);
  });
  const mean = (mix: number, direction: Direction) => maps.reduce((sum, own) => sum + own[mix]![direction], 0) / maps.length;
  const [canonical, semantic, ...fused] = maps[0]!.map((_, mix) => ({ i2t: mean(mix, 'i2t'), t2i: mean(mix, 't2i') }));
  const best = fused.reduce((top, map, mix) => (average(map) > average(fused[top]!) ? mix : top), 0);
  return { validation: { canonical: canonical!, semantic: semantic!, fused: fused[best]! }, fusedWeight: FUSED_WEIGHTS[best]! };
}

/** What model choice maximises: the mean over both directions of the canonical and the semantic MAP; without a trained classifier the canonical alone. */
export function selectionScore({ canonical, semantic }: ValidationScores, { classificationWeight }: Pick<AlscorConfig, 'classificationWeight'>): number {
  return classificationWeight === 0 ? average(canonical) : (average(canonical) + average(semantic)) / 2;
}

interface Member extends MemberPlan {
  training: Training;
}

/** The data on the backend, once for all members. */
interface RunTensors {
  all: DataTensors;
  /** Images in view 0 alone: what is validated, and searched while the run goes on. */
  shown: DataTensors;
}

function uploadRun(data: PairData, standardisers: AlscorModel['standardisers']): RunTensors {
  const all = uploadData(data, standardisers);
  const image = data.views > 1 ? tf.slice2d(all.image, [0, 0], [data.count, data.image.dims]) : all.image;
  return { all, shown: { ...all, image } };
}

function disposeRun({ all, shown }: RunTensors): void {
  tf.dispose([all.image, all.text, all.target, shown.image]);
}

function makeStep({ training, data, config }: Member, tensors: DataTensors, batch: EpochPlan['batches'][number], progress: number): Tensor1D {
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

/** The layer fitted on `rows`, and where it puts every pair. */
async function fitMember(weights: Weights, tensors: DataTensors, rows: Int32Array, config: AlscorConfig, step: number): Promise<{ model: MemberModel; space: Space }> {
  const outputs = netOutputs(weights, tensors, config.activation);
  const { residual, ...projection } = fitProjection(outputs, tensors.text.shape[0], rows, config);
  try {
    const [error] = await residual.data();
    checkResidual(error!, step, 'refit of the CCA layer', config);
    return { space: await embedPairs(weights, projection, tensors.multiLabel, outputs), model: await snapshot(weights, projection) };
  } finally {
    tf.dispose([residual, outputs.image, outputs.text, ...Object.values(projection)]);
  }
}

async function finishEpoch(members: Member[], { shown }: RunTensors, config: AlscorConfig, standardisers: AlscorModel['standardisers']) {
  const fitted: { model: MemberModel; space: Space; data: PairData }[] = [];
  for (const { training, data } of members) {
    fitted.push({ data, ...(await fitMember(currentWeights(training), shown, data.train, config, training.step)) });
  }
  const { validation, fusedWeight } = validate(fitted);
  const model: AlscorModel = { config, standardisers, members: fitted.map((member) => member.model), fusedWeight, multiLabel: shown.multiLabel };
  return { step: members[0]!.training.step, space: joinSpaces(fitted.map(({ space }) => space)), model, validation, fusedWeight };
}

/** The chosen weights with their layer fitted on the whole training split, in every view. */
async function refit(best: AlscorModel, { all }: RunTensors, rows: Int32Array, step: number): Promise<{ model: AlscorModel; space: Space }> {
  const fitted: { model: MemberModel; space: Space }[] = [];
  for (const member of best.members) {
    const weights = uploadWeights(member);
    try {
      fitted.push(await fitMember(weights, all, rows, best.config, step));
    } finally {
      tf.dispose(listWeights(weights));
    }
  }
  return { model: { ...best, members: fitted.map(({ model }) => model) }, space: joinSpaces(fitted.map(({ space }) => space)) };
}

/** One step of every member. Members hold out about as many pairs each; one with a batch less begins anew. */
function stepAll(members: Member[], tensors: DataTensors, plans: EpochPlan[], index: number, progress: number): Tensor1D[] {
  return members.map((member, m) => {
    const { batches } = plans[m]!;
    return makeStep(member, tensors, batches[index % batches.length]!, progress);
  });
}

/**
 * Trains ALSCOR on the current tfjs backend, an event at a time: ask for the next to go on, wait to
 * pause, call `return()` to stop. The last event carries the best epoch's model.
 * @param trainSplit the whole training split, on which the CCA layers are fitted once at the end
 * @throws ConfigError, and DivergenceError where a term is no longer finite
 */
export async function* trainAlscor(data: PairData, config: AlscorConfig, trainSplit: Int32Array): AsyncGenerator<RunEvent, void> {
  checkConfig(config);
  const standardisers = {
    image: fitStandardiser(data.image, viewRows(trainSplit, data.count, data.views)),
    text: fitStandardiser(data.text, trainSplit),
  };
  const tensors = uploadRun(data, standardisers);
  const members = planMembers(data, config, trainSplit).map((plan): Member => ({ ...plan, training: createTraining(dataDims(data), plan.config, classLogits(plan.data)) }));
  const queue = new MeasureQueue(config);
  const total = totalSteps(data, config);
  let step = 0;
  let best: { model: AlscorModel; score: number; epoch: number } | null = null;
  try {
    for (let epoch = 1; epoch <= config.epochs; epoch++) {
      const plans = members.map((member) => planEpoch(member.data, member.config, epoch));
      for (let index = 0; index < batchesPerEpoch(data.train.length, config.batchSize); index++) {
        const progress = step / total;
        queue.push({ step: ++step, reversal: reversalStrength(progress), measures: stepAll(members, tensors.all, plans, index, progress) });
        yield { type: 'steps', step, points: queue.full ? await queue.read() : [] };
      }
      yield { type: 'steps', step, points: await queue.read() };
      const finished = await finishEpoch(members, tensors, config, standardisers);
      const score = selectionScore(finished.validation, config);
      const improves: boolean = best === null || score > best.score;
      if (improves) best = { model: finished.model, score, epoch };
      yield { type: 'epoch', result: { ...finished, epoch, best: improves } };
      if (config.patience > 0 && epoch - best!.epoch >= config.patience) break;
    }
    yield { type: 'result', result: { ...(await refit(best!.model, tensors, trainSplit, step)), bestEpoch: best!.epoch } };
  } finally {
    queue.dispose();
    members.forEach(({ training }) => disposeTraining(training));
    disposeRun(tensors);
  }
}
