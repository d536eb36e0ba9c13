import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { Page } from '@playwright/test';
import { PNG } from 'pngjs';
import { encodeNpy, decodeNpy } from '../src/bundle/npy';
import { expect, openLab, results, searchByWords, test } from './lab';

const ROWS = 300;

/** A disc of one colour on white. */
function disc(red: number, green: number, blue: number): Buffer {
  const png = new PNG({ width: 96, height: 96 });
  for (let y = 0; y < 96; y++) {
    for (let x = 0; x < 96; x++) {
      const inside = Math.hypot(x - 48, y - 48) < 40;
      png.data.set(inside ? [red, green, blue, 255] : [255, 255, 255, 255], 4 * (96 * y + x));
    }
  }
  return PNG.sync.write(png);
}

const demo = (path: string) => Uint8Array.from(readFileSync(fileURLToPath(new URL(`../public/demo/${path}`, import.meta.url))));

/** The first rows of the demo's image features, each number a hundredth larger. */
function nearDemo(rows: number): Buffer {
  const { data, shape } = decodeNpy(demo('image.npy'), 'image.npy');
  const { data: scales } = decodeNpy(demo('image_scale.npy'), 'image_scale.npy');
  const dims = shape[1]!;
  const features = Float32Array.from({ length: rows * dims }, (_, i) => 1.01 * Number(data[i]) * Number(scales[i % dims]));
  return Buffer.from(encodeNpy(features, [rows, dims]));
}

const pictures = [['orange disc.png', disc(240, 140, 20)], ['green disc.png', disc(40, 160, 60)], ['blue disc.png', disc(40, 80, 200)]].map(([name, buffer]) => ({ name: String(name), mimeType: 'image/png', buffer: buffer as Buffer }));

const panel = (page: Page) => page.getByRole('region', { name: 'My items', exact: true });

async function choose(page: Page, files: { name: string; mimeType: string; buffer: Buffer }[]): Promise<void> {
  await page.getByLabel('Items of your own', { exact: true }).setInputFiles(files);
}

test('items of one’s own are added, found by words, ask, stay after a reload, and are removed with undo', async ({ page, watch }) => {
  test.slow();
  await openLab(page, '/?backend=wasm');
  await page.goto('/?backend=wasm#/search?show=mine');
  await expect(panel(page)).toContainText('None yet.');
  await test.step('three pictures, and 300 rows of features', async () => {
    await choose(page, pictures);
    await expect(panel(page)).toContainText('3 pictures: 3 images added.', { timeout: 60_000 });
    await expect(panel(page).getByRole('region', { name: 'My images' }).getByRole('img')).toHaveCount(0);
    await expect(panel(page).locator('.own-items img')).toHaveCount(3);
    await choose(page, [{ name: 'near.npy', mimeType: 'application/octet-stream', buffer: nearDemo(ROWS) }]);
    await expect(panel(page)).toContainText('near.npy: 300 images added.');
    await expect(panel(page)).toContainText('303 images');
  });
  await test.step('what does not fit is refused by what is expected and what came', async () => {
    await choose(page, [{ name: 'wrong.npy', mimeType: 'application/octet-stream', buffer: Buffer.from(encodeNpy(new Float32Array(20), [4, 5])) }]);
    await expect(panel(page).getByRole('alert')).toContainText(/wrong\.npy: expected 816 numbers a row .* got 5\./);
    await panel(page).getByRole('button', { name: 'Dismiss' }).click();
  });
  await test.step('words find them alone', async () => {
    await page.getByRole('combobox', { name: 'Gallery' }).selectOption('own');
    await searchByWords(page, 'red fruit');
    await expect(page.getByRole('region', { name: 'Present query' })).toContainText('303 items ranked');
    await expect(results(page).first()).toContainText('mine');
    await expect(page.getByRole('region', { name: 'Answers' })).toContainText('Linear CCA');
  });
  await test.step('an own item asks, with the dataset’s beside', async () => {
    await page.getByRole('button', { name: 'My items' }).click();
    await expect(panel(page).getByRole('list', { name: 'In memory' })).toContainText('303 images as Linear CCA places them');
    await panel(page).getByRole('button', { name: 'orange disc', exact: true }).click();
    await expect(page.getByRole('region', { name: 'Present query' })).toContainText('orange disc');
    await page.getByRole('combobox', { name: 'Gallery' }).selectOption('all');
    await page.getByRole('button', { name: 'Image → images' }).click();
    await expect(page.getByRole('region', { name: 'Present query' })).toContainText(`${1412 + 302} items ranked`);
    const own = await results(page).evaluateAll((items) => items.map((item) => item.dataset.own !== undefined));
    expect(new Set(own)).toEqual(new Set([true, false]));
    const mine = results(page).filter({ hasText: 'mine' }).first();
    await mine.getByText('why', { exact: true }).click();
    await expect(mine.getByText(/^Nearest words of both \(query · this\): \w+/)).toBeVisible();
  });
  await test.step('a reload keeps them, and the query', async () => {
    await page.reload();
    await expect(page.getByRole('region', { name: 'Present query' })).toContainText('orange disc', { timeout: 60_000 });
    await page.getByRole('button', { name: 'My items' }).click();
    await expect(panel(page)).toContainText('303 images');
  });
  await test.step('one, an addition and all are removed, and brought back', async () => {
    await panel(page).getByRole('button', { name: 'Remove green disc' }).click();
    await expect(panel(page)).toContainText('302 images');
    await panel(page).getByRole('button', { name: 'Undo' }).click();
    await expect(panel(page)).toContainText('303 images');
    await panel(page).getByRole('button', { name: 'Remove near.npy' }).click();
    await expect(panel(page)).toContainText('3 images');
    await expect(panel(page).getByRole('button', { name: 'Undo' })).toBeFocused();
    await page.keyboard.press('Enter');
    await expect(panel(page)).toContainText('303 images');
    await panel(page).getByRole('button', { name: 'Remove all' }).click();
    await expect(panel(page)).toContainText('None yet.');
    await panel(page).getByRole('button', { name: 'Undo' }).click();
    await expect(panel(page)).toContainText('303 images');
  });
  await test.step('embeddings leave as files', async () => {
    const download = page.waitForEvent('download');
    await panel(page).getByRole('button', { name: 'Embeddings as .npy' }).click();
    expect((await download).suggestedFilename()).toBe('my-items-embeddings-npy.zip');
  });
  await test.step('what was removed is gone after a reload', async () => {
    await panel(page).getByRole('button', { name: 'Remove all' }).click();
    await expect(panel(page)).toContainText('None yet.');
    await page.reload();
    await page.getByRole('button', { name: 'My items' }).click();
    await expect(panel(page)).toContainText('None yet.', { timeout: 30_000 });
  });
  expect(watch.errors).toEqual([]);
  expect(watch.outside).toEqual([]);
});

test('a file that is dropped on the panel is an item, not a dataset', async ({ page }) => {
  await openLab(page);
  await page.goto('/#/search?show=mine');
  await expect(panel(page)).toContainText('None yet.');
  const transfer = await page.evaluateHandle(() => {
    const list = new DataTransfer();
    list.items.add(new File(['red fruit\nblue car\nqqzz\n'], 'words.txt', { type: 'text/plain' }));
    return list;
  });
  await page.dispatchEvent('.own-drop', 'dragover', { dataTransfer: transfer });
  await expect(page.locator('.drop-veil')).toHaveCount(0);
  await page.dispatchEvent('.own-drop', 'drop', { dataTransfer: transfer });
  await expect(panel(page)).toContainText('words.txt: 2 texts added.');
  await expect(panel(page)).toContainText('1 text was left out, as no word of it is known: line 3 “qqzz”.');
  await expect(page.getByRole('dialog')).toHaveCount(0);
  await panel(page).getByRole('button', { name: 'blue car', exact: true }).click();
  await expect(page.getByRole('heading', { name: 'Images', exact: true })).toBeVisible();
});
