/** The end of an epoch: CCA layers fitted, the model taken off the backend, its validation read. */
import * as tf from '@tensorflow/tfjs-core';
import type { Space } from '../retrieval/scores';
import { joinSpaces, type MemberPlan } from './committee';
import type { AlscorConfig } from './config';
import { uploadData, type DataTensors, type PairData } from './data';
import { checkResidual } from './divergence';
import { embedPairs, fitProjection, netOutputs, snapshot, uploadWeights, type AlscorModel, type MemberModel } from './model';
import { currentWeights, type Training } from './step';
import { validate } from './validation';
import { listWeights, type Weights } from './weights';

export interface Member extends MemberPlan {
  training: Training;
}

/** The data on the backend, once for all members. */
export interface RunTensors {
  all: DataTensors;
  /** Images in view 0 alone: what is validated, and searched while the run goes on. */
  shown: DataTensors;
}

export function uploadRun(data: PairData, standardisers: AlscorModel['standardisers']): RunTensors {
  const all = uploadData(data, standardisers);
  const image = data.views > 1 ? tf.slice2d(all.image, [0, 0], [data.count, data.image.dims]) : all.image;
  return { all, shown: { ...all, image } };
}

export function disposeRun({ all, shown }: RunTensors): void {
  tf.dispose([all.image, all.text, all.target, shown.image]);
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

/** The model after an epoch, its layers fitted on the members' training rows, with every pair's place and the validation MAP. */
export async function finishEpoch(members: Member[], { shown }: RunTensors, config: AlscorConfig, standardisers: AlscorModel['standardisers']) {
  const fitted: { model: MemberModel; space: Space; data: PairData }[] = [];
  for (const { training, data } of members) {
    fitted.push({ data, ...(await fitMember(currentWeights(training), shown, data.train, config, training.step)) });
  }
  const { validation, fusedWeight } = validate(fitted);
  const model: AlscorModel = { config, standardisers, members: fitted.map((member) => member.model), fusedWeight, multiLabel: shown.multiLabel };
  return { step: members[0]!.training.step, space: joinSpaces(fitted.map(({ space }) => space)), model, validation, fusedWeight };
}

/** The chosen weights with their layer fitted on the whole training split, in every view. */
export async function refit(best: AlscorModel, { all }: RunTensors, rows: Int32Array, step: number): Promise<{ model: AlscorModel; space: Space }> {
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
