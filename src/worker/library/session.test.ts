import { afterEach, expect, test, vi } from 'vitest';
import { wasmFolder } from '../../tools/wasmFolder';
import { ask, Listener, zipped } from '../fixtures/listener';

afterEach(() => vi.unstubAllGlobals());

async function withoutPrivateFiles(): Promise<Listener> {
  vi.stubGlobal('navigator', {});
  const listener = new Listener(wasmFolder());
  await listener.session.loadDataset(zipped);
  return listener;
}

test('where there are no private files nothing is kept, and the dataset still answers', async () => {
  const { session } = await withoutPrivateFiles();
  await expect(session.keepDataset({ id: 'a', sourceFiles: ['tiny.zip'], report: null })).rejects.toMatchObject({ name: 'BundleError', message: expect.stringMatching(/^Storing Tiny: expected the browser's private files/) });
  expect((await session.desk.search(ask({}))).hits).toHaveLength(12);
});

test('a stored dataset that cannot be opened leaves the one before', async () => {
  const { session } = await withoutPrivateFiles();
  await expect(session.loadDataset({ kind: 'stored', id: 'a' })).rejects.toThrow('Opening the stored dataset a: expected');
  expect((await session.desk.search(ask({}))).hits).toHaveLength(12);
});

test('there is nothing to keep before a dataset is loaded', async () => {
  await expect(new Listener(wasmFolder()).session.keepDataset({ id: 'a', sourceFiles: [], report: null })).rejects.toThrow('Expected a dataset');
});
