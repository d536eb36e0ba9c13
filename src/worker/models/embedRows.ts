/** New items where a model places them, many at once. */
import { embedFeatures } from '../../alscor/model';
import { preprocess } from '../../math/preprocess';
import type { Rows } from '../../math/rows';
import type { Embedding, Modality } from '../../retrieval/scores';
import { refuse } from '../problem';
import type { SearchModel, TrainedModel } from '../search/searchModel';

/** Rows one after the other. */
export function stacked(parts: Embedding[]): Embedding {
  const [first] = parts;
  if (!first) throw new RangeError('Embedding items: expected items, got none.');
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

/** @param features raw, of the dataset's own encoder */
export function embedTrained(trained: TrainedModel, modality: Modality, features: Rows): Promise<Embedding> {
  return embedFeatures(trained, modality, preprocess(trained.preprocessing[modality], features, `${modality} features`));
}

async function oneByOne(embed: NonNullable<SearchModel['embed']>, modality: Modality, { data, rows, dims }: Rows): Promise<Embedding> {
  const parts: Embedding[] = [];
  for (let row = 0; row < rows; row++) parts.push(await embed(modality, data.slice(row * dims, (row + 1) * dims)));
  return stacked(parts);
}

/**
 * As `SearchModel.embed` places each of them.
 * @param features at least one row; raw, of the dataset's own encoder
 * @throws a refusal where of the model no nets are kept
 */
export async function embedRows({ info, trained, embed, embedRows: several }: SearchModel, modality: Modality, features: Rows): Promise<Embedding> {
  if (several) return several(modality, features);
  if (trained) return embedTrained(trained, modality, features);
  if (embed) return oneByOne(embed, modality, features);
  return refuse(`Embedding items of your own: expected a model whose nets are kept, got ${info.label}.`, 'Choose another model, or search the dataset alone.');
}
