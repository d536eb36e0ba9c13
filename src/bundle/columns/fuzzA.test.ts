import fc from 'fast-check';
import { expect, test } from 'vitest';
import { BundleError } from '../problem';
import type { ByteFile } from './byteFile';
import type { Column, OpenedFile } from './column';
import { bytesA, memoryFile } from './fixtures/columnFilesA';
import { damaged } from './fixtures/damages';
import { csvFile, jsonFile, linesFile, npyFile, npzFile, safetensorsFile, zipFile } from './fixtures/hostileFiles';
import { openNpy } from './npyColumns';
import { openNpz } from './npzColumns';
import { openSafetensors } from './safetensorsColumns';
import { openCsv, openJsonLines } from './tableColumns';
import { openLines } from './textLines';
import { zipFiles } from './zippedFiles';

type Bytes = Uint8Array<ArrayBuffer>;

const CASES = 2000;
const MOST_CPU_MS = 1000;
/** Packed zeros are unpacked and copied, and a sparse matrix may have rows of 8 MiB; a lie would be gigabytes. */
const MOST_BYTES = 2 ** 26;

/** Numbers in all that a test asks a column for: of more rows, the first, middle and last. */
const BLOCK = 4096;

async function readSome(column: Column): Promise<void> {
  const { rows } = column;
  const dims = column.kind === 'numbers' ? column.dims : 1;
  expect([Number.isSafeInteger(rows) && rows >= 0, Number.isSafeInteger(dims) && dims >= 1]).toEqual([true, true]);
  const step = Math.max(1, Math.floor(BLOCK / dims));
  for (const start of new Set([0, Math.floor(rows / 2), Math.max(0, rows - step)])) {
    const end = Math.min(rows, start + step);
    const values = await column.readRows(start, end).catch(passRefusals);
    if (values) expect(values.length).toBe((end - start) * dims);
  }
}

function passRefusals(problem: unknown): null {
  if (problem instanceof BundleError && problem.message !== '' && problem.advice !== '') return null;
  throw problem;
}

async function readColumns(opened: OpenedFile): Promise<void> {
  for (const column of opened.columns) await readSome(column);
  opened.close();
}

const opening = (open: (file: ByteFile) => Promise<OpenedFile>, path: string) => (bytes: Bytes): Promise<void> => open(memoryFile(path, bytes)).then(readColumns);

async function readZip(bytes: Bytes): Promise<void> {
  for (const file of await zipFiles(new Blob([bytes]), 'x.zip')) {
    const start = await file.read(0, Math.min(10, file.size)).catch(passRefusals);
    const whole = await file.blob().catch(passRefusals);
    if (whole) expect(whole.size).toBe(file.size);
    if (whole && start) expect(start).toEqual(new Uint8Array(await whole.slice(0, 10).arrayBuffer()));
  }
}

/** True where the file is opened; else it is refused with a BundleError. Both in time and without memory that the bytes do not explain. */
async function isOpened(attempt: (bytes: Bytes) => Promise<void>, bytes: Bytes): Promise<boolean> {
  const { arrayBuffers } = process.memoryUsage();
  const cpu = process.cpuUsage();
  let timer: NodeJS.Timeout | undefined;
  const hang = new Promise<never>((_, reject) => (timer = setTimeout(() => reject(new Error('expected an end within 20 s, got none')), 20_000)));
  const outcome = await Promise.race([attempt(bytes).catch(passRefusals), hang]).finally(() => clearTimeout(timer));
  const { user, system } = process.cpuUsage(cpu);
  expect((user + system) / 1000).toBeLessThan(MOST_CPU_MS);
  expect(process.memoryUsage().arrayBuffers - arrayBuffers).toBeLessThan(MOST_BYTES);
  return outcome !== null;
}

const npys = ['matrix_f4', 'matrix_f2_be', 'vector_i8', 'bool', 'fortran_f4', 'fortran_cube_i2_be', 'texts'].map((name) => `${name}.npy`);
const npzs = ['stored', 'packed', 'zip64', 'csr', 'csc', 'coo', 'csr_stored', 'zeros'].map((name) => `${name}.npz`);

const readers: [string, (bytes: Bytes) => Promise<void>, string[], fc.Arbitrary<Bytes>][] = [
  ['npy', opening(openNpy, 'x.npy'), npys, npyFile],
  ['npz', opening(openNpz, 'x.npz'), npzs, npzFile],
  ['zip', readZip, ['drop.zip', 'packed.npz', 'zip64.npz'], zipFile],
  ['safetensors', opening(openSafetensors, 'x.safetensors'), ['kinds.safetensors'], safetensorsFile],
  ['CSV', opening(openCsv, 'x.csv'), ['comma.csv', 'windows.csv', 'tabs.tsv', 'numbers.csv', 'pandas.csv'], csvFile],
  ['JSON', opening(openJsonLines, 'x.jsonl'), ['lines.jsonl', 'list.json'], jsonFile],
  ['line', opening(openLines, 'x.txt'), ['caps.txt', 'ids.txt', 'comma.csv'], linesFile],
];

test.each(readers)(`${CASES} hostile or damaged %s files are read or refused, in time and memory`, { timeout: 180_000 }, async (_, attempt, fixtures, hostile) => {
  const files = fc.oneof(damaged(fixtures.map(bytesA)), hostile);
  let opened = 0;
  const property = fc.asyncProperty(files, async (bytes) => void (opened += Number(await isOpened(attempt, bytes))));
  await fc.assert(property, { numRuns: CASES, seed: 1 });
  // Neither are all refused at the door, nor does nothing do harm.
  expect(opened).toBeGreaterThan(CASES / 20);
  expect(opened).toBeLessThan(CASES);
});
