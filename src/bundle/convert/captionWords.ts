/** Words of captions as numbers, and the vocabulary that is made of the most frequent of them. */
import { isFunctionWord, knownForm, tokenize } from '../encodeText';

/** A growing list of int32. */
class Numbers {
  private data = new Int32Array(1024);
  length = 0;

  push(value: number): void {
    if (this.length === this.data.length) {
      const grown = new Int32Array(this.data.length * 2);
      grown.set(this.data);
      this.data = grown;
    }
    this.data[this.length++] = value;
  }

  values(): Int32Array {
    return this.data.subarray(0, this.length);
  }
}

/** Every caption's words by their number, a repeated word as often as it stands there; function words are left out. */
export interface CaptionWords {
  words: string[];
  /** int32: the words of caption c from starts[c] to starts[c + 1]. */
  numbers: Int32Array;
  starts: Int32Array;
  captions: number;
}

export async function readCaptionWords(captions: AsyncIterable<string[]> | Iterable<string[]>): Promise<CaptionWords> {
  const known = new Map<string, number>();
  const [numbers, starts] = [new Numbers(), new Numbers()];
  starts.push(0);
  for await (const block of captions) {
    for (const caption of block) {
      for (const word of tokenize(caption)) {
        if (isFunctionWord(word)) continue;
        const number = known.get(word) ?? known.size;
        known.set(word, number);
        numbers.push(number);
      }
      starts.push(numbers.length);
    }
  }
  return { words: [...known.keys()], numbers: numbers.values(), starts: starts.values(), captions: starts.length - 1 };
}

/** "ss", "us" and "is" end words that are no plurals: glass, cactus, tennis. */
const looksPlural = (word: string): boolean => /[^sui]s$/.test(word) && word.length > 3;

/**
 * Column of each word, −1 for words of no column: a word of the vocabulary has its own, a plural that of its singular,
 * exactly as `encodeText` will find it.
 */
export function columnsOfWords(words: string[], vocabulary: string[]): Int32Array {
  const rows = new Map(vocabulary.map((word, row) => [word, row]));
  return Int32Array.from(words, (word) => rows.get(knownForm(rows, word) ?? '') ?? -1);
}

/** int32 [columns]: in how many captions each column's words stand; and the number of words in all captions. */
export function documentFrequency({ numbers, starts, captions }: CaptionWords, columnOf: Int32Array, columns: number): Int32Array {
  const frequency = new Int32Array(columns);
  const lastSeen = new Int32Array(columns).fill(-1);
  for (let caption = 0; caption < captions; caption++) {
    for (let at = starts[caption]!; at < starts[caption + 1]!; at++) {
      const column = columnOf[numbers[at]!]!;
      if (column < 0 || lastSeen[column] === caption) continue;
      lastSeen[column] = caption;
      frequency[column]!++;
    }
  }
  return frequency;
}

/** Words that stand for themselves: a plural whose singular stands in the captions too is left to it. */
function singulars(words: string[]): string[] {
  const kept = new Map<string, number>();
  const byLength = [...words].sort((a, b) => a.length - b.length);
  for (const word of byLength) if (!looksPlural(word) || knownForm(kept, word) === undefined) kept.set(word, kept.size);
  return [...kept.keys()];
}

/** At most `maxWords` words by falling number of captions that have them, at least `minDocuments`; ties by the alphabet. */
export function chooseVocabulary(captions: CaptionWords, maxWords: number, minDocuments: number): string[] {
  const candidates = singulars(captions.words);
  const frequency = documentFrequency(captions, columnsOfWords(captions.words, candidates), candidates.length);
  return [...candidates.keys()]
    .filter((i) => frequency[i]! >= minDocuments)
    .sort((a, b) => frequency[b]! - frequency[a]! || (candidates[a]! < candidates[b]! ? -1 : 1))
    .slice(0, maxWords)
    .map((i) => candidates[i]!);
}
