import { expect, test, vi } from 'vitest';
import { entryOf } from './fixtures/tab';
import { isDatasetId, isLibraryEntry } from './entry';
import { opfsSource } from './opfsSource';
import { sizeWords } from './storageError';

test('an entry is told from anything else', () => {
  expect(isLibraryEntry(entryOf('a'))).toBe(true);
  expect(isLibraryEntry({ ...entryOf('a'), another: 1 })).toBe(true);
  const { report: _, ...without } = entryOf('a');
  const others = [null, [], 'a', without, { ...entryOf('a'), id: '../a' }, { ...entryOf('a'), bytes: NaN }, { ...entryOf('a'), pairs: -1 }, { ...entryOf('a'), sourceFiles: [1] }];
  expect(others.map(isLibraryEntry)).toEqual(others.map(() => false));
});

test('an id is a name of a folder and nothing more', () => {
  expect(['a', '3f2a-9_B', 'x'.repeat(64)].map(isDatasetId)).toEqual([true, true, true]);
  expect(['', '.', '..', 'a/b', 'a b', 'x'.repeat(65), 'ä'].map(isDatasetId)).toEqual([false, false, false, false, false, false, false]);
});

test('sizes are told as in the page', () => {
  expect([0, 1023, 1024, 9102, 1024 ** 2 - 1024, 1024 ** 2, 1.25 * 1024 ** 3, 60 * 1024 ** 3].map(sizeWords)).toEqual(['0 B', '1023 B', '1 KB', '9 KB', '1023 KB', '1.0 MB', '1.3 GB', '60.0 GB']);
});

test('a browser without private files, or that refuses them, is told what it lacks', async () => {
  vi.stubGlobal('navigator', {});
  await expect(opfsSource('a')).rejects.toMatchObject({ message: "Opening the stored dataset a: expected the browser's private files (OPFS), got a browser or a page without them.", advice: expect.stringContaining('private windows') });
  vi.stubGlobal('navigator', { storage: { getDirectory: () => Promise.reject(new DOMException('The request is not allowed.', 'SecurityError')) } });
  await expect(opfsSource('a')).rejects.toThrow("expected the browser's private files (OPFS), got The request is not allowed.");
  vi.unstubAllGlobals();
});
