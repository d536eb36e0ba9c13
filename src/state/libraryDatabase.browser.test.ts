import { deleteDB, openDB } from 'idb';
import { afterEach, expect, test, vi } from 'vitest';
import { entryOf } from '../worker/library/fixtures/tab';
import { libraryDatabase, VERSION } from './libraryDatabase';

const NAME = 'library-of-tests';
const listed = (id: string) => ({ ...entryOf(id), deletedAt: null });

afterEach(async () => {
  vi.restoreAllMocks();
  await deleteDB(NAME);
});

test('entries are added once, changed, removed, and there for a connection that opens later', async () => {
  const database = libraryDatabase(NAME);
  expect(await database.all()).toEqual([]);
  await database.add(listed('a'));
  await database.add(listed('b'));
  expect(await database.change('a', { name: 'Flowers' })).toEqual({ ...listed('a'), name: 'Flowers' });
  await database.add(listed('a'));
  expect(await database.change('b', { deletedAt: 5 })).toMatchObject({ deletedAt: 5 });
  expect(await database.change('none', { name: 'x' })).toBeNull();
  expect(await libraryDatabase(NAME).all()).toEqual([{ ...listed('a'), name: 'Flowers' }, { ...listed('b'), deletedAt: 5 }]);
  await database.remove('a');
  await database.remove('a');
  expect((await database.all()).map(({ id }) => id)).toEqual(['b']);
});

test('what another version of the page wrote is left out, and left alone', async () => {
  await libraryDatabase(NAME).add(listed('a'));
  const raw = await openDB(NAME, VERSION);
  await raw.put('entries', { id: 'later', title: 'Other' });
  const database = libraryDatabase(NAME);
  expect((await database.all()).map(({ id }) => id)).toEqual(['a']);
  expect(await database.change('later', { name: 'x' })).toBeNull();
  expect(await raw.get('entries', 'later')).toEqual({ id: 'later', title: 'Other' });
  raw.close();
});

test('a connection gives way to a later version of the page, and tells what it then meets', async () => {
  const database = libraryDatabase(NAME);
  await database.add(listed('a'));
  const later = await openDB(NAME, VERSION + 1);
  await expect(database.all()).rejects.toMatchObject({ name: 'LibraryProblem', message: expect.stringContaining("expected the browser's database (IndexedDB), got"), advice: expect.stringContaining('not lost') });
  later.close();
});

test('a database that another tab holds in an older version is told at once', async () => {
  // An older version that does not give way
  const older = await openDB(NAME, VERSION);
  const { open } = indexedDB;
  vi.spyOn(indexedDB, 'open').mockImplementation((name) => open.call(indexedDB, name, VERSION + 1));
  await expect(libraryDatabase(NAME).all()).rejects.toMatchObject({ message: expect.stringContaining('another tab holds in an older version'), advice: expect.stringContaining('Close the other tabs') });
  older.close();
});

test('a browser without a database is told, and asked again at the next call', async () => {
  const open = vi.spyOn(indexedDB, 'open').mockImplementation(() => {
    throw new DOMException('A mutation operation was attempted on a database that did not allow mutations.', 'InvalidStateError');
  });
  const database = libraryDatabase(NAME);
  await expect(database.all()).rejects.toMatchObject({ message: expect.stringContaining('did not allow mutations.'), advice: expect.stringContaining('private window') });
  open.mockRestore();
  expect(await database.all()).toEqual([]);
});
