import { expect, test } from 'vitest';
import { refusal } from '../fixtures/memory';
import { asRead, columnFixture, columnOf, described, expectedOf, fixtureFile, memoryFile } from './fixtures/columnFiles';
import { openParquet } from './parquetColumns';

const codecs = ['none', 'snappy', 'gzip', 'zstd', 'brotli', 'lz4'];

test.each([...codecs, 'pages2', 'encodings', 'special', 'pandas'])('every column of %s.parquet has the type and values that were written, read at once or seven rows at a time', async (name) => {
  const opened = await openParquet(fixtureFile(`${name}.parquet`));
  expect(opened.format).toBe('Parquet');
  for (const [column, content] of expectedOf(`${name}.parquet`)) {
    expect(await described(columnOf(opened, column), 7), column).toEqual(asRead(content));
    expect(await described(columnOf(opened, column), Infinity), column).toEqual(asRead(content));
  }
});

test('fields that are no columns are named, and why', async () => {
  const { columns, notes } = await openParquet(fixtureFile('zstd.parquet'));
  expect(columns.map(({ name }) => name)).toEqual(expectedOf('zstd.parquet').map(([name]) => name));
  expect(notes).toEqual([
    '"image.bytes" was left out: it holds bytes, no numbers and no texts.',
    '"ragged" was left out: its lists differ in length (1, 2): pad them to one length to use it.',
  ]);
});

test('integers beyond 2^53 are refused, since numbers do not tell them apart', async () => {
  const opened = await openParquet(fixtureFile('special.parquet'));
  expect((await refusal(columnOf(opened, 'huge').readRows(0, 3))).message).toBe('special.parquet, huge: expected integers up to 2^53, got 9007199254740994.');
});

test('a small file of more than 20 million rows is refused before anything is unpacked', async () => {
  const problem = await refusal(openParquet(fixtureFile('zeros.parquet')));
  expect(problem.message).toBe('zeros.parquet: expected at most 20000000 rows, got 20000001.');
  expect(problem.advice).toContain('fewer rows');
});

test('a cut-off file, and one of four bytes, are refused', async () => {
  const bytes = columnFixture('none.parquet');
  expect((await refusal(openParquet(memoryFile('x.parquet', bytes.slice(0, 900))))).message).toMatch(/^x\.parquet: expected at most \d+ bytes of a footer, got \d+\.$/);
  expect((await refusal(openParquet(memoryFile('x.parquet', new Uint8Array(4))))).message).toBe('x.parquet: expected a Parquet file, got 4 bytes.');
});
