/** Vectors for the words of captions, and of general word vectors beside them. */
import { truncatedSvd } from '../../math/truncatedSvd';
import { openBundleFiles } from '../bundleFiles';
import type { Vocab } from '../dataset';
import { isFunctionWord, knownForm } from '../encodeText';
import { readVocab } from '../readVocab';
import type { BundleSource } from '../source';
import type { FittedTfidf } from './tfidf';

/** Row-major float32 [words, dims]. */
export interface WordVectors {
  words: string[];
  vectors: Float32Array;
  dims: number;
}

/** Captions that the decomposition looks at; more add time, hardly knowledge. */
const MOST_DECOMPOSED = 50_000;

/**
 * Latent semantic analysis (Deerwester et al. 1990) of the captions' tf-idf matrix T ≈ U·S·Vᵀ: word w has row w of V.
 * A caption's feature Σ idf·v over its words is then, up to its length, its row of T times V.
 */
export function latentVectors(fitted: FittedTfidf, dims: number): WordVectors {
  const { right } = truncatedSvd(fitted.rows(MOST_DECOMPOSED), dims);
  const vectors = new Float32Array(fitted.words.length * right.length);
  right.forEach((direction, k) => direction.forEach((value, word) => (vectors[word * right.length + k] = value)));
  return { words: fitted.words, vectors, dims: right.length };
}

/** The first column range of a bundle's vocabulary: general word vectors, where what follows was learned from that bundle's own texts. */
export function generalVectors({ words, vectors, dims, parts }: Vocab): WordVectors {
  const { start, end } = parts[0] ?? { start: 0, end: dims };
  const kept = end - start;
  const cut = new Float32Array(words.length * kept);
  for (let word = 0; word < words.length; word++) cut.set(vectors.subarray(word * dims + start, word * dims + end), word * kept);
  return { words, vectors: cut, dims: kept };
}

/** `generalVectors` of the bundle at `source`, of which only the vocabulary is read; null where it has none. Throws BundleError where it cannot be read. */
export async function readGeneralVectors(source: BundleSource): Promise<WordVectors | null> {
  const files = await openBundleFiles(source);
  const { vocab } = files.manifest;
  if (!vocab) return null;
  const { shape } = await files.readArray(vocab.scale);
  return generalVectors(await readVocab(files, vocab, shape[0] ?? 0));
}

/** Words of the captions, then those general ones that are not read as one of them and are no function words; columns of general vectors, then of the captions'. Zeros where one has none. */
export function besideOneAnother(general: WordVectors, own: WordVectors): WordVectors {
  const ownRows = new Map(own.words.map((word, row) => [word, row]));
  const generalRows = new Map(general.words.map((word, row) => [word, row]));
  const words = [...own.words, ...general.words.filter((word) => !isFunctionWord(word) && knownForm(ownRows, word) === undefined)];
  const dims = general.dims + own.dims;
  const vectors = new Float32Array(words.length * dims);
  words.forEach((word, row) => {
    const from = generalRows.get(knownForm(generalRows, word) ?? '');
    if (from !== undefined) vectors.set(general.vectors.subarray(from * general.dims, (from + 1) * general.dims), row * dims);
    if (row < own.words.length) vectors.set(own.vectors.subarray(row * own.dims, (row + 1) * own.dims), row * dims + general.dims);
  });
  return { words, vectors, dims };
}
