import { closeSync, copyFileSync, mkdirSync, openSync, readdirSync, readFileSync, writeFileSync, writeSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { Page } from '@playwright/test';
import { formatNpyHeader } from '../src/bundle/npyHeader';
import { alter, dropPaths, evaluate, expect, go, note, results, searchByWords, setFields, test, train, waitForEnd } from './lab';
import { writeSparseZip } from './sparseZip';

const layouts = fileURLToPath(new URL('fixtures/layouts/', import.meta.url));
const pictures = fileURLToPath(new URL('fixtures/pictures', import.meta.url));

const report = (page: Page) => page.getByRole('region', { name: 'Check report' });
const dialog = (page: Page) => page.getByRole('dialog', { name: 'What do these columns mean?' });
const facts = (page: Page) => page.locator('section[aria-labelledby=facts-title]');
const library = (page: Page) => page.getByRole('region', { name: 'Your datasets' });
const takeIn = (page: Page) => dialog(page).getByRole('button', { name: 'Take in' });

async function openData(page: Page): Promise<void> {
  await page.goto('/?backend=wasm#/data');
  await expect(page.getByRole('button', { name: 'Back to the demo' })).toBeEnabled({ timeout: 30_000 });
}

/** Folders of datasets in the browser's private files, whole or not. */
function storedFolders(page: Page): Promise<string[]> {
  return page.evaluate(async () => {
    const root = await navigator.storage.getDirectory();
    const folder = await root.getDirectoryHandle('datasets').catch(() => null);
    const names: string[] = [];
    if (folder) for await (const name of folder.keys()) names.push(name);
    return names;
  });
}

/** Drops folders or files and waits for the dataset that they become. */
async function takenIn(page: Page, paths: string[], pairs: string): Promise<void> {
  await dropPaths(page, paths);
  await expect(facts(page)).toContainText(pairs, { timeout: 60_000 });
}

async function answers(page: Page): Promise<void> {
  await go(page, 'Search');
  await expect(results(page).first()).toBeVisible();
  await go(page, 'Data');
}

test('a dropped folder of .mat files is understood, stored, trained on, and still there after a reload', async ({ page, watch }) => {
  await openData(page);
  await takenIn(page, [`${layouts}dscmr`], '84 image–text pairs in 3 classes');
  await expect(report(page)).toContainText('60 training');
  await expect(report(page)).toContainText('24 test, as given');
  await expect(library(page).getByRole('listitem')).toHaveCount(1);
  expect(page.url()).toMatch(/dataset=[0-9a-f]{12}/);
  await page.reload();
  await expect(facts(page)).toContainText('84 image–text pairs in 3 classes', { timeout: 30_000 });
  await expect(report(page)).toContainText('60 training');
  await go(page, 'Train');
  await setFields(page, { members: 1, latentDim: 4, hiddenDim: 16, batchSize: 32, epochs: 3 });
  await train(page);
  await waitForEnd(page, 60_000);
  const { alscor } = await evaluate(page);
  note(`DSCMR's layout: test MAP ${alscor} after three epochs`);
  expect(alscor).toBeGreaterThan(0.5);
  expect(watch.errors).toEqual([]);
  expect(watch.outside).toEqual([]);
});

test('HDF5 with classes from 1, and a table of columns with names, need no question', async ({ page }) => {
  await openData(page);
  await takenIn(page, [`${layouts}hdf5`], '84 image–text pairs in 3 classes');
  await expect(report(page)).toContainText('counted from 1 in the files');
  await takenIn(page, [`${layouts}table/pairs.csv`], '90 image–text pairs in 3 classes');
  await expect(report(page)).toContainText('drawn here');
  await expect(page.locator('.bars').getByText('ant')).toBeVisible();
  await answers(page);
});

test('shards without classes are searched by linear CCA; ALSCOR is refused in words', async ({ page }) => {
  await openData(page);
  await takenIn(page, [`${layouts}shards`], '60 image–text pairs without classes');
  await answers(page);
  await go(page, 'Train');
  await expect(page.getByRole('button', { name: 'Train', exact: true })).toBeDisabled();
  await expect(page.getByText('ALSCOR learns from classes, and this dataset has none.')).toBeVisible();
  await go(page, 'Evaluate');
  await expect(page.getByRole('checkbox', { name: 'Linear CCA' })).toBeEnabled();
  await expect(page.getByRole('checkbox', { name: 'DSCMR' })).toBeDisabled();
});

test('five captions an image become text features, and typed words find images, each once', async ({ page }) => {
  await openData(page);
  await takenIn(page, [`${layouts}precomp`], '420 image–text pairs without classes');
  await expect(report(page)).toContainText('420 of 84 images');
  await expect(report(page)).toContainText('5 an image');
  await searchByWords(page, 'purring cat');
  await expect(results(page)).toHaveCount(24);
});

test('columns without names are asked about, with a preview; a wrong choice is told, a right one taken in', async ({ page, watch }) => {
  await openData(page);
  await dropPaths(page, [`${layouts}unnamed/arrays.npz`]);
  await expect(dialog(page)).toBeVisible({ timeout: 30_000 });
  await expect(dialog(page).getByRole('heading', { name: 'Not certain' })).toBeVisible();
  const image = dialog(page).getByLabel(/^Image features/);
  const text = dialog(page).getByLabel(/^Text features/);
  await image.selectOption({ label: 'arrays.npz · b (90 × 12 f4)' });
  await text.selectOption({ label: 'arrays.npz · b (90 × 12 f4)' });
  await expect(dialog(page).getByRole('alert')).toContainText('was chosen twice');
  await expect(takeIn(page)).toBeDisabled();
  await image.selectOption({ label: 'arrays.npz · a (90 × 16 f4)' });
  await dialog(page).getByLabel(/^Classes/).first().selectOption({ label: 'arrays.npz · y (90 i8)' });
  await dialog(page).getByRole('textbox', { name: 'Name' }).fill('My arrays');
  await expect(dialog(page).getByRole('alert')).toBeEmpty();
  await expect(dialog(page).getByRole('region', { name: 'Preview of some rows' }).getByRole('row')).not.toHaveCount(0);
  await takeIn(page).press('Enter');
  await expect(facts(page)).toContainText('89 image–text pairs in 3 classes', { timeout: 30_000 });
  await expect(facts(page)).toContainText('My arrays');
  await expect(report(page)).toContainText('1 rows with NaN or infinity');
  const saved = page.waitForEvent('download');
  await report(page).getByRole('button', { name: 'Report as JSON' }).click();
  const json = JSON.parse(readFileSync(await (await saved).path(), 'utf8')) as { pairs: number; image: { notFinite: { first: number[] } } };
  expect(json.pairs).toBe(89);
  expect(json.image.notFinite.first).toEqual([5]);
  expect(watch.errors).toEqual([]);
});

test('a question that is left by Escape leaves everything as it was', async ({ page }) => {
  await openData(page);
  await dropPaths(page, [`${layouts}unnamed/arrays.npz`]);
  await expect(dialog(page)).toBeVisible({ timeout: 30_000 });
  await page.keyboard.press('Escape');
  await expect(dialog(page)).toBeHidden();
  await expect(facts(page)).toContainText('Emoji');
  await expect(library(page).getByRole('listitem')).toHaveCount(0);
  await answers(page);
});

test('damaged and foreign files are named with what to try, and the dataset before stays', async ({ page }, info) => {
  await openData(page);
  const alert = page.locator('.source-panel').getByRole('alert');
  const whole = readFileSync(`${layouts}dscmr/train_img.mat`);
  const damaged = info.outputPath('train_img.mat');
  writeFileSync(damaged, whole.subarray(0, 900));
  await dropPaths(page, [damaged]);
  await expect(alert).toContainText('train_img.mat');
  await expect(alert).toContainText(/expected .*, got /);
  note((await alert.innerText()).replace(/\s+/g, ' '));
  await alert.getByRole('button', { name: 'Dismiss' }).click();
  const letter = info.outputPath('letter.pdf');
  writeFileSync(letter, '%PDF-1.4 no data');
  await dropPaths(page, [letter]);
  await expect(alert).toContainText('letter.pdf');
  note((await alert.innerText()).replace(/\s+/g, ' '));
  await expect(facts(page)).toContainText('Emoji');
  await answers(page);
});

test('a folder of pictures with a table of captions becomes a dataset with thumbnails, words and own pictures', async ({ page, watch }) => {
  test.setTimeout(180_000);
  await openData(page);
  await takenIn(page, [pictures], '24 image–text pairs in 3 classes');
  await expect(facts(page)).toContainText('can be queries');
  await expect(page.locator('.samples .thumbnail').first()).toHaveCSS('background-image', /blob:/);
  await answers(page);
  expect(watch.errors).toEqual([]);
  expect(watch.outside).toEqual([]);
});

test('a conversion that fails says why, and the columns can be given another meaning', async ({ page }, info) => {
  // Captions that share no word: text features cannot be made of them.
  const words = Array.from({ length: 30 }, (_, i) => String.fromCharCode(97 + (i % 26)).repeat(4 + Math.floor(i / 26)));
  const rows = words.map((word, i) => `${word},${[i % 3, (i * 7) % 5, (i * 3) % 4].join(',')}`);
  const table = info.outputPath('odd.csv');
  writeFileSync(table, `caption,image_0,image_1,image_2\n${rows.join('\n')}\n`);
  await openData(page);
  await dropPaths(page, [table]);
  const alert = page.locator('.source-panel').getByRole('alert');
  await expect(takeIn(page).or(alert)).toBeVisible({ timeout: 30_000 });
  if (await takeIn(page).isVisible()) await takeIn(page).click();
  await expect(alert).toContainText('expected words that stand in at least two captions');
  note((await alert.innerText()).replace(/\s+/g, ' '));
  await alert.getByRole('button', { name: 'Change what the columns mean' }).click();
  await expect(dialog(page)).toBeVisible();
  await dialog(page).getByRole('button', { name: 'Cancel' }).click();
  await expect(facts(page)).toContainText('Emoji');
  await expect(library(page).getByRole('listitem')).toHaveCount(0);
});

test('a large file is taken in with progress and time left, and a cancel leaves nothing behind', async ({ page }, info) => {
  test.setTimeout(180_000);
  const [rows, dims] = [200_000, 256];
  const paths = ['image.npy', 'text.npy'].map((name) => {
    const path = info.outputPath(name);
    const file = openSync(path, 'w');
    writeSync(file, formatNpyHeader('<f2', [rows, dims]));
    for (let row = 0; row < rows; row += 2000) writeSync(file, Buffer.from(Uint16Array.from({ length: 2000 * dims }, (_, i) => 0x3800 + ((i * 31 + row) % 1024)).buffer));
    closeSync(file);
    return path;
  });
  await openData(page);
  await dropPaths(page, paths);
  const status = page.getByRole('status', { name: 'Taking files in' });
  await expect(takeIn(page).or(status)).toBeVisible({ timeout: 30_000 });
  if (await takeIn(page).isVisible()) await takeIn(page).click();
  await expect(status).toContainText(/[\d,]+ of [\d,]+ · .* left/, { timeout: 60_000 });
  note((await status.innerText()).replace(/\s+/g, ' '));
  await status.getByRole('button', { name: 'Cancel' }).click();
  await expect(status).toHaveCount(0);
  await expect(library(page).getByRole('listitem')).toHaveCount(0);
  await page.reload();
  await expect(facts(page)).toContainText('Emoji', { timeout: 30_000 });
  expect(await storedFolders(page)).toEqual([]);
});

test('a zip of 5 GiB is understood without being loaded, and reading it can be cancelled', async ({ page }, info) => {
  test.setTimeout(120_000);
  const [rows, dims] = [2_621_440, 512];
  const zip = info.outputPath('big.zip');
  const array = (name: string, columns: number) => {
    const start = formatNpyHeader('<f4', [rows, columns]);
    return { name, start, size: start.length + rows * columns * 4 };
  };
  writeSparseZip(zip, [array('image.npy', dims), array('text.npy', 2)]);
  await openData(page);
  const before = Date.now();
  await dropPaths(page, [zip]);
  const status = page.getByRole('status', { name: 'Taking files in' });
  await expect(takeIn(page).or(status.filter({ hasText: 'Reading features' }))).toBeVisible({ timeout: 30_000 });
  if (await takeIn(page).isVisible()) await takeIn(page).click();
  await expect(status).toContainText(/Reading features · [\d,]+ of [\d,]+ · .* left/, { timeout: 60_000 });
  note(`5 GiB: ${(await status.innerText()).replace(/\s+/g, ' ')} after ${((Date.now() - before) / 1000).toFixed(1)} s`);
  await status.getByRole('button', { name: 'Cancel' }).click();
  await expect(status).toHaveCount(0);
  await answers(page);
});

test('folders of pictures are classes, and a person is asked', async ({ page }, info) => {
  test.setTimeout(180_000);
  const root = info.outputPath('shapes');
  for (const name of readdirSync(pictures).filter((file) => file.endsWith('.png'))) {
    const [shape, ...rest] = name.split('-');
    mkdirSync(`${root}/${shape}`, { recursive: true });
    copyFileSync(`${pictures}/${name}`, `${root}/${shape}/${rest.join('-')}`);
  }
  await openData(page);
  await dropPaths(page, [root]);
  await expect(dialog(page)).toBeVisible({ timeout: 30_000 });
  await expect(dialog(page).locator('.preview img').first()).toBeVisible();
  await takeIn(page).click();
  await expect(facts(page)).toContainText('24 image–text pairs in 3 classes', { timeout: 90_000 });
  await expect(page.locator('.bars').getByText('circle')).toBeVisible();
});

test('a dataset that was taken in is downloaded as a bundle, which is read again', async ({ page }, info) => {
  await openData(page);
  await takenIn(page, [`${layouts}hdf5`], '84 image–text pairs in 3 classes');
  const saved = page.waitForEvent('download');
  await facts(page).getByRole('button', { name: 'Download as a bundle' }).click();
  const download = await saved;
  expect(download.suggestedFilename()).toBe('hdf5.zip');
  const path = info.outputPath('hdf5.zip');
  await download.saveAs(path);
  await page.getByRole('button', { name: 'Back to the demo' }).click();
  await expect(facts(page)).toContainText('Emoji');
  await takenIn(page, [path], '84 image–text pairs in 3 classes');
});

/** Runs a line in the worker of imports before its own script. */
async function inImports(page: Page, line: string): Promise<void> {
  await page.context().route('**/import.worker-*.js', (route) => alter(route, (body) => Buffer.concat([Buffer.from(`${line}\n`), body])));
}

for (const { title, line, says } of [
  { title: 'without private files', line: 'Object.defineProperty(StorageManager.prototype, "getDirectory", { value: undefined });', says: /Storing dscmr: expected the browser's private files/ },
  { title: 'with a full disk', line: 'FileSystemSyncAccessHandle.prototype.write = () => { throw new DOMException("full", "QuotaExceededError"); };', says: /Storing dscmr: expected room for/ },
]) {
  test(`in a browser ${title} the dataset is open for this visit, which is told`, async ({ page }) => {
    await inImports(page, line);
    await openData(page);
    await takenIn(page, [`${layouts}dscmr`], '84 image–text pairs in 3 classes');
    const alert = page.getByRole('alert').filter({ hasText: says });
    await expect(alert).toContainText('It is open for this visit only.');
    note((await alert.innerText()).replace(/\s+/g, ' '));
    await expect(report(page)).toContainText('60 training');
    await expect(library(page).getByRole('listitem')).toHaveCount(0);
    await answers(page);
  });
}

test('an import that a reload cuts off leaves nothing behind', async ({ page }, info) => {
  const zip = info.outputPath('cut.zip');
  const array = (name: string, columns: number) => {
    const start = formatNpyHeader('<f4', [400_000, columns]);
    return { name, start, size: start.length + 400_000 * columns * 4 };
  };
  writeSparseZip(zip, [array('image.npy', 512), array('text.npy', 2)]);
  await openData(page);
  await dropPaths(page, [zip]);
  const status = page.getByRole('status', { name: 'Taking files in' });
  await expect(takeIn(page).or(status.filter({ hasText: 'Reading features' }))).toBeVisible({ timeout: 30_000 });
  if (await takeIn(page).isVisible()) await takeIn(page).click();
  await expect(status).toContainText('Reading features', { timeout: 30_000 });
  await page.reload();
  await expect(facts(page)).toContainText('Emoji', { timeout: 30_000 });
  await expect.poll(() => storedFolders(page), { timeout: 20_000 }).toEqual([]);
});
