/**
 * The demo's words: 100 columns of general word vectors beside 100 of LSA on the training items. In five-fold
 * cross-validation on the training items with linear CCA, the item's own picture was among the first ten for .65 of the
 * texts (word vectors alone .57) and for .47 of two-word queries (.38).
 */
import { Matrix, solve } from 'ml-matrix';
import type { Vocab } from '../../bundle/dataset';
import { encodeText } from '../../bundle/encodeText';
import type { VocabWords } from '../../bundle/manifest';
import { fitLsa } from './lsa';
import { step } from './progress';
import { dequantize, quantizeColumns, type Quantized } from '../../bundle/quantize';
import { loadWordVectors, neighbouringWords, WORD_DIMS, type WordVectors } from './wordVectors';

const LSA_DIMS = 100;
const DIMS = WORD_DIMS + LSA_DIMS;
/** More would hardly help: of 464 everyday words (COCO, CIFAR-100, feelings, our own list) the items have 409, 300 more words make it 411, 2,000 more 417. */
const EXTRA_WORDS = 500;
/** Ridge of the map from word vectors to LSA, a word. */
const RIDGE = 0.01;

export interface Vocabulary {
  words: VocabWords;
  vectors: Quantized;
  /** As a reader of the bundle sees it. */
  read: Vocab;
}

/** Word vectors with the training words' mean subtracted; zeros where the word has none. */
function centred(vectors: WordVectors, trainWords: string[]): (word: string) => Float64Array {
  const present = trainWords.flatMap((word) => vectors.of(word) ?? []);
  const mean = Float64Array.from({ length: WORD_DIMS }, (_, i) => present.reduce((sum, vector) => sum + vector[i]!, 0) / present.length);
  return (word) => vectors.of(word)?.map((value, i) => value - mean[i]!) ?? new Float64Array(WORD_DIMS);
}

/**
 * LSA vectors that words outside of the training items would have: B ≈ A R with R = (AᵀA + λI)⁻¹ AᵀB over the training
 * words, A [words, 100] their word vectors, B [words, 100] their LSA vectors.
 */
function lsaFromWordVectors(lsa: Map<string, Float64Array>, vectorOf: (word: string) => Float64Array): (word: string) => Float64Array {
  const words = [...lsa.keys()].filter((word) => vectorOf(word).some((value) => value !== 0));
  const A = new Matrix(words.map(vectorOf));
  const B = new Matrix(words.map((word) => lsa.get(word)!));
  const ridge = Matrix.identity(WORD_DIMS).mul(RIDGE * words.length);
  const R = solve(A.transpose().mmul(A).add(ridge), A.transpose().mmul(B));
  return (word) => Float64Array.from(new Matrix([vectorOf(word)]).mmul(R).getRow(0));
}

/** Vocabulary of all items' words and of frequent words near to them; only `trainTexts` shape the vectors. */
export async function buildVocabulary(texts: string[][], trainTexts: string[][]): Promise<Vocabulary> {
  const wink = await step('Reading 118 MB of word vectors', loadWordVectors);
  const lsa = await step('Decomposing the training texts (LSA)', () => fitLsa(trainTexts, LSA_DIMS));
  const vectorOf = centred(wink, [...lsa.vectors.keys()]);
  const estimate = lsaFromWordVectors(lsa.vectors, vectorOf);
  const itemWords = new Set(texts.flat());
  const known = [...itemWords].filter((word) => wink.of(word) !== undefined || lsa.vectors.has(word)).sort();
  const words = [...known, ...(await step('Looking for neighbouring words', () => neighbouringWords(wink, itemWords, EXTRA_WORDS)))];
  const rows = words.flatMap((word) => [...vectorOf(word), ...(lsa.vectors.get(word) ?? estimate(word))]);
  const vectors = quantizeColumns(Float32Array.from(rows), DIMS);
  const parts = [{ start: 0, end: WORD_DIMS, weight: 1 }, { start: WORD_DIMS, end: DIMS, weight: 1 }];
  const vocabWords: VocabWords = { words, weights: words.map((word) => Math.round(lsa.idf(word) * 1000) / 1000), parts };
  return { words: vocabWords, vectors, read: { ...vocabWords, vectors: dequantize(vectors), dims: DIMS } };
}

/** float32 [texts.length, dims]: what `encodeText` gives for each item's words. */
export function textFeatures(vocabulary: Vocabulary, texts: string[][]): Float32Array {
  const features = new Float32Array(texts.length * DIMS);
  texts.forEach((words, item) => features.set(encodeText(vocabulary.read, words.join(' ')).vector, item * DIMS));
  return features;
}
