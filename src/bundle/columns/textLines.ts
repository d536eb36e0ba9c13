/** Text files of a line an item: captions, ids, class names. */
import type { ByteFile } from './byteFile';
import type { Column, OpenedFile } from './column';
import { GrowingNumbers } from './growingNumbers';
import { numbersInMemory, textsInMemory } from './memoryColumns';
import { numberOf } from './numberText';
import { checkTextLength, checkTexts, ownText, textChunks } from './textChunks';

async function linesOf(file: ByteFile): Promise<string[]> {
  const lines: string[] = [];
  let pieces: string[] = [];
  for await (const chunk of textChunks(file)) {
    const parts = chunk.split('\n');
    for (const part of parts.slice(0, -1)) {
      lines.push(ownText((pieces.join('') + part).replace(/\r$/, '')));
      pieces = [];
    }
    pieces.push(parts.at(-1)!);
    checkTexts(lines.length, file.path);
    checkTextLength(pieces.length * chunk.length, `${file.path}, line ${lines.length + 1}`);
  }
  const last = pieces.join('');
  if (last !== '') lines.push(ownText(last.replace(/\r$/, '')));
  return lines;
}

/** null unless every line is a number. */
function numbersOf(lines: string[]): GrowingNumbers | null {
  const numbers = new GrowingNumbers('f8');
  for (const line of lines) {
    const value = numberOf(line);
    if (value === undefined) return null;
    numbers.push(value);
  }
  return lines.length > 0 ? numbers : null;
}

/**
 * The lines as texts, in a column named ''; where each is a number also as numbers, in a column named "numbers". A line
 * break at the end starts no line. Throws BundleError above 1 GiB and for other bytes than UTF-8.
 */
export async function openLines(file: ByteFile): Promise<OpenedFile> {
  const lines = await linesOf(file);
  const columns: Column[] = [textsInMemory(file.path, '', lines)];
  const numbers = numbersOf(lines);
  if (numbers) columns.push(numbersInMemory(file.path, 'numbers', numbers, 1));
  return { path: file.path, format: 'text lines', columns, notes: [], close: () => undefined };
}
