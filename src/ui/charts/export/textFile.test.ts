import { expect, test } from 'vitest';
import { csvParts, listJson, numbersJson, objectJson, textFile } from './textFile';

const joined = (parts: Iterable<string>) => [...parts].join('');

test('a file in parts is the whole file', async () => {
  const rows = Array.from({ length: 1200 }, (_, i) => [i, i === 3 ? 'a "b", c' : NaN]);
  const csv = await (await textFile(csvParts(['number', 'text'], rows), 'text/csv')).text();
  const lines = csv.split('\r\n');
  expect(lines).toHaveLength(1 + 1200 + 1);
  expect(lines.slice(0, 5)).toEqual(['number,text', '0,NaN', '1,NaN', '2,NaN', '3,"a ""b"", c"']);
  expect(joined(csvParts(['a'], []))).toBe('a\r\n');
});

test('JSON in parts reads as what it was written from', () => {
  const numbers = Float64Array.from({ length: 12_001 }, (_, i) => i / 3);
  expect(JSON.parse(joined(numbersJson(numbers)))).toEqual([...numbers]);
  expect(joined(numbersJson([1, NaN, -0.5]))).toBe('[1,null,-0.5]');
  expect(joined(numbersJson([]))).toBe('[]');
  const object = objectJson([['a "b"', numbersJson([1])], ['c', listJson([['"x"'], ['2']])]]);
  expect(JSON.parse(joined(object))).toEqual({ 'a "b"': [1], c: ['x', 2] });
  expect([joined(objectJson([])), joined(listJson([]))]).toEqual(['{}', '[]']);
});
