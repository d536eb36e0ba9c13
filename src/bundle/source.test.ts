import { afterEach, expect, test, vi } from 'vitest';
import { fixture, memorySource, refusal, tinyFiles } from './fixtures/memory';
import { readBundle } from './read';
import { filesSource, openSource, urlSource } from './source';

const asFiles = (folder: string) => [...tinyFiles(true)].map(([path, bytes]) => ({ path: folder + path, file: new File([Uint8Array.from(bytes)], path) }));

function serve(answer: (address: string) => Response | Promise<Response>): void {
  vi.stubGlobal('fetch', async (address: string) => answer(address));
}

afterEach(() => {
  vi.unstubAllGlobals();
});

test('a folder is read with and without its own name, and files of the operating system are passed over', async () => {
  const expected = await readBundle(memorySource(tinyFiles(true)));
  for (const folder of ['', 'tiny/']) {
    const files = [...asFiles(folder), { path: '__MACOSX/._x', file: new File([], '._x') }, { path: `${folder}.DS_Store`, file: new File([], '.DS_Store') }];
    expect(await readBundle(await openSource({ kind: 'files', files }))).toEqual(expected);
  }
});

test('one zip file is opened as a bundle', async () => {
  const file = new File([fixture('tiny.zip')], 'tiny.zip');
  expect((await readBundle(await openSource({ kind: 'files', files: [{ path: 'tiny.zip', file }] }))).count).toBe(60);
});

test('files that leave the folder, or come twice, are refused', async () => {
  const file = new File([], 'x');
  expect(() => filesSource([{ path: '../x', file }, { path: 'y', file }])).toThrow('expected a path inside the bundle, got "../x"');
  expect(() => filesSource([{ path: 'x', file }, { path: 'x', file }, { path: 'y', file }])).toThrow('expected each path once, got x twice');
  expect((await refusal(filesSource([]).read('manifest.json'))).message).toContain('got only: nothing');
});

test('all files of a bundle are asked for at once, each once, and one that fails does so where it is read', async () => {
  const files = tinyFiles();
  const asked: string[] = [];
  let broken = '';
  serve(async (address) => {
    const path = address.slice('https://x.org/'.length);
    asked.push(path);
    // Nothing but the manifest is answered before every file has been asked for.
    if (path !== 'manifest.json') await vi.waitUntil(() => asked.length === files.size);
    return path === broken ? new Response('', { status: 404 }) : new Response(Uint8Array.from(files.get(path)!));
  });
  expect(await readBundle(urlSource('https://x.org'))).toEqual(await readBundle(memorySource(files)));
  expect(asked.toSorted()).toEqual([...files.keys()].toSorted());
  asked.length = 0;
  broken = 'text.npy';
  expect((await refusal(readBundle(urlSource('https://x.org')))).message).toContain('Fetching https://x.org/text.npy: expected the file, got HTTP 404');
});

test('a bundle is fetched from below its address, each part of a path escaped', async () => {
  const asked: string[] = [];
  serve((address) => {
    asked.push(address);
    return new Response(Uint8Array.of(7));
  });
  expect([...(await urlSource('https://x.org/demo').read('a b/c#d?.npy'))]).toEqual([7]);
  expect(asked).toEqual(['https://x.org/demo/a%20b/c%23d%3F.npy']);
  expect((await refusal(urlSource('https://x.org/demo/').read('../x'))).message).toContain('expected a path inside the bundle');
});

test('a status, a web page in place of a file, and a dead network are told apart', async () => {
  const source = urlSource('https://x.org');
  serve(() => new Response('', { status: 404, statusText: 'Not Found' }));
  expect((await refusal(source.read('image.npy'))).message).toBe('Fetching https://x.org/image.npy: expected the file, got HTTP 404 Not Found.');
  serve(() => new Response('<html>', { headers: { 'content-type': 'text/html; charset=utf-8' } }));
  expect((await refusal(source.read('image.npy'))).message).toBe('Fetching https://x.org/image.npy: expected the file, got a web page.');
  serve(() => Promise.reject(new TypeError('Failed to fetch')));
  expect((await refusal(source.read('image.npy'))).message).toBe('Fetching https://x.org/image.npy: Failed to fetch');
});

test('a transfer that breaks off is a BundleError', async () => {
  serve(() => new Response(new ReadableStream({ start: (stream) => stream.error(new Error('reset')) })));
  expect((await refusal(urlSource('https://x.org').read('image.npy'))).message).toContain('it broke off: reset');
});
