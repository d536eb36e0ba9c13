import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { memoryBrowser, type MemoryBrowser } from './fixtures/memoryStorage';
import { recordOf, stateAt } from './fixtures/run';
import { spaceAt } from './fixtures/spaces';
import { decodeSpace } from './spaceRecords';
import { createRun, discardRun, importRun, listSpaces, openRun, packRun, readSpace, type RunWriter } from './store';

let browser: MemoryBrowser;
beforeEach(() => {
  browser = memoryBrowser();
  vi.stubGlobal('navigator', browser.navigator);
});
afterEach(() => {
  vi.unstubAllGlobals();
  vi.doUnmock('./spaceBudget');
});

const FILE = 'runs/a/spaces.bin';

async function run(...epochs: number[]): Promise<RunWriter> {
  const writer = await createRun(recordOf('a'));
  for (const epoch of epochs) await writer.addSpace(spaceAt(epoch));
  return writer;
}

async function interrupted(writer: RunWriter, step: number): Promise<void> {
  await writer.save(stateAt(step), false);
  writer.close();
  await new Promise((resolve) => setTimeout(resolve));
  browser.locks.forget();
}

test('each epoch is read back while the run goes on', async () => {
  await run(1, 2, 3, 4, 5);
  expect(await listSpaces('a')).toEqual([1, 2, 3, 4, 5]);
  for (const epoch of [1, 2, 3, 4, 5]) {
    const { record, bytes } = await readSpace('a', epoch);
    expect(record).toStrictEqual(recordOf('a'));
    expect(decodeSpace(bytes, 'it')).toStrictEqual(spaceAt(epoch));
  }
});

test('what was not kept is told, and a run without any has no epochs', async () => {
  await run(2, 4);
  for (const epoch of [1, 3, 5]) await expect(readSpace('a', epoch)).rejects.toMatchObject({ name: 'BundleError', message: `Looking at epoch ${epoch} of a run: expected where its items lay then, Run a has kept nothing of it.` });
  await createRun(recordOf('b'));
  expect(await listSpaces('b')).toEqual([]);
  await expect(listSpaces('c')).rejects.toThrow('expected the run c in this browser, found none');
});

test('an epoch that is told again takes the place of itself and of what followed', async () => {
  const writer = await run(1, 2, 3);
  await writer.addSpace(spaceAt(2));
  expect(await listSpaces('a')).toEqual([1, 2]);
  expect(browser.root.at(FILE).bytes).toHaveLength(2 * 116);
});

test('a run that goes on from a state has what lay where up to its epoch', async () => {
  await interrupted(await run(1, 2, 3), 20);
  const { writer } = await openRun('a');
  expect(await listSpaces('a')).toEqual([1, 2]);
  await writer.addSpace(spaceAt(3));
  expect(await listSpaces('a')).toEqual([1, 2, 3]);
});

test('an end that was not written whole, or is damaged, is cut off when the run goes on', async () => {
  for (const damage of [(bytes: Uint8Array) => bytes.subarray(0, bytes.length - 7), (bytes: Uint8Array) => bytes.with(2 * 116 + 50, 77)]) {
    browser = memoryBrowser();
    vi.stubGlobal('navigator', browser.navigator);
    await interrupted(await run(1, 2, 3), 30);
    const file = browser.root.at(FILE);
    file.bytes = Uint8Array.from(damage(file.bytes));
    const { writer } = await openRun('a');
    expect(await listSpaces('a')).toEqual([1, 2]);
    expect(browser.root.at(FILE).bytes).toHaveLength(2 * 116);
    await writer.addSpace(spaceAt(3));
    expect(await listSpaces('a')).toEqual([1, 2, 3]);
  }
});

test('on a full disk what was stored before stays, and the run is stored on', async () => {
  const writer = await run(1, 2);
  browser.disk.room = 50;
  await expect(writer.addSpace(spaceAt(3))).rejects.toMatchObject({ name: 'BundleError' });
  browser.disk.room = Infinity;
  expect(await listSpaces('a')).toEqual([1, 2]);
  expect(await writer.save(stateAt(30), false)).toMatchObject({ step: 30 });
  await writer.addSpace(spaceAt(4));
  expect(await listSpaces('a')).toEqual([1, 2, 4]);
});

test('beyond its budget every second epoch is dropped from the file, the newest stays', async () => {
  vi.resetModules();
  vi.doMock('./spaceBudget', async (original) => {
    const { keptEpochs, ...rest } = await original<typeof import('./spaceBudget')>();
    return { ...rest, keptEpochs: (epochs: number[], bytes: number) => keptEpochs(epochs, bytes, 4 * 116) };
  });
  const store = await import('./store');
  const writer = await store.createRun(recordOf('a'));
  for (let epoch = 1; epoch <= 9; epoch++) await writer.addSpace(spaceAt(epoch));
  expect(await store.listSpaces('a')).toEqual([4, 8, 9]);
  for (const epoch of [4, 8, 9]) expect(decodeSpace((await store.readSpace('a', epoch)).bytes, 'it')).toStrictEqual(spaceAt(epoch));
  expect(browser.root.at(FILE).bytes).toHaveLength(3 * 116);
});

test('the run’s zip carries them, deleting its states leaves them, deleting the run does not', async () => {
  const writer = await run(1, 2);
  await writer.save(stateAt(20), false);
  const zip = await packRun('a');
  await writer.end('finished', null);
  await importRun(zip, 'b');
  expect(browser.root.at('runs/b/spaces.bin').bytes).toStrictEqual(browser.root.at(FILE).bytes);
  expect(decodeSpace((await readSpace('b', 2)).bytes, 'it')).toStrictEqual(spaceAt(2));
  await new Promise((resolve) => setTimeout(resolve));
  await discardRun('a', true);
  expect(await listSpaces('a')).toEqual([1, 2]);
  await discardRun('a', false);
  expect(browser.root.paths().filter((path) => path.startsWith('runs/a'))).toEqual([]);
});
