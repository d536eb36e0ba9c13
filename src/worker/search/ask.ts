/** What is asked with, as one row of the model's space. */
import type { Dataset } from '../../bundle/dataset';
import { encodeText, suggestWords } from '../../bundle/encodeText';
import { selectRows, type Embedding } from '../../retrieval/scores';
import type { OwnGallery } from './ownGallery';
import type { SearchModel } from './searchModel';
import type { ItemSource, QueryPart, UnderstoodWords } from './types';

/** A query that cannot be asked of this dataset or model. */
export class QueryError extends Error {
  override readonly name = 'QueryError';
  readonly advice: string;

  constructor(message: string, advice: string) {
    super(message);
    this.advice = advice;
  }
}

/** What queries are asked of. */
export interface Asking {
  dataset: Dataset;
  model: SearchModel;
  own: OwnGallery | null;
  /** Raw image features, float32 [dims]. */
  encode(picture: Blob): Promise<Float32Array>;
}

export interface Asked {
  /** Σ weight · part / Σ |weight|: its scores are the weighted means of the parts' scores. Null where no part says anything. */
  query: Embedding | null;
  words: UnderstoodWords[];
}

const SUGGESTIONS = 4;

async function askWords(asking: Asking, text: string, part: number): Promise<{ embedding: Embedding | null; words: UnderstoodWords }> {
  const { vocab } = asking.dataset;
  if (!vocab) throw new QueryError('Searching by words: expected a dataset with a vocabulary, got one without.', 'Pick a text of the dataset instead.');
  const { vector, known, unknown } = encodeText(vocab, text);
  const words = { part, known: [...new Set(known)], unknown: unknown.map((word) => ({ word, suggestions: suggestWords(vocab, word, SUGGESTIONS) })) };
  return { embedding: known.length > 0 ? await asking.model.embed('text', vector) : null, words };
}

function askItem({ dataset, model }: Asking, { modality, row }: ItemSource): Embedding {
  if (!Number.isInteger(row) || row < 0 || row >= dataset.count) {
    throw new QueryError(`Searching: expected an item from 0 to ${dataset.count - 1}, got ${row}.`, 'Pick an item of this dataset.');
  }
  return selectRows(model.space[modality], Int32Array.of(row));
}

async function askOwn({ own, model }: Asking, { modality, row }: ItemSource): Promise<Embedding> {
  const features = await own?.features(modality, row);
  if (!features) throw new QueryError(`Searching: expected an item of your own, there is no ${modality} number ${row}.`, 'It may have been removed: ask with another one.');
  return model.embed(modality, features);
}

async function askPart(asking: Asking, part: QueryPart, index: number): Promise<{ embedding: Embedding | null; words?: UnderstoodWords }> {
  switch (part.kind) {
    case 'item':
      return { embedding: askItem(asking, part) };
    case 'own':
      return { embedding: await askOwn(asking, part) };
    case 'words':
      return askWords(asking, part.text, index);
    case 'picture':
      return { embedding: await asking.model.embed('image', await asking.encode(part.picture)) };
    default:
      return part satisfies never;
  }
}

function weighted(parts: { weight: number; embedding: Embedding }[]): Embedding | null {
  const [first] = parts;
  const whole = parts.reduce((sum, { weight }) => sum + Math.abs(weight), 0);
  if (!first || whole === 0) return null;
  const { k, classes, posterior } = first.embedding;
  const sum = { rows: 1, k, classes, latent: new Float32Array(k), posterior: posterior && new Float32Array(classes) };
  for (const { weight, embedding } of parts) {
    for (let j = 0; j < k; j++) sum.latent[j]! += (weight / whole) * embedding.latent[j]!;
    if (sum.posterior) for (let c = 0; c < classes; c++) sum.posterior[c]! += (weight / whole) * embedding.posterior![c]!;
  }
  return sum;
}

/** @throws QueryError where the dataset or the model cannot take a part */
export async function ask(asking: Asking, query: readonly QueryPart[]): Promise<Asked> {
  if (query.length === 0) throw new QueryError('Searching: expected something to ask with, got nothing.', 'Pick an item or type words.');
  const said: { weight: number; embedding: Embedding }[] = [];
  const words: UnderstoodWords[] = [];
  for (const [index, part] of query.entries()) {
    const asked = await askPart(asking, part, index);
    if (asked.embedding) said.push({ weight: part.weight, embedding: asked.embedding });
    if (asked.words) words.push(asked.words);
  }
  return { words, query: weighted(said) };
}
