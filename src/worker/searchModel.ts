/** Fitted models that place items of both modalities in one space. */
import { embedFeatures, type AlscorModel } from '../alscor/model';
import type { Dataset, FeatureMatrix } from '../bundle/dataset';
import { fitCca, transformCca } from '../methods/cca';
import { normaliseRows, type Embedding, type Modality, type Space } from '../retrieval/scores';
import { rowsOfSplit } from './pairs';
import type { ModelInfo } from './protocol';

export interface SearchModel {
  info: ModelInfo;
  /** Every item of the dataset, images in view 0. */
  space: Space;
  /** One new item. @param features float32 [dims], of the dataset's own encoder */
  embed(modality: Modality, features: Float32Array): Promise<Embedding>;
}

/**
 * Of 16, 32, 64 and 128 dimensions and ridges from 0.03 to 3 these gave the demo's validation items nearly the best MAP
 * (0.463; best 0.479), and more views of the pictures added nothing.
 */
const CCA_OPTIONS = { maxDims: 32, ridge: 1 };

/** Linear CCA on the raw features of the training split, images in view 0. */
export function linearCca({ image, text, items, count }: Dataset): SearchModel {
  const fitted = fitCca(image, text, rowsOfSplit(items, 'train'), CCA_OPTIONS);
  const k = fitted.correlations.length;
  const embed = (modality: Modality, features: Pick<FeatureMatrix, 'data' | 'dims'>, rows: number): Embedding => {
    return { rows, k, latent: normaliseRows(transformCca(fitted[modality], features, rows), k), posterior: null, classes: 0 };
  };
  return {
    info: { kind: 'cca', label: 'Linear CCA', epoch: null, runId: null, scores: ['canonical'], fusedWeight: null },
    space: { image: embed('image', image, count), text: embed('text', text, count) },
    embed: async (modality, features) => embed(modality, { data: features, dims: features.length }, 1),
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
