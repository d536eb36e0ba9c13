/** Words that lie near both a query and an item in the model's space. */
import type { Vocab } from '../../bundle/dataset';
import { contentRows, encodeText } from '../../bundle/encodeText';
import { rankGallery } from '../../retrieval/ranker';
import { scoreQuery, type Embedding, type ScoreKind } from '../../retrieval/scores';
import { nextTask } from '../nextTask';
import type { Asking } from './ask';
import type { SearchModel } from './searchModel';
import type { Explanation } from './types';

const SHOWN = 6;
/** Of larger vocabularies the first. */
const MOST_WORDS = 10_000;
const BLOCK = 512;

interface PlacedWords {
  words: string[];
  blocks: Embedding[];
}

async function placeWords(model: SearchModel, vocab: Vocab): Promise<PlacedWords> {
  const words = contentRows(vocab).slice(0, MOST_WORDS).map((row) => vocab.words[row]!);
  const blocks: Embedding[] = [];
  for (let start = 0; start < words.length; start += BLOCK) {
    const block = words.slice(start, start + BLOCK);
    const data = new Float32Array(block.length * vocab.dims);
    block.forEach((word, i) => data.set(encodeText(vocab, word).vector, i * vocab.dims));
    blocks.push(await model.embedRows('text', { data, rows: block.length, dims: vocab.dims }));
    await nextTask();
  }
  return { words, blocks };
}

const placed = new WeakMap<SearchModel, Promise<PlacedWords>>();

/** Once a model. */
function placedWords(model: SearchModel, vocab: Vocab): Promise<PlacedWords> {
  const known = placed.get(model) ?? placeWords(model, vocab);
  placed.set(model, known);
  known.catch(() => placed.delete(model));
  return known;
}

function scoresOf(from: Embedding, { words, blocks }: PlacedWords, score: ScoreKind, fusedWeight: number): Float32Array {
  const scores = new Float32Array(words.length);
  blocks.forEach((block, i) => scores.set(scoreQuery(from, 0, block, score, fusedWeight), i * BLOCK));
  return scores;
}

/** Each typed alone; by the product of both scores, highest first, since the lower of them would mostly be the query's. Null where the dataset has no vocabulary. */
export async function nearWords({ dataset: { vocab }, model }: Pick<Asking, 'dataset' | 'model'>, query: Embedding, hit: Embedding, score: ScoreKind): Promise<Explanation['near']> {
  if (!vocab) return null;
  const known = await placedWords(model, vocab);
  const [toQuery, toHit] = [query, hit].map((from) => scoresOf(from, known, score, model.info.fusedWeight ?? 1));
  const both = toQuery!.map((value, i) => Math.max(0, value) * Math.max(0, toHit![i]!));
  return Array.from(rankGallery(both).subarray(0, SHOWN), (i) => ({ word: known.words[i]!, query: toQuery![i]!, hit: toHit![i]! }));
}
