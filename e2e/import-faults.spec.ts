import { closeSync, openSync, readFileSync, writeFileSync, writeSync } from 'node:fs';
import type { Page } from '@playwright/test';
import { formatNpyHeader } from '../src/bundle/npyHeader';
import { answers, dialog, facts, layouts, library, openData, report, storedFolders, takenIn } from './imports';
import { alter, dropPaths, expect, note, test } from './lab';
import { writeSparseZip } from './sparseZip';

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

test('a conversion that fails says why, and the columns can be given another meaning', async ({ page }, info) => {
  // Captions that share no word: text features cannot be made of them.
  const words = Array.from({ length: 30 }, (_, i) => String.fromCharCode(97 + (i % 26)).repeat(4 + Math.floor(i / 26)));
  const rows = words.map((word, i) => `${word},${[i % 3, (i * 7) % 5, (i * 3) % 4].join(',')}`);
  const table = info.outputPath('odd.csv');
  writeFileSync(table, `caption,image_0,image_1,image_2\n${rows.join('\n')}\n`);
  await openData(page);
  await dropPaths(page, [table]);
  const alert = page.locator('.source-panel').getByRole('alert');
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
  await expect(status).toContainText(/[\d,]+ of [\d,]+ · .* left/, { timeout: 60_000 });
  note((await status.innerText()).replace(/\s+/g, ' '));
  await status.getByRole('button', { name: 'Cancel' }).click();
  await expect(status).toHaveCount(0);
  await expect(library(page).getByRole('listitem')).toHaveCount(0);
  await page.reload();
  await expect(facts(page)).toContainText('Emoji', { timeout: 30_000 });
  await expect.poll(() => storedFolders(page)).toEqual([]);
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
  await expect(status).toContainText(/Reading features · [\d,]+ of [\d,]+ · .* left/, { timeout: 60_000 });
  note(`5 GiB: ${(await status.innerText()).replace(/\s+/g, ' ')} after ${((Date.now() - before) / 1000).toFixed(1)} s`);
  await status.getByRole('button', { name: 'Cancel' }).click();
  await expect(status).toHaveCount(0);
  await answers(page);
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
  await expect(status).toContainText('Reading features', { timeout: 30_000 });
  await page.reload();
  await expect(facts(page)).toContainText('Emoji', { timeout: 30_000 });
  await expect.poll(() => storedFolders(page), { timeout: 20_000 }).toEqual([]);
});
