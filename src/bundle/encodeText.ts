/** Typed words to text features, by the word vectors of a bundle. */
import type { Vocab } from './dataset';

const functionWords = new Set(
  (
    'a an and are as at be been being but by can could did do does for from had has have he her his i if in into is it its me ' +
    'my of on or our she so some than that the their them then there these they this those to us was we were which while who ' +
    'whose will with would you your'
  ).split(' '),
);

export interface EncodedText {
  /** float32 [dims]; all zeros where no word is known. */
  vector: Float32Array;
  /** Vocabulary words that made the vector, in the order of the text. */
  known: string[];
  /** Words without a vector, each once; function words ("the", "of") are left out. */
  unknown: string[];
}

/** Lower-case words and numbers of a text in its order: "Café-au-lait, 2×" gives café, au, lait, 2. */
export function tokenize(text: string): string[] {
  return text.normalize('NFKC').toLowerCase().replace(/['’]s\b|['’]/gu, '').match(/[\p{L}\p{M}\p{N}]+/gu) ?? [];
}

/** True for words that carry no content; they are never reported as unknown. */
export function isFunctionWord(word: string): boolean {
  return functionWords.has(word);
}

const rowsOfVocab = new WeakMap<Vocab, Map<string, number>>();

function rowsOf(vocab: Vocab): Map<string, number> {
  let rows = rowsOfVocab.get(vocab);
  if (!rows) rowsOfVocab.set(vocab, (rows = new Map(vocab.words.map((word, row) => [word, row]))));
  return rows;
}

/** The word as it stands, else its singular, whichever has a row; undefined where none has. */
export function knownForm(rows: ReadonlyMap<string, number>, word: string): string | undefined {
  const forms = [word, word.replace(/s$/, ''), word.replace(/es$/, ''), word.replace(/ies$/, 'y')];
  return forms.find((form) => rows.has(form));
}

function scaleToLength(part: Float32Array, length: number): void {
  const norm = Math.hypot(...part);
  if (norm > 0) for (let i = 0; i < part.length; i++) part[i] = (part[i]! * length) / norm;
}

/**
 * Text feature of typed words: x = Σ_w weight_w · v_w over the words of the text, a repeated word counting once for each time; then every
 * column range [start, end) of `vocab.parts` becomes weight · x_part / ‖x_part‖.
 * A part in which all words are zero stays zero. Plurals fall back on the singular.
 */
export function encodeText(vocab: Vocab, text: string): EncodedText {
  const rows = rowsOf(vocab);
  const vector = new Float32Array(vocab.dims);
  const known: string[] = [];
  const unknown = new Set<string>();
  for (const word of tokenize(text)) {
    const form = knownForm(rows, word);
    if (form !== undefined) known.push(form);
    else if (!isFunctionWord(word)) unknown.add(word);
  }
  for (const word of known) addWord(vector, vocab, rows.get(word)!);
  for (const { start, end, weight } of vocab.parts) scaleToLength(vector.subarray(start, end), weight);
  return { vector, known, unknown: [...unknown] };
}

function addWord(vector: Float32Array, vocab: Vocab, row: number): void {
  const weight = vocab.weights[row] ?? 1;
  const from = row * vocab.dims;
  for (let i = 0; i < vocab.dims; i++) vector[i] = vector[i]! + weight * vocab.vectors[from + i]!;
}

/**
 * Levenshtein distance with swaps of neighbours (optimal string alignment); `limit + 1` once it must exceed the limit.
 */
function editDistance(a: string, b: string, limit: number): number {
  if (Math.abs(a.length - b.length) > limit) return limit + 1;
  let before: number[] = [];
  let previous = Array.from({ length: b.length + 1 }, (_, j) => j);
  for (let i = 1; i <= a.length; i++) {
    const current = [i];
    for (let j = 1; j <= b.length; j++) {
      const substitution = previous[j - 1]! + (a[i - 1] === b[j - 1] ? 0 : 1);
      const swap = i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1] ? before[j - 2]! + 1 : Infinity;
      current.push(Math.min(substitution, previous[j]! + 1, current[j - 1]! + 1, swap));
    }
    if (Math.min(...current) > limit) return limit + 1;
    [before, previous] = [previous, current];
  }
  return previous[b.length]!;
}

/**
 * Vocabulary words that may be meant by `word`, best first: words it begins (a word being typed), then words within one
 * edit (two from six letters on). Ties go to the shorter word, then to the order of the vocabulary.
 */
export function suggestWords(vocab: Vocab, word: string, limit: number): string[] {
  const typed = tokenize(word)[0];
  if (typed === undefined) return [];
  const edits = typed.length < 3 ? 0 : typed.length < 6 ? 1 : 2;
  const rankOf = (candidate: string): number => (candidate.startsWith(typed) ? 0 : editDistance(typed, candidate, edits));
  return vocab.words
    .map((candidate) => ({ candidate, rank: rankOf(candidate) }))
    .filter(({ candidate, rank }) => rank <= edits && candidate !== typed)
    .sort((a, b) => a.rank - b.rank || a.candidate.length - b.candidate.length)
    .slice(0, limit)
    .map(({ candidate }) => candidate);
}
