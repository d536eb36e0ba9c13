import { embedFeatures } from '../../alscor/model';
import { preprocess } from '../../math/preprocess';
import type { Rows } from '../../math/rows';
import type { Embedding, Modality } from '../../retrieval/scores';
import type { SearchModel, TrainedModel } from '../search/searchModel';

/** Items where a trained model places them. @param features raw, of the dataset's own encoder */
export function embedTrained(trained: TrainedModel, modality: Modality, features: Rows): Promise<Embedding> {
  return embedFeatures(trained, modality, preprocess(trained.preprocessing[modality], features, `${modality} features`));
}

/** How new items come into the model's space: one, and many at once. */
export function embedders(trained: TrainedModel): Pick<SearchModel, 'embed' | 'embedRows'> {
  return {
    embed: (modality, features) => embedTrained(trained, modality, { data: features, rows: 1, dims: features.length }),
    embedRows: (modality, features) => embedTrained(trained, modality, features),
  };
}
