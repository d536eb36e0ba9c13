import { afterEach, expect, test, vi } from 'vitest';
import { sinkFile, type SyncAccess, type Tally } from './opfsFile';

const MB = 1024 ** 2;
const GB = 1024 * MB;
afterEach(() => vi.unstubAllGlobals());

function browserWith(quota: number, usage: number): void {
  vi.stubGlobal('navigator', { storage: { estimate: async () => ({ quota, usage }) } });
}

const full = (): number => {
  throw new DOMException('The quota has been exceeded.', 'QuotaExceededError');
};

function fileThat(write: SyncAccess['write'], tally: Partial<Tally> = {}) {
  const access = { write, truncate: vi.fn(), flush: vi.fn(), close: vi.fn() };
  return { access, file: sinkFile('image.npy', access, { storing: { name: 'Tiny', bytes: 1.2 * GB }, written: 0, ...tally }) };
}

test('a full storage is told by what was needed and what the browser still gives', async () => {
  browserWith(2 * GB, 2 * GB - 300 * MB);
  const { file } = fileThat(full);
  await expect(file.append(Uint8Array.of(1))).rejects.toMatchObject({
    name: 'BundleError',
    message: 'Storing Tiny: expected room for 1.2 GB, the browser gives 300.0 MB more.',
    advice: 'Delete datasets from the library, or open it for this visit only.',
  });
});

test('a disk that is full while the browser promises room is told by what went in', async () => {
  browserWith(20 * GB, 1 * GB);
  const { file } = fileThat(full, { written: 400 * MB });
  await expect(file.append(Uint8Array.of(1))).rejects.toThrow('Storing Tiny: expected room for 1.2 GB, the browser took no more after 400.0 MB: the disk may be full.');
});

test('bytes that are taken in part are a full storage too', async () => {
  browserWith(100, 90);
  const { file } = fileThat((bytes) => bytes.length - 1, { storing: { name: 'Tiny', bytes: null } });
  // 40 bytes were to follow the 0 that were written, and 100 − 90 are left
  await expect(file.append(new Uint8Array(40))).rejects.toThrow('Storing Tiny: expected room for 40 B, the browser gives 10 B more.');
});

test('any other failure is told as it came', async () => {
  const { file } = fileThat(() => {
    throw new DOMException('The handle is closed.', 'InvalidStateError');
  });
  await expect(file.append(new Uint8Array(2000))).rejects.toThrow('Storing Tiny: expected to write 2 KB, got The handle is closed.');
});

test('parts follow each other, a patch goes over them, and closing flushes first', async () => {
  const written: [number, number[]][] = [];
  const tally: Tally = { storing: { name: 'Tiny', bytes: null }, written: 10 };
  const { file, access } = fileThat((bytes, { at }) => {
    written.push([at, [...bytes]]);
    return bytes.length;
  }, tally);
  await file.append(Uint8Array.of(1, 2));
  await file.append(Uint8Array.of(3));
  await file.patch(1, Uint8Array.of(9, 9));
  await expect(file.patch(2, Uint8Array.of(9, 9))).rejects.toThrow('image.npy: expected to write over bytes 0 to 3, got 2 to 4.');
  await file.close();
  expect(written).toEqual([[0, [1, 2]], [2, [3]], [1, [9, 9]]]);
  expect(access.flush.mock.invocationCallOrder[0]).toBeLessThan(access.close.mock.invocationCallOrder[0]!);
});
