/** tf-idf of captions, as scikit-learn's TfidfVectorizer computes it. */
import type { SparseRows } from '../../math/sparseRows';
import { chooseVocabulary, columnsOfWords, documentFrequency, readCaptionWords, type CaptionWords } from './captionWords';

export interface TfidfOptions {
  /** The most frequent ones are kept. */
  maxWords: number;
  /** Captions that a word must stand in. */
  minDocuments: number;
}

export const usualTfidf: TfidfOptions = { maxWords: 2000, minDocuments: 2 };

export interface FittedTfidf {
  /** By falling number of captions. */
  words: string[];
  /** int32 [words], df: the captions that have each word. */
  frequency: Int32Array;
  /** float64 [words]: ln((1 + n) / (1 + df)) + 1 */
  idf: Float64Array;
  /** n, the captions that were fitted. */
  captions: number;
  /** Of them, those without any word of the vocabulary. */
  empty: number;
  /** [captions, words]: counts times idf, rows of length 1; of more captions than `most`, that many, evenly taken. */
  rows(most: number): SparseRows;
}

/** Counts of one caption's columns. */
function countColumns({ numbers, starts }: CaptionWords, columnOf: Int32Array, caption: number): Map<number, number> {
  const counts = new Map<number, number>();
  for (let at = starts[caption]!; at < starts[caption + 1]!; at++) {
    const column = columnOf[numbers[at]!]!;
    if (column >= 0) counts.set(column, (counts.get(column) ?? 0) + 1);
  }
  return counts;
}

function weightedRows(captions: CaptionWords, columnOf: Int32Array, idf: Float64Array, most: number): SparseRows {
  const rows = Math.min(most, captions.captions);
  const [values, columns]: [number[], number[]] = [[], []];
  const starts = new Int32Array(rows + 1);
  for (let row = 0; row < rows; row++) {
    const counts = [...countColumns(captions, columnOf, Math.floor((row * captions.captions) / rows))];
    const length = Math.hypot(...counts.map(([column, count]) => count * idf[column]!));
    for (const [column, count] of counts) {
      columns.push(column);
      values.push((count * idf[column]!) / length);
    }
    starts[row + 1] = columns.length;
  }
  return { values: Float64Array.from(values), columns: Int32Array.from(columns), starts, rows, dims: idf.length };
}

function countEmpty({ numbers, starts, captions }: CaptionWords, columnOf: Int32Array): number {
  let empty = 0;
  for (let caption = 0; caption < captions; caption++) {
    if (!numbers.subarray(starts[caption]!, starts[caption + 1]!).some((number) => columnOf[number]! >= 0)) empty++;
  }
  return empty;
}

/**
 * The vocabulary of captions and its smoothed inverse document frequencies
 *     idf = ln((1 + n) / (1 + df)) + 1, df = captions with the word
 * (Salton & Buckley 1988; smoothed as in scikit-learn). Function words are left out, plurals count as their singular
 * where that stands in the captions too: typed words are read the same way by `encodeText`.
 * @param captions in blocks, of the training split alone
 */
export async function fitTfidf(captions: AsyncIterable<string[]> | Iterable<string[]>, options: Partial<TfidfOptions> = {}): Promise<FittedTfidf> {
  const { maxWords, minDocuments } = { ...usualTfidf, ...options };
  const read = await readCaptionWords(captions);
  const words = chooseVocabulary(read, maxWords, minDocuments);
  const columnOf = columnsOfWords(read.words, words);
  const frequency = documentFrequency(read, columnOf, words.length);
  const idf = Float64Array.from(frequency, (df) => Math.log((1 + read.captions) / (1 + df)) + 1);
  return { words, frequency, idf, captions: read.captions, empty: countEmpty(read, columnOf), rows: (most) => weightedRows(read, columnOf, idf, most) };
}
