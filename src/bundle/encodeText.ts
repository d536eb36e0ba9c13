/** Typed words to text features, by the word vectors of a bundle. */
import type { Vocab } from './dataset';

const functionWords = new Set(
  (
    'a an and are as at be been being but by can could did do does for from had has have he her his i if in into is it its me ' +
    'my of on or our she so some than that the their them then there these they this those to us was we were which while who ' +
    'whose will with would you your'
  ).split(' '),
);

/** They say hardly more: of these, too, only what the dataset's own texts say counts. */
const fillers = new Set(
  (
    'after ago all almost already also always another any anybody anyone anything arent because before can cannot cant certainly didnt ' +
    'doesnt dont each else enough especially even everybody everyone everything few get getting give given go goes going gonna got how ' +
    'however im instead isnt ive just keep keeping kind let lot lots made make makes making many may maybe might more most much must need ' +
    'never nobody none nothing now often only other others perhaps put putting quite rather really should since some somebody ' +
    'someone something somewhere soon sort still such thing things though too until upon used using very wanna want wants wasnt well what ' +
    'when where whether why wont yet youre'
  ).split(' '),
);

export interface EncodedText {
  /** float32 [dims]; all zeros where no word is known. */
  vector: Float32Array;
  /** Vocabulary words that made the vector, in the order of the text. */
  known: string[];
  /** Words without a vector, each once; those that say little ("the", "something") are left out. */
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

const saysLittle = (word: string): boolean => functionWords.has(word) || fillers.has(word);

interface Lookup {
  rows: Map<string, number>;
  /** Weight of a word that no text, or one, had of which the vocabulary was made; Infinity where the weights do not tell. */
  unseen: number;
}

const lookups = new WeakMap<Vocab, Lookup>();

function lookupOf(vocab: Vocab): Lookup {
  const { words, weights } = vocab;
  let lookup = lookups.get(vocab);
  if (!lookup) {
    const largest = weights.reduce((most, weight) => Math.max(most, weight), 0);
    const told = weights.some((weight) => weight < largest);
    lookups.set(vocab, (lookup = { rows: new Map(words.map((word, row) => [word, row])), unseen: told ? largest : Infinity }));
  }
  return lookup;
}

/** "flying" and "flies" come from fly, "baking" from bake, "stopped" from stop. */
function stemsOf(word: string): string[] {
  const stem = /^(.{3,}?)(?:ing|ed)$/.exec(word)?.[1];
  if (stem === undefined) return [];
  return [stem, `${stem}e`, stem.replace(/(.)\1$/, '$1'), stem.replace(/i$/, 'y')];
}

/** The word as it stands, else its singular, else what is left without -ing or -ed, whichever has a row; undefined where none has. */
export function knownForm(rows: ReadonlyMap<string, number>, word: string): string | undefined {
  const forms = [word, word.replace(/s$/, ''), word.replace(/es$/, ''), word.replace(/ies$/, 'y'), ...stemsOf(word)];
  return forms.find((form) => rows.has(form));
}

/** Rows of the words that say something and that more than one text of the vocabulary's making had; where its weights do not tell, of all that say something. */
export function contentRows(vocab: Vocab): number[] {
  const { unseen } = lookupOf(vocab);
  return vocab.words.flatMap((word, row) => (saysLittle(word) || vocab.weights[row]! >= unseen ? [] : [row]));
}

function scaleToLength(part: Float32Array, length: number): void {
  const norm = Math.hypot(...part);
  if (norm > 0) for (let i = 0; i < part.length; i++) part[i] = (part[i]! * length) / norm;
}

/** Words that count, in the order of the text; and the unknown ones that say something. */
function readWords({ rows, unseen }: Lookup, { weights }: Vocab, text: string): Omit<EncodedText, 'vector'> {
  const [known, passedOver]: [string[], string[]] = [[], []];
  const unknown = new Set<string>();
  for (const word of tokenize(text)) {
    const form = knownForm(rows, word);
    if (form !== undefined) (saysLittle(word) && weights[rows.get(form)!]! >= unseen ? passedOver : known).push(form);
    else if (!saysLittle(word)) unknown.add(word);
  }
  return { known: known.length > 0 ? known : passedOver, unknown: [...unknown] };
}

/**
 * Text feature of typed words: x = Σ_w weight_w · v_w over the words of the text, a repeated word counting once for each time; then every
 * column range [start, end) of `vocab.parts` becomes weight · x_part / ‖x_part‖.
 * A part in which all words are zero stays zero. Plurals, -ing and -ed fall back on the stem. Words such as "the" and
 * "something" are passed over, beside others, where their weight is the vocabulary's largest: as inverse document
 * frequency it says that hardly a text had them, and they would outweigh what is meant.
 */
export function encodeText(vocab: Vocab, text: string): EncodedText {
  const lookup = lookupOf(vocab);
  const { known, unknown } = readWords(lookup, vocab, text);
  const vector = new Float32Array(vocab.dims);
  for (const word of known) addWord(vector, vocab, lookup.rows.get(word)!);
  for (const { start, end, weight } of vocab.parts) scaleToLength(vector.subarray(start, end), weight);
  return { vector, known, unknown };
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
