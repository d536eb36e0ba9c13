import { closeSync, ftruncateSync, mkdtempSync, openSync, readSync, rmSync, writeSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { formatNpyHeader } from '../npyHeader';
import type { ByteFile } from './byteFile';
import { npyColumn } from './npyColumns';

const folder = mkdtempSync(join(tmpdir(), 'alscor-large-'));
afterAll(() => rmSync(folder, { recursive: true }));

const [rows, dims] = [2_621_440, 512];
const header = formatNpyHeader('<f4', [rows, dims]);
/** 5 GiB: 2,621,440 × 512 float32. */
const arrayBytes = header.length + rows * dims * 4;
const last = Float32Array.from({ length: dims }, (_, i) => i / 4);

/** A file with holes, which takes no room on most disks. */
function sparse(name: string, size: number, parts: [at: number, bytes: Uint8Array][]): string {
  const path = join(folder, name);
  const file = openSync(path, 'w');
  ftruncateSync(file, size);
  for (const [at, bytes] of parts) writeSync(file, bytes, 0, bytes.length, at);
  closeSync(file);
  return path;
}

const lastRow = new Uint8Array(last.buffer);

/** Node's blobs end at 4 GiB; `read` counts what was read. */
function fileOnDisk(path: string, size: number): { file: ByteFile; read: () => number } {
  let total = 0;
  const file: ByteFile = {
    path,
    size,
    blob: () => Promise.reject(new Error('expected to be read in parts')),
    async read(start, end) {
      const bytes = new Uint8Array(end - start);
      const handle = openSync(path, 'r');
      total += readSync(handle, bytes, 0, bytes.length, start);
      closeSync(handle);
      return bytes;
    },
  };
  return { file, read: () => total };
}

test('rows at the end of an array of 5 GiB are read without the rest', async () => {
  const path = sparse('big.npy', arrayBytes, [[0, header], [arrayBytes - lastRow.length, lastRow]]);
  const { file, read } = fileOnDisk(path, arrayBytes);
  const column = await npyColumn(file, 'big.npy', '');
  expect([column.rows, column.dims]).toEqual([rows, dims]);
  expect(await column.readRows(rows - 1, rows)).toEqual(last);
  expect(await column.readRows(1_000_000, 1_000_002)).toEqual(new Float32Array(2 * dims));
  expect(read()).toBe(4096 + 3 * 4 * dims);
});
