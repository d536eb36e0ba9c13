/** Fitted models that place items of both modalities in one space. */
import type { AlscorModel } from '../../alscor/model';
import type { Dataset } from '../../bundle/dataset';
import type { Rows } from '../../math/rows';
import { fitLinearCca, usualRidge } from '../../methods/linearCca';
import type { Embedding, Modality, Space } from '../../retrieval/scores';
import { embedders } from '../models/embedTrained';
import { rowsOfSplit } from '../pairs';
import { describePreprocessing, type Preprocessing } from '../preprocessing';
import type { RunRecord } from '../runs/record';
import type { ModelInfo } from './types';

/** A trained model and what its features went through first: everything that placing a new item needs. */
export interface TrainedModel extends AlscorModel {
  preprocessing: Preprocessing;
}

export interface SearchModel {
  info: ModelInfo;
  /** Null for linear CCA, which is fitted anew on the raw features of each dataset. */
  trained: TrainedModel | null;
  /** Every item of the dataset, images in view 0. */
  space: Space;
  /** One new item. @param features raw, float32 [dims], of the dataset's own encoder */
  embed(modality: Modality, features: Float32Array): Promise<Embedding>;
  /** New items as `embed` places each of them. @param features raw, at least one row */
  embedRows(modality: Modality, features: Rows): Promise<Embedding>;
}

/** Linear CCA on the raw features of the training split. */
export function linearCca(dataset: Dataset): SearchModel {
  const { scores, space, embed, embedRows } = fitLinearCca(dataset, rowsOfSplit(dataset.items, 'train'), usualRidge);
  return {
    info: { key: 'cca', kind: 'cca', label: 'Linear CCA', epoch: null, runId: null, scores, fusedWeight: null, preprocessing: null },
    trained: null,
    space,
    embed,
    embedRows,
  };
}

/** ALSCOR as of an epoch. @param note follows the epoch in the label, e.g. "best of 30" */
export function alscor(trained: TrainedModel, space: Space, epoch: number, { id: runId, name }: Pick<RunRecord, 'id' | 'name'>, note?: string): SearchModel {
  const label = `ALSCOR, ${name}, epoch ${epoch}${note ? ` (${note})` : ''}`;
  return {
    info: {
      key: 'alscor', kind: 'alscor', label, epoch, runId, scores: ['semantic', 'canonical', 'fused'], fusedWeight: trained.fusedWeight,
      preprocessing: describePreprocessing(trained.preprocessing),
    },
    trained,
    space,
    ...embedders(trained),
  };
}
