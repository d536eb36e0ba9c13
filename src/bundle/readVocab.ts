/** Word vectors of a bundle, for typed text. */
import type { BundleFiles } from './bundleFiles';
import type { Vocab } from './dataset';
import { asInteger, asList, asNumber, asObject, asText, decodeText, field, mismatch, parseJson } from './json';
import type { VocabFile, VocabWords } from './manifest';
import { BundleError } from './problem';
import { checkShape, readScale, scaled } from './readFeatures';

function parsePart(value: unknown, where: string, dims: number): VocabWords['parts'][number] {
  const object = asObject(value, where);
  const start = asInteger(field(object, 'start'), `${where}.start`, 0);
  const end = asInteger(field(object, 'end'), `${where}.end`);
  if (start >= end || end > dims) throw mismatch(where, `columns start < end of at most ${dims}`, { start, end });
  return { start, end, weight: asNumber(field(object, 'weight'), `${where}.weight`) };
}

/** Throws BundleError for repeated words, and for other than one weight a word. */
export function parseVocabWords(bytes: Uint8Array, path: string, dims: number): VocabWords {
  const object = asObject(parseJson(decodeText(bytes, path), path), path);
  const words = asList(field(object, 'words'), `${path}.words`, asText);
  const weights = asList(field(object, 'weights'), `${path}.weights`, asNumber);
  if (weights.length !== words.length) throw mismatch(`${path}.weights`, `one a word, ${words.length}`, weights.length);
  if (new Set(words).size !== words.length) throw new BundleError(`${path}.words: expected every word once, got a repeated one.`, 'Leave out the repetitions.');
  return { words, weights, parts: asList(field(object, 'parts'), `${path}.parts`, (value, where) => parsePart(value, where, dims)) };
}

/** `dims` is that of the text features. Throws BundleError where the vectors do not fit words and dims. */
export async function readVocab(files: BundleFiles, file: VocabFile, dims: number): Promise<Vocab> {
  const words = parseVocabWords(await files.read(file.path), file.path, dims);
  const vectors = await files.readArray(file.vectors);
  checkShape(vectors, [words.words.length, dims], file.vectors);
  if (!(vectors.data instanceof Int8Array)) throw new BundleError(`${file.vectors}: expected int8, got ${vectors.dtype}.`, 'Save the vectors as int8 with a scale for each column.');
  return { ...words, vectors: scaled(vectors.data, await readScale(files, file.scale, dims)), dims };
}
