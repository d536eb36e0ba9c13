import { modelTensors } from '../../alscor/modelTensors';
import type { Embedding } from '../../retrieval/scores';
import type { SearchModel } from '../search/searchModel';

const embeddingBytes = ({ latent, posterior }: Embedding): number => latent.byteLength + (posterior?.byteLength ?? 0);

/** That a model holds in memory: where the items lie, and its nets. */
export function modelBytes({ space, trained }: SearchModel): number {
  const nets = trained ? modelTensors(trained).tensors.reduce((sum, { data }) => sum + data.byteLength, 0) : 0;
  return embeddingBytes(space.image) + embeddingBytes(space.text) + nets;
}
