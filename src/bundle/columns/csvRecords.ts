/** Records of a CSV file, piece by piece. */
import Papa, { type ParseResult } from 'papaparse';
import { BundleError } from '../problem';
import type { ByteFile } from './byteFile';
import { checkTextLength, textChunks } from './textChunks';

const SAMPLE_LETTERS = 2 ** 18;
const DELIMITERS = [',', '\t', ';', '|'];

type Newline = '\n' | '\r';
interface Dialect {
  delimiter: string;
  newline: Newline;
}

function dialectOf(text: string, path: string): Dialect {
  const newline: Newline = text.includes('\n') || !text.includes('\r') ? '\n' : '\r';
  if (/\.tsv$/i.test(path)) return { delimiter: '\t', newline };
  const { meta } = Papa.parse<string[]>(text.slice(0, SAMPLE_LETTERS), { preview: 20, newline, delimitersToGuess: DELIMITERS });
  return { delimiter: meta.delimiter, newline };
}

function badQuotes(path: string, record: number): BundleError {
  return new BundleError(`${path}, record ${record}: expected each quote to be closed before a delimiter or line break, got another letter or the end.`, 'Write quotes inside of a cell twice; write the file with a CSV library.');
}

/** Carriage returns before the line break belong to it. */
function withoutReturn(record: string[]): string[] {
  const last = record.length - 1;
  record[last] = record[last]!.replace(/\r$/, '');
  return record;
}

/** The records that end in the text, and the rest of it. `count` records came before. */
function recordsIn(text: string, { delimiter, newline }: Dialect, path: string, count: number): { records: string[][]; rest: string } {
  const { data, errors, meta }: ParseResult<string[]> = new Papa.Parser({ delimiter, newline }).parse(text, 0, true);
  const wrong = errors.find(({ row }) => row !== undefined && row < data.length);
  if (wrong?.row !== undefined) throw badQuotes(path, count + wrong.row + 1);
  const rest = text.slice(meta.cursor);
  checkTextLength(rest.length, `${path}, record ${count + data.length + 1}`);
  return { records: data.map(withoutReturn), rest };
}

/**
 * The records in batches; a blank line is a record of one empty cell. Comma, semicolon, tab and | are recognized as delimiters
 * (a .tsv has tabs), quoted cells may hold them and line breaks. Throws BundleError where quotes are not closed.
 */
export async function* csvRecords(file: ByteFile): AsyncGenerator<string[][], void> {
  let dialect: Dialect | undefined;
  let rest = '';
  let count = 0;
  for await (const chunk of textChunks(file)) {
    dialect ??= dialectOf(chunk, file.path);
    const found = recordsIn(rest + chunk, dialect, file.path, count);
    ({ rest } = found);
    count += found.records.length;
    if (found.records.length > 0) yield found.records;
  }
  if (!dialect || rest === '') return;
  const last = recordsIn(rest + dialect.newline, dialect, file.path, count);
  if (last.rest !== '') throw badQuotes(file.path, count + last.records.length + 1);
  yield last.records;
}
