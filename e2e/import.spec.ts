import { copyFileSync, mkdirSync, readdirSync, readFileSync } from 'node:fs';
import { answers, dialog, facts, layouts, library, openData, pictures, report, takeIn, takenIn } from './imports';
import { dropPaths, evaluate, expect, go, note, results, searchByWords, setFields, test, train, waitForEnd } from './lab';

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
