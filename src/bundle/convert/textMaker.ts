/**
 * Features of captions where the files bring none. By src/tools/textEncodings.ts, linear CCA in five-fold
 * cross-validation on the demo's 1,129 training pairs has this MAP, and this share of own pairs among the first ten, in
 * the mean of both directions: LSA of the captions .430, .577; general word vectors beside it .440, .618, a random half
 * of them .432, .607, a quarter .422, .588; word vectors alone .420, .524; tf-idf of 500 words as it is .393, .575.
 */
import type { Vocab } from '../dataset';
import { encodeText, knownForm } from '../encodeText';
import type { VocabWords } from '../manifest';
import { BundleError } from '../problem';
import { dequantize, quantizeColumns } from '../quantize';
import { besideOneAnother, latentVectors, type WordVectors } from './captionVectors';
import type { TextFeatures, TextMaker } from './makers';
import type { Finding } from './report';
import { fitTfidf, type FittedTfidf } from './tfidf';

export interface TextMakerOptions {
  /** Word vectors from general text, e.g. `generalVectors` of the demo's vocabulary: they bring near what people type to what captions say. */
  general?: WordVectors;
  /** 'words': the general vectors are used. 'captions': not. 'auto': where they cover half of the captions' words. */
  variant?: 'auto' | 'words' | 'captions';
}

const LATENT_DIMS = 100;
const ENOUGH = 0.5;

/** Share of the captions' words, each counted by the captions that have it, that have a general vector. */
export function coverage({ words, frequency }: FittedTfidf, general: WordVectors): number {
  const rows = new Map(general.words.map((word, row) => [word, row]));
  let [covered, all] = [0, 0];
  words.forEach((word, i) => {
    all += frequency[i]!;
    if (knownForm(rows, word) !== undefined) covered += frequency[i]!;
  });
  return all > 0 ? covered / all : 0;
}

const percent = (share: number): string => `${Math.round(100 * share)} %`;

/** Weights are idf, which for words of no caption is that of df = 0; each part gets length 1. */
function vocabWords({ idf, captions }: FittedTfidf, { words, dims }: WordVectors, ends: number[]): VocabWords {
  const unseen = Math.log(1 + captions) + 1;
  const weights = words.map((_, row) => Math.round((idf[row] ?? unseen) * 1e4) / 1e4);
  const parts = [...ends, dims].map((end, i) => ({ start: i === 0 ? 0 : ends[i - 1]!, end, weight: 1 }));
  return { words, weights, parts };
}

function emptyFinding({ empty, captions, words }: FittedTfidf): Finding[] {
  if (empty === 0) return [];
  return [{ kind: 'warning', text: `${empty} of ${captions} training captions have none of the ${words.length} words that stand in at least two: their own part of the text features is zero.` }];
}

function featuresBy(vocab: Vocab): TextFeatures['encode'] {
  return async (captions) => {
    const rows = new Float32Array(captions.length * vocab.dims);
    captions.forEach((caption, i) => rows.set(encodeText(vocab, caption).vector, i * vocab.dims));
    return rows;
  };
}

function textFeatures(fitted: FittedTfidf, general: WordVectors | null, understood: string): TextFeatures {
  const own = latentVectors(fitted, LATENT_DIMS);
  const table = general ? besideOneAnother(general, own) : own;
  const { data, scale } = quantizeColumns(table.vectors, table.dims);
  const words = vocabWords(fitted, table, general ? [general.dims] : []);
  const latent = `LSA of the training captions (${own.dims})`;
  return {
    dims: table.dims,
    encoder: general ? `mean of word vectors (${general.dims}) and ${latent}` : latent,
    normalized: false,
    // What a reader of the bundle gives for typed words, int8 included.
    encode: featuresBy({ ...words, vectors: dequantize({ data, scale }), dims: table.dims }),
    vocab: { words, vectors: data, scale },
    findings: [{ kind: 'understood', text: understood }, ...emptyFinding(fitted)],
  };
}

/** The general vectors where they are to be used, and what the report says of it. */
function chooseGeneral(fitted: FittedTfidf, { general, variant = 'auto' }: TextMakerOptions): [WordVectors | null, string] {
  const start = `Text features: ${fitted.words.length} words of ${fitted.captions} training captions, weighted by tf-idf`;
  if (!general || variant === 'captions') return [null, `${start}.`];
  const share = coverage(fitted, general);
  const used = variant === 'words' || share >= ENOUGH;
  return used ? [general, `${start}, and general word vectors, which know ${percent(share)} of them.`] : [null, `${start}; general word vectors are left out: they know only ${percent(share)} of them.`];
}

/**
 * A maker of text features that are linear in words: idf-weighted means of word vectors, so that typed words are encoded
 * like captions. `fit` throws BundleError where no two captions share a word.
 */
export function createTextMaker(options: TextMakerOptions = {}): TextMaker {
  return {
    async fit(captions) {
      const fitted = await fitTfidf(captions());
      if (fitted.words.length === 0) {
        throw new BundleError(`Text features of ${fitted.captions} training captions: expected words that stand in at least two captions, got none.`, 'Choose another caption column, or bring text features; words are told apart by spaces.');
      }
      return textFeatures(fitted, ...chooseGeneral(fitted, options));
    },
  };
}
