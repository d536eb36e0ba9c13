import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { folderSink } from './folderSink';

const folder = mkdtempSync(join(tmpdir(), 'alscor-sink-'));

afterAll(() => rmSync(folder, { recursive: true }));

test('bytes are appended and changed in place, folders are made, and a path is written once', async () => {
  const sink = folderSink(join(folder, 'out'));
  const file = await sink.create('a/b.bin');
  await file.append(Uint8Array.of(1, 2));
  await file.append(Uint8Array.of(3));
  await file.patch(1, Uint8Array.of(9));
  await file.append(Uint8Array.of(4));
  await file.close();
  expect([...readFileSync(join(folder, 'out/a/b.bin'))]).toEqual([1, 9, 3, 4]);
  await expect(sink.create('a/b.bin')).rejects.toThrow('file already exists');
});

test('paths out of the folder are refused', async () => {
  await expect(folderSink(folder).create('../b.bin')).rejects.toThrow('expected a path inside the bundle');
});
