/** Damaged MATLAB, HDF5 and Parquet files: each ends in a BundleError, or in columns that give their rows or a BundleError. */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { BundleError } from '../problem';
import type { Column, OpenFile } from './column';
import { columnFixture, memoryFile } from './fixtures/columnFiles';
import { openHdf5 } from './hdf5Columns';
import { openMatColumns } from './matColumns';
import { openParquet } from './parquetColumns';

type Bytes = Uint8Array<ArrayBuffer>;

const lies = [0, 1, 3, 255, 65_535, 0x7fffffff, 0x80000000, 0xffffffff];

/** A place is a share of the file's length; without the bias to the ends that numbers have else. */
const place = fc.noBias(fc.integer({ min: 0, max: 2 ** 30 - 1 })).map((share) => share / 2 ** 30);
const damage = fc.oneof(
  fc.record({ kind: fc.constant('cut' as const), at: place }),
  fc.record({ kind: fc.constant('flip' as const), at: place, bit: fc.nat(7) }),
  fc.record({ kind: fc.constant('lie' as const), at: place, value: fc.constantFrom(...lies), wide: fc.boolean() }),
  fc.record({ kind: fc.constant('rename' as const), at: place }),
);
type Damage = typeof damage extends fc.Arbitrary<infer T> ? T : never;

const hostileName = new TextEncoder().encode('__proto__');

function damaged(file: Bytes, damages: Damage[]): Bytes {
  let bytes = file.slice();
  for (const one of damages) {
    const at = Math.floor(one.at * bytes.length);
    if (one.kind === 'cut') bytes = bytes.slice(0, at);
    else if (one.kind === 'flip') bytes.fill((bytes[at] ?? 0) ^ (1 << one.bit), at, at + 1);
    else if (one.kind === 'rename') bytes.set(hostileName.subarray(0, bytes.length - at), at);
    else if (at + 8 <= bytes.length) writeLie(new DataView(bytes.buffer), at, one.value, one.wide);
  }
  return bytes;
}

function writeLie(view: DataView, at: number, value: number, wide: boolean): void {
  view.setUint32(at, value, true);
  if (wide) view.setUint32(at + 4, value === 0xffffffff ? value : 0, true);
}

/** Rows that a test asks a lying column for. */
const MOST_ASKED = 1000;

async function refusedOr<T>(work: Promise<T>): Promise<T | null> {
  return work.catch((problem: unknown) => {
    if (problem instanceof BundleError) return null;
    throw problem;
  });
}

async function readColumn(column: Column): Promise<void> {
  const rows = Math.min(column.rows, MOST_ASKED);
  const read: ArrayLike<string | number> | null = await refusedOr<ArrayLike<string | number>>(column.readRows(0, rows));
  if (read) expect(read.length).toBe(column.kind === 'texts' ? rows : rows * column.dims);
}

async function survives(open: OpenFile, bytes: Bytes): Promise<boolean> {
  const opened = await refusedOr(open(memoryFile('damaged', bytes)));
  for (const column of opened?.columns ?? []) await readColumn(column);
  opened?.close();
  return opened !== null;
}

const CASES = 2000;

async function fuzz(open: OpenFile, names: string[]): Promise<number> {
  const files = names.map(columnFixture);
  let opened = 0;
  const property = fc.asyncProperty(fc.nat(files.length - 1), fc.array(damage, { minLength: 1, maxLength: 3 }), async (file, damages) => {
    if (await survives(open, damaged(files[file]!, damages))) opened++;
  });
  await fc.assert(property, { numRuns: CASES, seed: 11 });
  return opened;
}

test.each([
  ['MATLAB', openMatColumns, ['plain.mat', 'packed.mat']],
  ['Parquet', openParquet, ['encodings', 'special', 'tiny_snappy', 'tiny_gzip', 'tiny_zstd', 'tiny_brotli', 'tiny_lz4'].map((name) => `${name}.parquet`)],
  ['HDF5', openHdf5, ['tiny.h5', 'tiny.mat', 'claim.h5']],
] as const)('2000 damaged %s files end in columns or a BundleError', { timeout: 240_000 }, async (_, open, names) => {
  // Some damages hit what is not read: both ends must come up.
  const opened = await fuzz(open, [...names]);
  expect(opened).toBeGreaterThan(CASES / 50);
  expect(opened).toBeLessThan(CASES);
});
