import { afterEach, beforeEach, expect, test } from 'vitest';
import { emptyStorage, entryOf, storedIds, Tab } from './fixtures/tab';

const tabs: Tab[] = [];
function openTab(): Tab {
  const tab = new Tab();
  tabs.push(tab);
  return tab;
}

async function eventually(check: () => Promise<boolean>): Promise<void> {
  while (!(await check())) await new Promise((resolve) => setTimeout(resolve, 20));
}

/** The lock of a worker that was ended is free a moment later. */
const noLocks = () => eventually(async () => ((await navigator.locks.query()).held ?? []).every(({ name }) => !name?.startsWith('alscor-dataset-')));

afterEach(async () => {
  for (const tab of tabs.splice(0)) tab.close();
  await noLocks();
});

beforeEach(emptyStorage);

test('what is written, patched and finished is read back, folders and a second entry.json among them', async () => {
  const tab = openTab();
  await tab.call('write', 'a', [['manifest.json', [1, 2, 3]], ['thumbs/0.webp', [4, 5, 6, 7]], ['entry.json', [8]]]);
  await tab.call('finish', entryOf('a'));
  const { name, files } = await openTab().call('read', 'a');
  expect(name).toBe('Dataset a');
  // The first byte of each was patched to 255.
  expect(Object.entries(files).sort()).toEqual([['entry.json', [255]], ['manifest.json', [255, 2, 3]], ['thumbs/0.webp', [255, 5, 6, 7]]]);
});

test('a name that means something to objects is read as any other', async () => {
  const tab = openTab();
  await tab.call('write', 'a', [['__proto__', [9, 10]]]);
  await tab.call('finish', entryOf('a'));
  expect([...(await tab.call('readOne', 'a', '__proto__'))]).toEqual([255, 10]);
});

test('a dataset that is not there, not finished, or lacks the file is refused with what to try', async () => {
  const tab = openTab();
  await expect(tab.call('read', 'a')).rejects.toMatchObject({ name: 'BundleError', message: 'Opening the stored dataset a: expected it in the library of this browser, found none.', advice: expect.stringContaining('drop its files again') });
  await tab.call('write', 'a', [['manifest.json', [1, 2, 3]]]);
  await expect(tab.call('read', 'a')).rejects.toMatchObject({ message: expect.stringContaining('found a part of it') });
  await tab.call('finish', entryOf('a'));
  await expect(tab.call('readOne', 'a', 'text.npy')).rejects.toMatchObject({ message: 'Reading text.npy in Dataset a: expected the file, got only: manifest.json.' });
  await expect(tab.call('read', '../a')).rejects.toMatchObject({ message: expect.stringContaining('expected an id of letters') });
});

test('a path twice, a path that leaves the folder and a patch beyond the file are refused', async () => {
  expect(await openTab().call('misuse', 'a')).toEqual([
    'Storing a.npy: expected each path once, got it twice.',
    'the dataset: expected a path inside the bundle, got "../a.npy".',
    'a.npy: expected to write over bytes 0 to 0, got 0 to 1.',
  ]);
});

test('an id that is taken is refused, by a dataset as by an import', async () => {
  const [one, other] = [openTab(), openTab()];
  await one.call('begin', 'a');
  await expect(other.call('begin', 'a')).rejects.toMatchObject({ message: 'Storing the dataset: expected a new id, got a, which is there.' });
  await one.call('finish', entryOf('a'));
  await expect(other.call('begin', 'a')).rejects.toMatchObject({ message: expect.stringContaining('expected a new id') });
});

test('discarding removes a dataset that is whole, half written with a file open, or not there', async () => {
  const tab = openTab();
  await tab.call('write', 'whole', [['a.npy', [1, 2]]]);
  await tab.call('finish', entryOf('whole'));
  await tab.call('begin', 'half');
  for (const id of ['whole', 'half', 'none']) await tab.call('discard', id);
  expect(await storedIds()).toEqual([]);
  await tab.call('begin', 'half');
});

test('the sweep removes what a tab that was closed has left, and keeps whole datasets and the import of another tab', async () => {
  const [closed, other, sweeping] = [openTab(), openTab(), openTab()];
  await closed.call('begin', 'left');
  await other.call('begin', 'going-on');
  await sweeping.call('write', 'whole', [['a.npy', [1, 2]]]);
  await sweeping.call('finish', entryOf('whole'));
  expect(await sweeping.call('sweep')).toEqual([{ id: 'whole', entry: entryOf('whole') }]);
  expect(await storedIds()).toEqual(['going-on', 'left', 'whole']);

  closed.close();
  await eventually(async () => {
    await sweeping.call('sweep');
    return !(await storedIds()).includes('left');
  });
  expect(await storedIds()).toEqual(['going-on', 'whole']);
  await other.call('finish', entryOf('going-on'));
  expect((await sweeping.call('sweep')).map(({ id }) => id).sort()).toEqual(['going-on', 'whole']);
});

async function writeMarker(id: string, text: string): Promise<void> {
  const folder = await (await navigator.storage.getDirectory()).getDirectoryHandle('datasets', { create: true });
  const file = await (await folder.getDirectoryHandle(id, { create: true })).getFileHandle('entry.json', { create: true });
  const writable = await file.createWritable();
  await writable.write(text);
  await writable.close();
}

test('an entry that was cut off is a leftover, and one of another version of the page is left alone', async () => {
  await writeMarker('cut', JSON.stringify(entryOf('cut')).slice(0, 40));
  await writeMarker('later', JSON.stringify({ ...entryOf('later'), bytes: 'many' }));
  expect(await openTab().call('sweep')).toEqual([{ id: 'later', entry: null }]);
  expect(await storedIds()).toEqual(['later']);
});

test('more than the browser gives is refused before anything is written', async () => {
  const { quota = 0, usage = 0 } = await navigator.storage.estimate();
  const refused = openTab().call('write', 'a', [['a.npy', [1]]], { name: 'Large', bytes: quota * 4 });
  await expect(refused).rejects.toMatchObject({ message: expect.stringMatching(/^Storing Large: expected room for [\d.]+ [MGT]B, the browser gives [\d.]+ [MG]B more\.$/), advice: 'Delete datasets from the library, or open it for this visit only.' });
  expect(quota - usage).toBeGreaterThan(0);
  expect(await storedIds()).toEqual([]);
});

test('a bundle is kept as it is; one that cannot be read leaves nothing behind', async () => {
  const tab = openTab();
  const files: [string, number[]][] = [['manifest.json', [1, 2, 3]], ['thumbs/0.webp', [4, 5]]];
  const kept = await tab.call('keep', entryOf('a'), files);
  expect(kept).toMatchObject({ id: 'a', name: 'Dataset a', bytes: 5, pairs: 60, classes: 3, layout: 'bundle', report: null });
  expect(await tab.call('read', 'a')).toEqual({ name: 'Dataset a', files: { 'manifest.json': [1, 2, 3], 'thumbs/0.webp': [4, 5] } });
  await expect(tab.call('keep', entryOf('b'), files, 'thumbs/0.webp')).rejects.toMatchObject({ message: 'thumbs/0.webp cannot be read' });
  expect(await storedIds()).toEqual(['a']);
});

test('what was stored is there for a tab that opens later', async () => {
  const [before, after] = [openTab(), openTab()];
  await before.call('write', 'a', [['a.npy', [1, 2]]]);
  await before.call('finish', entryOf('a'));
  before.close();
  expect((await after.call('read', 'a')).files).toEqual({ 'a.npy': [255, 2] });
});
