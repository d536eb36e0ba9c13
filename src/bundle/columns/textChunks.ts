/** Text files in pieces: a whole one may be longer than a string can be. */
import { BundleError } from '../problem';
import type { ByteFile } from './byteFile';

const CHUNK_BYTES = 2 ** 20;
/** Texts and numbers of a table are held in memory. */
const MOST_TABLE_BYTES = 2 ** 30;
/** Strings take memory beyond their letters. */
const MOST_TEXTS = 2 ** 25;
/** Of one line, record or object, in letters. */
const LONGEST_TEXT = 2 ** 24;

function checkTextSize(file: ByteFile): void {
  if (file.size > MOST_TABLE_BYTES) throw new BundleError(`${file.path}: expected at most ${MOST_TABLE_BYTES} bytes of text, got ${file.size}.`, 'Save the numbers as .npy, or the table as Parquet.');
}

/** The file's text in order, without a byte order mark. Throws BundleError above 1 GiB and for other bytes than UTF-8. */
export async function* textChunks(file: ByteFile): AsyncGenerator<string, void> {
  checkTextSize(file);
  const decoder = new TextDecoder('utf-8', { fatal: true });
  for (let start = 0; start < file.size; start += CHUNK_BYTES) {
    const end = Math.min(start + CHUNK_BYTES, file.size);
    const bytes = await file.read(start, end);
    try {
      yield decoder.decode(bytes, { stream: end < file.size });
    } catch (cause) {
      if (!(cause instanceof TypeError)) throw cause;
      throw new BundleError(`${file.path}: expected UTF-8 text, got other bytes between ${start} and ${end}.`, 'Save the file as UTF-8; if it was, it is damaged: copy it again.', { cause });
    }
  }
}

/** A copy that does not keep the chunk in memory that it was cut out of. */
export const ownText = (text: string): string => (text.length < 13 ? text : ` ${text}`.slice(1));

/** Throws BundleError where a file has more texts than memory is taken for. */
export function checkTexts(count: number, path: string): void {
  if (count > MOST_TEXTS) throw new BundleError(`${path}: expected at most ${MOST_TEXTS} texts, got more.`, 'Split the file, or leave out columns that are not needed.');
}

/** Throws BundleError where a line, record or object goes on and on, as behind a quote that is never closed. */
export function checkTextLength(length: number, where: string): void {
  if (length > LONGEST_TEXT) throw new BundleError(`${where}: expected at most ${LONGEST_TEXT} letters, got more.`, 'Check that it ends: a closing quote, bracket or line break may be missing.');
}
