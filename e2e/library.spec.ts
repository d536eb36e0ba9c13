import { fileURLToPath } from 'node:url';
import type { Page } from '@playwright/test';
import { alter, expect, go, note, results, test } from './lab';
import { inEveryLook, pictured } from './looks';

const tinyZip = fileURLToPath(new URL('../src/bundle/fixtures/tiny.zip', import.meta.url));

const library = (page: Page) => page.getByRole('region', { name: 'Your datasets' });
const rows = (page: Page) => library(page).getByRole('listitem');
const facts = (page: Page, name: string) => page.getByRole('heading', { level: 2, name, exact: true });
const keepButton = (page: Page) => library(page).getByRole('button', { name: 'Keep in this browser' });
const problem = (page: Page) => library(page).getByRole('alert');

/** The demo is there, and datasets can be opened. */
async function openData(page: Page, address = '/?backend=wasm#/data'): Promise<void> {
  await page.goto(address);
  await expect(page.getByRole('button', { name: 'Back to the demo' })).toBeEnabled({ timeout: 30_000 });
}

async function openTiny(page: Page): Promise<void> {
  await page.locator('input[type=file]').first().setInputFiles(tinyZip);
  await expect(facts(page, 'Tiny')).toBeVisible();
}

async function keepTiny(page: Page): Promise<void> {
  await openTiny(page);
  await keepButton(page).click();
  await expect(rows(page).first()).toContainText('Tiny');
  await expect(keepButton(page)).toHaveCount(0);
}

async function usable(page: Page): Promise<void> {
  await go(page, 'Search');
  await expect(results(page).first()).toBeVisible();
  await go(page, 'Data');
}

/** Runs a line in the worker before its own script. */
async function inWorker(page: Page, line: string): Promise<void> {
  await page.context().route('**/trainer.worker-*.js', (route) => alter(route, (body) => Buffer.concat([Buffer.from(`${line}\n`), body])));
}

test('a dropped bundle is kept, reopened by its address, renamed, deleted, brought back, deleted, and gone', async ({ page, watch }) => {
  await openData(page);
  await expect(library(page)).toContainText('None yet.');
  await expect(keepButton(page)).toHaveCount(0);
  await keepTiny(page);
  await expect(rows(page)).toContainText(['60 pairs · 3 classes · 8 KB']);
  await expect(rows(page)).toContainText(['open']);
  await expect(library(page)).toContainText(/\d B|KB|MB of [\d.]+ GB that the browser allows; (kept until you clear site data|may be cleared by the browser under pressure)\./);
  expect(page.url()).toMatch(/#\/data\?dataset=[0-9a-f]{12}$/);

  await page.reload();
  await expect(facts(page, 'Tiny')).toBeVisible({ timeout: 30_000 });
  await expect(page.getByRole('region', { name: 'Check report' })).toContainText('Read as a bundle of this page: 60 pairs.');
  await expect(rows(page)).toHaveCount(1);
  await usable(page);

  await library(page).getByRole('button', { name: 'Rename Tiny' }).press('Enter');
  const box = library(page).getByRole('textbox', { name: 'New name of Tiny' });
  await expect(box).toBeFocused();
  await box.fill('Never mind');
  await box.press('Escape');
  await expect(rows(page)).toContainText(['Tiny']);
  await expect(library(page).getByRole('button', { name: 'Rename Tiny' })).toBeFocused();
  await page.keyboard.press('Enter');
  await box.fill('  My insects ');
  await box.press('Enter');
  await expect(rows(page)).toContainText(['My insects']);
  await page.reload();
  await expect(rows(page)).toContainText(['My insects'], { timeout: 30_000 });
  await expect(facts(page, 'Tiny')).toBeVisible({ timeout: 30_000 });

  await library(page).getByRole('button', { name: 'Delete My insects' }).click();
  await expect(library(page).getByRole('status')).toHaveText('“My insects” is deleted.');
  await expect(page).not.toHaveURL(/dataset=/);
  const undo = library(page).getByRole('button', { name: 'Undo' });
  await expect(undo).toBeFocused();
  await undo.press('Enter');
  await expect(library(page).getByRole('button', { name: 'Delete My insects' })).toBeFocused();
  await expect(page).toHaveURL(/dataset=/);

  await library(page).getByRole('button', { name: 'Delete My insects' }).click();
  await expect(undo).toBeVisible();
  await page.reload();
  await expect(page.getByRole('button', { name: 'Back to the demo' })).toBeEnabled({ timeout: 30_000 });
  await expect(rows(page)).toHaveCount(0, { timeout: 15_000 });
  await expect(library(page)).toContainText('None yet.');
  const left = () => page.evaluate(async () => {
    const folder = await (await navigator.storage.getDirectory()).getDirectoryHandle('datasets');
    const ids: string[] = [];
    for await (const id of folder.keys()) ids.push(id);
    return ids;
  });
  await expect.poll(left).toEqual([]);
  expect(watch.errors).toEqual([]);
  expect(watch.outside).toEqual([]);
});

test('two datasets are opened in turn, and going back in the history opens the one before; the list fits a desktop and a phone, dark and light', async ({ page }) => {
  await openData(page);
  await keepTiny(page);
  const first = page.url();
  await go(page, 'Search');
  await go(page, 'Data');
  await page.getByRole('button', { name: 'Back to the demo' }).click();
  await expect(facts(page, 'Tiny')).toHaveCount(0);
  expect(page.url()).not.toContain('dataset=');
  await library(page).getByRole('button', { name: 'Open Tiny' }).click();
  await expect(facts(page, 'Tiny')).toBeVisible();
  expect(page.url()).toBe(first);
  await page.getByRole('button', { name: 'Back to the demo' }).click();
  await expect(facts(page, 'Tiny')).toHaveCount(0);
  await page.goBack();
  await expect(results(page).first()).toBeVisible();
  await go(page, 'Data');
  await expect(facts(page, 'Tiny')).toBeVisible();

  await test.step('the list fits a desktop and a phone, dark and light', async () => {
    const long = 'A name of many words that does not fit into one line of a phone';
    await library(page).getByRole('button', { name: 'Rename Tiny' }).click();
    await library(page).getByRole('textbox').fill(long);
    await page.keyboard.press('Enter');
    await expect(rows(page)).toContainText([long]);
    for (const kept of [2, 3]) {
      await page.getByRole('button', { name: 'Back to the demo' }).click();
      await expect(facts(page, 'Tiny')).toHaveCount(0);
      await openTiny(page);
      await keepButton(page).click();
      await expect(rows(page)).toHaveCount(kept);
    }
    await page.getByRole('button', { name: 'Back to the demo' }).click();
    await expect(facts(page, 'Tiny')).toHaveCount(0);
    await openTiny(page);
    const buttons = (name: string) => library(page).getByRole('button', { name });
    await buttons('Delete Tiny').first().click();
    await expect(buttons('Undo')).toBeFocused();
    const present = rows(page).filter({ hasText: '60 pairs' }).first();
    const tooWide: string[] = [];
    await inEveryLook(page, async (look) => {
      await present.getByRole('button', { name: 'Rename' }).click();
      tooWide.push(...(await pictured(page, 'library', look, false)));
    });
    expect(tooWide).toEqual([]);
  });
});

test('an address of a dataset that is not here says so, and the demo is there', async ({ page }) => {
  await page.goto('/?backend=wasm#/data?dataset=0123456789ab&item=7');
  const alert = page.getByRole('alert').filter({ hasText: '0123456789ab' });
  await expect(alert).toContainText('expected it in the library of this browser, found none. It was deleted, or the browser has cleared it', { timeout: 30_000 });
  note((await alert.innerText()).replace(/\s+/g, ' '));
  await expect(page.getByRole('heading', { name: 'Classes' })).toBeVisible();
  expect(page.url()).toMatch(/#\/data$/);
  await usable(page);
});

const faults = [
  { title: 'a browser that gives too little room', says: /expected room for \d+ KB, the browser (gives [\d.]+ K?B more|took no more after \d+ K?B: the disk may be full)\. Delete datasets/, before: async () => {}, after: limitRoom },
  { title: 'a disk that is full in the middle', says: /expected room for \d+ KB, the browser took no more after \d+ B: the disk may be full\. Delete datasets/, before: (page: Page) => inWorker(page, "FileSystemSyncAccessHandle.prototype.write = () => { throw new DOMException('The quota has been exceeded.', 'QuotaExceededError'); };"), after: async () => {} },
  { title: 'a browser without private files', says: /expected the browser's private files \(OPFS\), got .*\. Use a current browser/, before: (page: Page) => inWorker(page, 'Reflect.deleteProperty(StorageManager.prototype, "getDirectory");'), after: async () => {} },
];

/** Newer versions enforce this quota, and report another one. */
async function limitRoom(page: Page): Promise<void> {
  const session = await page.context().newCDPSession(page);
  const { usage = 0 } = await page.evaluate(() => navigator.storage.estimate());
  await session.send('Storage.overrideQuotaForOrigin', { origin: new URL(page.url()).origin, quotaSize: usage + 3000 });
}

for (const { title, says, before, after } of faults) {
  test(`${title} is told with what to try, and the dataset stays usable`, async ({ page }) => {
    await before(page);
    await openData(page);
    await openTiny(page);
    await after(page);
    await keepButton(page).click();
    await expect(problem(page)).toContainText(says);
    note((await problem(page).innerText()).replace(/\s+/g, ' '));
    await expect(keepButton(page)).toBeEnabled();
    await expect(rows(page)).toHaveCount(0);
    await usable(page);
    await expect(facts(page, 'Tiny')).toBeVisible();
  });
}

test('without a database the page says so, keeps the files, and lists them on the next visit', async ({ page }) => {
  const blocked = 'alscor-test-blocked';
  await page.addInitScript((key) => {
    if (sessionStorage.getItem(key) !== null) return;
    indexedDB.open = () => {
      throw new DOMException('The user denied permission to access the database.', 'InvalidStateError');
    };
  }, blocked);
  await openData(page);
  await expect(problem(page)).toContainText(/expected the browser's database \(IndexedDB\), got The user denied permission.* A private window may have none/);
  await keepTiny(page);
  await usable(page);
  await page.evaluate((key) => sessionStorage.setItem(key, 'no'), blocked);
  await page.reload();
  await expect(rows(page)).toContainText(['Tiny'], { timeout: 30_000 });
  await expect(problem(page)).toHaveCount(0);
});
