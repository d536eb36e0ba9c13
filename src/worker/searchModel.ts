/** Fitted models that place items of both modalities in one space. */
import { embedFeatures, type AlscorModel } from '../alscor/model';
import type { Dataset } from '../bundle/dataset';
import { fitLinearCca, usualRidge } from '../methods/linearCca';
import type { Embedding, Modality, Space } from '../retrieval/scores';
import { rowsOfSplit } from './pairs';
import type { ModelInfo } from './protocol';

export interface SearchModel {
  info: ModelInfo;
  /** Every item of the dataset, images in view 0. */
  space: Space;
  /** One new item. @param features float32 [dims], of the dataset's own encoder */
  embed(modality: Modality, features: Float32Array): Promise<Embedding>;
}

/** Linear CCA on the raw features of the training split. */
export function linearCca(dataset: Dataset): SearchModel {
  const { scores, space, embed } = fitLinearCca(dataset, rowsOfSplit(dataset.items, 'train'), usualRidge);
  return {
    info: { kind: 'cca', label: 'Linear CCA', epoch: null, runId: null, scores, fusedWeight: null },
    space,
    embed,
  };
}

/** ALSCOR as of an epoch. @param note follows the epoch in the label, e.g. "best of 30" */
export function alscor(model: AlscorModel, space: Space, epoch: number, runId: number, note?: string): SearchModel {
  const label = `ALSCOR, run ${runId}, epoch ${epoch}${note ? ` (${note})` : ''}`;
  return {
    info: { kind: 'alscor', label, epoch, runId, scores: ['semantic', 'canonical', 'fused'], fusedWeight: model.fusedWeight },
    space,
    embed: (modality, features) => embedFeatures(model, modality, { data: features, rows: 1, dims: features.length }),
  };
}
