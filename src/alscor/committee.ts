/** Several nets as one model: each starts from its own seed and chooses by its own validation items. */
import { streamKey } from '../math/random';
import type { Embedding, Space } from '../retrieval/scores';
import type { AlscorConfig } from './config';
import type { PairData } from './data';
import { holdOut } from '../retrieval/holdOut';

/** What one member learns from. */
export interface MemberPlan {
  /** The run's, with a seed of its own. */
  config: AlscorConfig;
  /** The run's, with training and validation rows of its own. */
  data: PairData;
}

/**
 * The first member has the run's seed and rows. Where validation items were drawn from the training split, each further
 * member draws its own, so that the committee learns from every training pair; a validation split of the dataset's own
 * serves all members.
 * @param trainSplit the whole training split; equal to `data.train` where nothing may be drawn anew
 */
export function planMembers(data: PairData, config: AlscorConfig, trainSplit: Int32Array): MemberPlan[] {
  const drawn = trainSplit.length > data.train.length;
  return Array.from({ length: config.members }, (_, member) => {
    const seed = member === 0 ? config.seed : streamKey(config.seed, 7, member);
    const own = member > 0 && drawn ? holdOut(trainSplit, data.labels, config.validationShare, seed) : {};
    return { config: { ...config, seed }, data: { ...data, ...own } };
  });
}

/**
 * Latents side by side, each over √members: their cosine is the mean of the members' cosines. Posteriors are averaged
 * (bagging: Breiman, Machine Learning 1996).
 */
export function joinEmbeddings(embeddings: Embedding[]): Embedding {
  const [first] = embeddings;
  if (!first) throw new RangeError('Joining embeddings: expected at least one member, got none.');
  if (embeddings.length === 1) return first;
  const { rows, k, classes } = first;
  const width = k * embeddings.length;
  const latent = new Float32Array(rows * width);
  const posterior = first.posterior && new Float32Array(rows * classes);
  const share = 1 / Math.sqrt(embeddings.length);
  embeddings.forEach((own, member) => {
    for (let row = 0; row < rows; row++) for (let j = 0; j < k; j++) latent[row * width + member * k + j] = share * own.latent[row * k + j]!;
    own.posterior?.forEach((probability, i) => (posterior![i]! += probability / embeddings.length));
  });
  return { rows, k: width, latent, posterior, classes };
}

export function joinSpaces(spaces: Space[]): Space {
  return { image: joinEmbeddings(spaces.map(({ image }) => image)), text: joinEmbeddings(spaces.map(({ text }) => text)) };
}
