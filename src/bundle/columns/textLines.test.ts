import { expect, test } from 'vitest';
import { refusal } from '../fixtures/memory';
import { allRows, asRead, fileA, memoryFile, written } from './fixtures/columnFilesA';
import { openLines } from './textLines';

const lines = async (text: string): Promise<unknown[]> => {
  const { columns } = await openLines(memoryFile('x.txt', text));
  return Promise.all(columns.map((column) => allRows(column, 1000)));
};

test.each(['caps.txt', 'ids.txt'])('%s has the lines that were written, with their numbers where all are numbers', async (name) => {
  const opened = await openLines(fileA(name));
  for (const step of [1, 2, 1000]) expect(await asRead(opened, step)).toEqual(written(name));
});

test('a line break at the end starts no line; blank lines before are lines', async () => {
  expect(await lines('')).toEqual([[]]);
  expect(await lines('\n')).toEqual([['']]);
  expect(await lines('a\r\n\nb')).toEqual([['a', '', 'b']]);
});

test('lines across the megabytes in which the file is read stay whole, letters of several bytes too', async () => {
  const line = 'ä犬'.repeat(150_001);
  expect(await lines(`x${line}\n${line}\r\n${line}`)).toEqual([[`x${line}`, line, line]]);
});

test('a line that never ends is refused', async () => {
  const problem = await refusal(openLines(memoryFile('x.txt', new Uint8Array(2 ** 24 + 2 ** 20).fill(65))));
  expect(problem.message).toBe('x.txt, line 1: expected at most 16777216 letters, got more.');
});

test('a file above a gigabyte is refused before it is read', async () => {
  const file = { ...memoryFile('x.txt', ''), size: 2 ** 30 + 1 };
  expect((await refusal(openLines(file))).message).toBe('x.txt: expected at most 1073741824 bytes of text, got 1073741825.');
});
