import { modelTensors } from '../../alscor/modelTensors';
import type { Embedding } from '../../retrieval/scores';
import type { SearchModel } from '../search/searchModel';

const embeddingBytes = ({ latent, posterior }: Embedding): number => latent.byteLength + (posterior?.byteLength ?? 0);

/** Compared methods do not tell the size of what they learned; this is more than most have. */
const METHOD_BYTES = 32 * 2 ** 20;

/** That a model holds in memory: where the items lie, and its nets. */
export function modelBytes({ info, space, trained }: SearchModel): number {
  if (info.kind === 'method') return METHOD_BYTES + embeddingBytes(space.image) + embeddingBytes(space.text);
  const nets = trained ? modelTensors(trained).tensors.reduce((sum, { data }) => sum + data.byteLength, 0) : 0;
  return embeddingBytes(space.image) + embeddingBytes(space.text) + nets;
}
