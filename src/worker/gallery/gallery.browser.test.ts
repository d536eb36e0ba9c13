import { afterEach, beforeEach, expect, test } from 'vitest';
import { encodeNpy } from '../../bundle/npy';
import { emptyStorage } from '../library/fixtures/tab';
import { TabOf } from '../library/fixtures/tabOf';
import type { GalleryCalls } from './fixtures/galleryTab.worker';

const tabs: TabOf<GalleryCalls>[] = [];

function openTab(): TabOf<GalleryCalls> {
  const tab = new TabOf<GalleryCalls>(new Worker(new URL('./fixtures/galleryTab.worker.ts', import.meta.url), { type: 'module' }));
  tabs.push(tab);
  return tab;
}

async function eventually(check: () => Promise<boolean>): Promise<void> {
  while (!(await check())) await new Promise((resolve) => setTimeout(resolve, 20));
}

beforeEach(emptyStorage);
afterEach(async () => {
  for (const tab of tabs.splice(0)) tab.close();
  await eventually(async () => ((await navigator.locks.query()).held ?? []).every(({ name }) => !name?.startsWith('alscor-gallery-')));
});

const features = (path: string, rows: number) => ({ path, file: new File([encodeNpy(Float32Array.from({ length: rows * 4 }, (_, i) => Math.sin(3 * i)), [rows, 4])], path) });

async function picture(width: number, height: number): Promise<File> {
  const canvas = new OffscreenCanvas(width, height);
  const context = canvas.getContext('2d')!;
  context.fillStyle = '#06a';
  context.fillRect(0, 0, width, height);
  return new File([await canvas.convertToBlob({ type: 'image/png' })], 'blue sky.png', { type: 'image/png' });
}

async function folders(): Promise<string[]> {
  const names: string[] = [];
  const root = await navigator.storage.getDirectory();
  for await (const name of (await (await root.getDirectoryHandle('gallery')).getDirectoryHandle('noise')).keys()) names.push(name);
  return names;
}

test('what one tab adds another finds, searches and removes', async () => {
  const [one, other] = [openTab(), openTab()];
  expect(await one.call('add', [features('mine.npy', 20)])).toMatchObject({ added: [{ name: 'mine.npy', modality: 'image', rows: 20 }], ask: null });
  const { kept, additions, counts } = await other.call('look');
  expect([kept, counts]).toEqual([true, { image: 20, text: 0 }]);
  expect(await other.call('best')).toEqual(await one.call('best'));
  await other.call('remove', { kind: 'additions', ids: [additions[0]!.id] });
  expect((await one.call('look')).counts.image).toBe(0);
});

test('a picture is kept with a small one of 64 by 64 pixels', async () => {
  const tab = openTab();
  await tab.call('add', [{ path: 'blue sky.png', file: await picture(300, 100) }, { path: 'broken.png', file: new File([new Uint8Array(90)], 'broken.png') }]);
  const [item, ...others] = await tab.call('page');
  expect([item!.id, item!.caption, others]).toEqual(['blue sky.png', 'blue sky', []]);
  const small = await createImageBitmap(item!.picture!);
  expect([small.width, small.height]).toEqual([64, 64]);
});

test('an addition that a closed tab has left half is swept, that of a living one is not', async () => {
  const [closed, living, looking] = [openTab(), openTab(), openTab()];
  await closed.call('begin');
  await living.call('begin');
  await looking.call('look');
  expect(await folders()).toHaveLength(2);
  closed.close();
  await eventually(async () => {
    await looking.call('look');
    return (await folders()).length === 1;
  });
  expect((await looking.call('look')).additions).toEqual([]);
});

test('features that do not fit are refused in the words of the page, with nothing stored', async () => {
  const tab = openTab();
  const wrong = { path: 'wrong.npy', file: new File([encodeNpy(new Float32Array(10), [2, 5])], 'wrong.npy') };
  await expect(tab.call('add', [wrong])).rejects.toMatchObject({ name: 'BundleError', message: 'wrong.npy: expected 4 numbers a row (image features) or 3 (text features), got 5.' });
  expect(await folders()).toEqual([]);
});
