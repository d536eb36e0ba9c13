import { expect, test } from 'vitest';
import { decodeNpy } from '../npy';
import { formatNpyHeader } from '../npyHeader';
import { memorySink } from './memorySink';
import { NpyFile } from './npyFile';

test('a .npy that is written in parts reads as one array, and tells its bytes', async () => {
  const sink = memorySink();
  const file = await NpyFile.create(sink, 'a.npy', '<f4', [2]);
  await file.append(Float32Array.of(1, 2, 3, 4), 2);
  await file.append(new Float32Array(0), 0);
  await file.append(Float32Array.of(0, 5, 6).subarray(1), 1);
  expect(await file.finish()).toBe(128 + 24);
  expect(decodeNpy(sink.files.get('a.npy')!, 'a.npy')).toEqual({ shape: [3, 2], dtype: 'f4', data: Float32Array.of(1, 2, 3, 4, 5, 6) });
});

test('a vector of no rows is one', async () => {
  const sink = memorySink();
  await (await NpyFile.create(sink, 'a.npy', '<i4', [])).finish();
  expect(decodeNpy(sink.files.get('a.npy')!, 'a.npy')).toMatchObject({ shape: [0], dtype: 'i4' });
});

test('headers of any two sizes take 128 bytes, so that the shape can be filled in at the end', () => {
  for (const shape of [[0], [0, 1], [Number.MAX_SAFE_INTEGER], [Number.MAX_SAFE_INTEGER, Number.MAX_SAFE_INTEGER]]) expect(formatNpyHeader('<f4', shape)).toHaveLength(128);
});

test('memory takes a path once, and no change beyond what was written', async () => {
  const sink = memorySink();
  const file = await sink.create('a');
  await file.append(Uint8Array.of(1, 2));
  await expect(file.patch(1, Uint8Array.of(1, 2))).rejects.toThrow('expected to change bytes that were written, got 1 to 3 of 2.');
  await expect(sink.create('a')).rejects.toThrow('expected a new file, got its path again.');
  expect(sink.files.has('a')).toBe(false);
  await file.close();
  expect(sink.files.get('a')).toEqual(Uint8Array.of(1, 2));
});
