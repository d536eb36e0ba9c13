/** Both towers with what is needed to use them. */
import type { Dataset } from '../../../bundle/dataset';
import type { Modality } from '../../../retrieval/scores';
import { preprocessingWords } from '../../../math/preprocess';
import type { ModelInfo } from '../../protocol';
import type { TrainedModel } from '../../search/searchModel';
import type { Files } from '../zip';
import { encodeTower } from './tower';

type DatasetFacts = Pick<Dataset, 'name' | 'image' | 'text' | 'labels'>;

function towerLines(modality: Modality, { preprocessing }: TrainedModel, { [modality]: { dims, encoder } }: DatasetFacts): string {
  const fitted = preprocessing[modality];
  const counts = fitted.kind === 'tfidf' ? ' They must be counts or weights of at least 0: the graph does not check it.' : '';
  return `${modality}_tower.onnx
  in:  features   float32 (batch, ${dims})   ${modality} features as the dataset has them${encoder ? `, made by ${encoder}` : ''}.${counts}
       Inside: ${preprocessingWords(fitted)}, then each column standardised.`;
}

function readme(trained: TrainedModel, { label }: ModelInfo, dataset: DatasetFacts): string {
  const { fusedWeight, members, config } = trained;
  return `${label}, trained on "${dataset.name}"

${towerLines('image', trained, dataset)}
${towerLines('text', trained, dataset)}

Both give
  embedding   float32 (batch, ${members.length * config.latentDim})   place in the common space, of length 1
  posterior   float32 (batch, ${dataset.labels.names.length})   probability of each class of labels.json

  import numpy as np, onnxruntime as ort
  image = ort.InferenceSession("image_tower.onnx").run(None, {"features": image_features.astype(np.float32)})
  text = ort.InferenceSession("text_tower.onnx").run(None, {"features": text_features.astype(np.float32)})
  canonical, semantic = image[0] @ text[0].T, image[1] @ text[1].T
  fused = ${fusedWeight} * canonical + (1 - ${fusedWeight}) * semantic
`;
}

/** image_tower.onnx, text_tower.onnx, labels.json and README.txt. */
export function onnxFiles(trained: TrainedModel, info: ModelInfo, dataset: DatasetFacts): Files {
  const properties = { model: info.label, dataset: dataset.name, classes: JSON.stringify(dataset.labels.names) };
  const labels = { classes: dataset.labels.names, multiLabel: trained.multiLabel, fusedWeight: trained.fusedWeight };
  return [
    ['README.txt', readme(trained, info, dataset)],
    ['image_tower.onnx', encodeTower(trained, 'image', properties)],
    ['text_tower.onnx', encodeTower(trained, 'text', properties)],
    ['labels.json', JSON.stringify(labels, null, 1)],
  ];
}
