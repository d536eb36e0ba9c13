import { expect, test } from 'vitest';
import { refusal } from '../fixtures/memory';
import type { Column, OpenedFile } from './column';
import { allRows, asRead, fileA, memoryFile, numbersNamed, written } from './fixtures/columnFilesA';
import { openCsv, openJsonLines } from './tableColumns';

const csv = (text: string, path = 'x.csv'): Promise<OpenedFile> => openCsv(memoryFile(path, text));
const json = (text: string): Promise<OpenedFile> => openJsonLines(memoryFile('x.jsonl', text));
const contents = async ({ columns }: OpenedFile): Promise<unknown[]> => Promise.all(columns.map(async (column) => [column.name, await allRows(column, 1000)]));
const shapes = ({ columns }: OpenedFile): unknown[] => columns.map((column: Column) => (column.kind === 'texts' ? [column.name, column.rows] : [column.name, column.shape, column.dtype]));

test.each(['comma.csv', 'tabs.tsv', 'windows.csv', 'numbers.csv', 'pandas.csv'])('%s has the columns that were written', async (name) => {
  const opened = await openCsv(fileA(name));
  for (const step of [1, 2, 1000]) expect(await asRead(opened, step)).toEqual(written(name));
});

test.each(['lines.jsonl', 'list.json'])('%s has the fields that were written; others are told', async (name) => {
  const opened = await openJsonLines(fileA(name));
  for (const step of [1, 2, 1000]) expect(await asRead(opened, step)).toEqual(written(name));
  expect(opened.notes).toEqual([
    'box was left out: its lists of numbers are not of one length: 1 and 2.',
    'nested was left out: it holds lists or objects that are neither all numbers nor all texts.',
  ]);
});

test('columns with a common start and consecutive numbers are one matrix, float32', async () => {
  expect(shapes(await csv('id,f0,f1,f2,img.1,img.2,x9\n7,1,2,3,4,5,6\n8,1,2,3,4,5,6\n'))).toEqual([
    ['id', [2], 'f8'],
    ['f', [2, 3], 'f4'],
    ['img', [2, 2], 'f4'],
    ['x9', [2], 'f8'],
  ]);
});

test('such columns stay single where one of them holds texts, and where numbers are left out', async () => {
  expect(shapes(await csv('t1,t2,a0,a2\nx,1,1,1\n'))).toEqual([['t1', 1], ['t2', [1], 'f8'], ['a0', [1], 'f8'], ['a2', [1], 'f8']]);
});

test('a column is texts where a cell is no number, or a number whose digits are a name', async () => {
  const opened = await csv('a,b,c,d\n1,007,12345678901234567890, 2.5 \n,1,1,\nx,2,2,-1e3\n');
  expect(await contents(opened)).toEqual([
    ['a', ['1', '', 'x']],
    ['b', ['007', '1', '2']],
    ['c', ['12345678901234567890', '1', '2']],
    ['d', [2.5, NaN, -1000]],
  ]);
});

test('a text after a megabyte of numbers makes the column texts, as they were written', async () => {
  const lines = Array.from({ length: 200_000 }, (_, i) => `${i}.50,${i}`);
  const opened = await csv(`a,b\n${lines.join('\n')}\nno number,1\n`);
  expect(shapes(opened)).toEqual([['a', 200_001], ['b', [200_001], 'f8']]);
  expect(await opened.columns[0]!.readRows(199_999, 200_001)).toEqual(['199999.50', 'no number']);
  expect([...(await opened.columns[1]!.readRows(199_998, 200_001))]).toEqual([199_998, 199_999, 1]);
});

test('quoted cells across the megabytes in which the file is read stay whole', async () => {
  const cell = `ä"",\n${'x'.repeat(700_001)}`;
  const opened = await csv(`name,text\r\n${Array.from({ length: 5 }, (_, i) => `${i},"${cell}"`).join('\r\n')}`);
  expect(shapes(opened)).toEqual([['name', [5], 'f8'], ['text', 5]]);
  expect(await allRows(opened.columns[1]!, 2)).toEqual(Array.from({ length: 5 }, () => cell.replace('""', '"')));
});

test('carriage returns alone break lines too', async () => {
  expect(await contents(await csv('a,b\r1,2\r3,4'))).toEqual([['a', [1, 3]], ['b', [2, 4]]]);
});

test('blank lines are items in a table of one column only; the last line break starts none', async () => {
  expect(await contents(await csv('a,b\n\n1,2\n\n'))).toEqual([['a', [1]], ['b', [2]]]);
  expect(await contents(await csv('caption\none\n\ntwo\n'))).toEqual([['caption', ['one', '', 'two']]]);
});

test('columns without a cell are texts; names that stand again are told apart', async () => {
  expect(await contents(await csv('a,a,,a (2)\n1,,x,3\n'))).toEqual([['a', [1]], ['a (2)', ['']], ['column 3', ['x']], ['a (2) (2)', [3]]]);
});

test('names such as __proto__ and HTML are texts like any other', async () => {
  expect(await contents(await csv('__proto__,constructor,<img src=x onerror=alert(1)>\n<b>,2,\n'))).toEqual([['__proto__', ['<b>']], ['constructor', [2]], ['<img src=x onerror=alert(1)>', ['']]]);
  expect(await contents(await json('{"__proto__": "<b>", "toString": 2}'))).toEqual([['__proto__', ['<b>']], ['toString', [2]]]);
});

test('the first line is told to be names or an item', async () => {
  expect((await csv('a,b\n1,2\n')).notes).toEqual(['The first line names the columns: "a", "b".']);
  const { notes, columns } = await csv('5,x\n6,y\n');
  expect([notes, columns.map(({ name }) => name)]).toEqual([['The first line is an item: it does not name the columns.'], ['column 1', 'column 2']]);
});

test.each([
  ['a,b\n1,2\n1\n', 'x.csv, record 3: expected 2 cells, got 1.'],
  ['a,b\n1,"2\n3,4\n', 'x.csv, record 2: expected each quote to be closed before a delimiter or line break, got another letter or the end.'],
  ['a,b\n1,"2"3\n3,4\n', 'x.csv, record 2: expected each quote to be closed before a delimiter or line break, got another letter or the end.'],
  ['a,b\n', 'x.csv: expected a table with records, got none.'],
  ['', 'x.csv: expected a table with records, got none.'],
])('the table %j is refused', async (text, message) => {
  expect((await refusal(csv(text))).message).toBe(message);
});

test('other bytes than UTF-8 are refused with advice', async () => {
  const problem = await refusal(openCsv(memoryFile('latin.csv', Uint8Array.from(Buffer.from('a,b\nZürich,1\n', 'latin1')))));
  expect([problem.message, problem.advice.slice(0, 23)]).toEqual(['latin.csv: expected UTF-8 text, got other bytes between 0 and 13.', 'Save the file as UTF-8;']);
});

test.each([
  ['{"a": 1} {"a"', 'x.jsonl, object 2: expected the end of the object, got nothing.'],
  ['[{"a": 1}', 'x.jsonl: expected a ] at the end of the list, got nothing.'],
  ['{"a": 1}\n[1]', 'x.jsonl, object 2: expected an object, got "[1]".'],
  ['<html></html>', 'x.jsonl, object 1: expected an object, got "<html></html>".'],
  ['[]', 'x.jsonl: expected objects with numbers or texts, got none.'],
])('the JSON %j is refused', async (text, message) => {
  expect((await refusal(json(text))).message).toBe(message);
});

test('JSON that is no JSON inside of an object is refused with its number', async () => {
  expect((await refusal(json('{"a": 1}\n{"a": NaN}\n'))).message).toMatch(/^x\.jsonl, object 2: expected JSON, got: /);
});

test('escapes and braces in texts do not end an object, wherever the megabyte ends', async () => {
  const text = '\\"}{\\\\';
  const line = `{"text": "${text.repeat(9)}"}`;
  const opened = await json(`${' '.repeat(2 ** 20 - 30)}${line}\n${line}`);
  expect(await contents(opened)).toEqual([['text', ['"}{\\'.repeat(9), '"}{\\'.repeat(9)]]]);
});

test('integers of JSON beyond 2^53 are told: they have been rounded', async () => {
  expect((await json('{"id": 12345678901234567890}')).notes).toEqual(['id holds integers beyond 2^53, which JSON readers round: write them as texts.']);
});

test('gaps that would take more memory than the file explains are refused', async () => {
  const text = `${'{}'.repeat(60_000)}{"v": [${'1,'.repeat(9999)}1]}`;
  expect((await refusal(json(text))).message).toBe(`x.jsonl: expected at most ${text.length} values, got more with those that are missing.`);
});

test('a list of one number stays a matrix of one column', async () => {
  expect(shapes(await json('{"v": [1]}{"v": [2]}'))).toEqual([['v', [2], 'f4']]);
  expect([...(await numbersNamed(await json('{"v": [1]}{"v": [2]}'), 'v').readRows(0, 2))]).toEqual([1, 2]);
});
