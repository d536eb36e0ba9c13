/** A trained model on a dataset that it has not embedded yet. */
import type { Dataset } from '../../bundle/dataset';
import type { Embedding, Modality, Space } from '../../retrieval/scores';
import { nextTask } from '../nextTask';
import { describePreprocessing } from '../preprocessing';
import type { SearchModel, TrainedModel } from '../search/searchModel';
import { embedders, embedTrained } from './embedTrained';

const CHUNK = 2048;

/** Rows one after the other. */
function stacked(parts: Embedding[]): Embedding {
  const [first] = parts;
  if (!first) throw new RangeError('Embedding a dataset: expected items, got none.');
  const rows = parts.reduce((sum, part) => sum + part.rows, 0);
  const { k, classes } = first;
  const [latent, posterior] = [new Float32Array(rows * k), new Float32Array(rows * classes)];
  let row = 0;
  for (const part of parts) {
    latent.set(part.latent, row * k);
    if (part.posterior) posterior.set(part.posterior, row * classes);
    row += part.rows;
  }
  return { rows, k, latent, posterior: first.posterior && posterior, classes };
}

/** Every item of one modality, images in view 0; other tasks come in between. */
async function embedModality(trained: TrainedModel, { count, ...dataset }: Dataset, modality: Modality): Promise<Embedding> {
  const { data, dims } = dataset[modality];
  const parts: Embedding[] = [];
  for (let start = 0; start < count; start += CHUNK) {
    const rows = Math.min(CHUNK, count - start);
    const raw = { data: data.subarray(start * dims, (start + rows) * dims), rows, dims };
    parts.push(await embedTrained(trained, modality, raw));
    await nextTask();
  }
  return stacked(parts);
}

/** All items in the model's space, as training placed them to within float32. */
export async function embedDataset(trained: TrainedModel, dataset: Dataset): Promise<Space> {
  return { image: await embedModality(trained, dataset, 'image'), text: await embedModality(trained, dataset, 'text') };
}

/**
 * The model as it answers queries on the dataset; all items are embedded for it.
 * @param named the run that it is of; for a model out of a file, the file, without id and epoch
 */
export async function searchModelOf(trained: TrainedModel, dataset: Dataset, { id: runId, name, epoch }: { id: string | null; name: string; epoch: number | null }): Promise<SearchModel> {
  const { fusedWeight, preprocessing } = trained;
  const label = `ALSCOR, ${name}${epoch === null ? '' : `, epoch ${epoch}`}`;
  return {
    info: { key: 'alscor', kind: 'alscor', label, epoch, runId, scores: ['semantic', 'canonical', 'fused'], fusedWeight, preprocessing: describePreprocessing(preprocessing) },
    trained,
    space: await embedDataset(trained, dataset),
    ...embedders(trained),
  };
}
