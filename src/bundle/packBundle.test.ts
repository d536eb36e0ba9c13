import { expect, test } from 'vitest';
import { memorySource, refusal, tinyFiles } from './fixtures/memory';
import { packBundle } from './packBundle';
import { readBundle } from './read';
import { filesSource } from './source';
import { zipSource } from './zipSource';

test('the zip is the bundle, manifest.json first, whether its files are read whole or in parts', async () => {
  const files = tinyFiles(true);
  const parts = filesSource([...files].map(([path, bytes]) => ({ path, file: new Blob([Uint8Array.from(bytes)]) })));
  const seen: number[][] = [];
  const zip = await packBundle(memorySource(files), (...progress) => seen.push(progress));
  expect(new Uint8Array(await (await packBundle(parts, () => undefined)).arrayBuffer())).toEqual(new Uint8Array(await zip.arrayBuffer()));
  const source = await zipSource(zip, 'again.zip');
  expect((await source.paths())?.[0]).toBe('manifest.json');
  expect(await readBundle(source)).toEqual(await readBundle(memorySource(files)));
  expect(seen.at(-1)).toEqual([5, 5]);
});

test('where files cannot be listed the manifest lists them, or it is refused', async () => {
  const unlisted = (checked: boolean) => ({ ...memorySource(tinyFiles(checked)), paths: async () => null });
  const source = await zipSource(await packBundle(unlisted(true), () => undefined), 'listed.zip');
  expect(await source.paths()).toHaveLength(5);
  expect((await refusal(packBundle(unlisted(false), () => undefined))).message).toBe('Packing memory: expected its files to be listed in manifest.json, got no list.');
});
