import { fileURLToPath } from 'node:url';
import type { Page } from '@playwright/test';
import { dropPaths, expect, go, results } from './lab';

export const layouts = fileURLToPath(new URL('fixtures/layouts/', import.meta.url));
export const pictures = fileURLToPath(new URL('fixtures/pictures', import.meta.url));

export const report = (page: Page) => page.getByRole('region', { name: 'Check report' });
export const dialog = (page: Page) => page.getByRole('dialog', { name: 'What do these columns mean?' });
export const facts = (page: Page) => page.locator('section[aria-labelledby=facts-title]');
export const library = (page: Page) => page.getByRole('region', { name: 'Your datasets' });
export const takeIn = (page: Page) => dialog(page).getByRole('button', { name: 'Take in' });

export async function openData(page: Page): Promise<void> {
  await page.goto('/?backend=wasm#/data');
  await expect(page.getByRole('button', { name: 'Back to the demo' })).toBeEnabled({ timeout: 30_000 });
}

/** Folders of datasets in the browser's private files, whole or not. */
export function storedFolders(page: Page): Promise<string[]> {
  return page.evaluate(async () => {
    const root = await navigator.storage.getDirectory();
    const folder = await root.getDirectoryHandle('datasets').catch(() => null);
    const names: string[] = [];
    if (folder) for await (const name of folder.keys()) names.push(name);
    return names;
  });
}

/** Drops folders or files and waits for the dataset that they become. */
export async function takenIn(page: Page, paths: string[], pairs: string): Promise<void> {
  await dropPaths(page, paths);
  await expect(facts(page)).toContainText(pairs, { timeout: 60_000 });
}

export async function answers(page: Page): Promise<void> {
  await go(page, 'Search');
  await expect(results(page).first()).toBeVisible();
  await go(page, 'Data');
}
