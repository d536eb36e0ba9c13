import { readFileSync } from 'node:fs';
import type { Locator, Page } from '@playwright/test';
import { expect, go, note, openLab, setFields, smallRun, test } from './lab';
import { inEveryLook, pictured } from './looks';

const table = (page: Page): Locator => page.getByRole('table', { name: 'Comparison' });
const ended = (page: Page): Locator => page.locator('[data-comparison]:not([data-comparison="running"])');
const runButton = (page: Page): Locator => page.getByRole('button', { name: 'Run the comparison' });

/** Ticks these methods and no others. */
async function choose(page: Page, labels: string[], seeds: number): Promise<void> {
  for (const box of await page.getByRole('checkbox').all()) await box.uncheck();
  for (const label of labels) await page.getByRole('checkbox', { name: label, exact: true }).check();
  await page.getByRole('combobox', { name: 'Seeds' }).selectOption(String(seeds));
}

/** Cells of the rows, without those that span several. */
async function cells(page: Page, method: string): Promise<string[][]> {
  const rows = table(page).locator('tbody').filter({ has: page.getByRole('rowheader', { name: method }) }).locator('tr');
  return rows.evaluateAll((elements) => elements.map((row) => [...row.querySelectorAll('td:not([rowspan])')].map((cell) => cell.textContent ?? '')));
}

async function downloaded(page: Page, name: string): Promise<string> {
  const download = page.waitForEvent('download');
  await page.getByRole('button', { name }).click();
  return readFileSync(await (await download).path(), 'utf8');
}

/** How the place looks in this state, and where it is too wide. */
async function fits(page: Page, state: string): Promise<void> {
  const tooWide: string[] = [];
  await inEveryLook(page, async (look) => {
    await page.waitForTimeout(300);
    tooWide.push(...(await pictured(page, `compare-${state}`, look)));
  });
  expect(tooWide).toEqual([]);
}

test.beforeEach(async ({ page }) => {
  await openLab(page, '/?backend=wasm');
});

test('methods are compared over two seeds: progress, table with p-values, curves, files; all of it is there after a reload; the page fits a desktop and a phone, dark and light, empty, running and filled', async ({ page, watch }) => {
  test.setTimeout(180_000);
  await setFields(page, smallRun);
  await go(page, 'Evaluate');
  await choose(page, ['ALSCOR', 'Linear CCA', 'SM'], 2);
  expect(page.url()).toContain('methods=alscor,cca,sm&seeds=2');
  await expect(page.getByText('3 × 2 fits, seeds 1 to 2')).toBeVisible();
  await fits(page, 'empty');
  await runButton(page).focus();
  await page.keyboard.press('Enter');
  await expect(page.getByRole('progressbar', { name: 'Comparison progress' })).toBeVisible();
  await expect(page.locator('[data-comparison="running"]')).toContainText(/, seed 1 · \d of 6 fits/);
  await expect(runButton(page)).toBeDisabled();
  await go(page, 'Train');
  await expect(page.getByRole('button', { name: 'Train' })).toBeDisabled();
  await go(page, 'Evaluate');
  await expect(page.getByRole('status', { name: 'Latest fit' })).toContainText(/seed \d: MAP 0\.\d{3} by/, { timeout: 60_000 });
  await expect(table(page)).toContainText('semantic', { timeout: 60_000 });
  await fits(page, 'running');
  await expect(ended(page)).toContainText(/^Finished: 6 fits/, { timeout: 120_000 });
  await fits(page, 'filled');

  const number = /^0\.\d{3} ± 0\.\d{3}$/;
  const alscor = await cells(page, 'ALSCOR');
  expect(alscor).toHaveLength(3);
  for (const [score, ...numbers] of alscor) {
    expect(['semantic', 'canonical', 'fused']).toContain(score);
    for (const text of numbers.slice(0, 3)) expect(text).toMatch(number);
  }
  const [sm] = await cells(page, 'SM');
  expect(sm![4]).toMatch(/(ahead|behind|not told apart) p (=|<) /);
  expect(await table(page).locator('.best').count()).toBeGreaterThanOrEqual(10);
  await expect(page.getByRole('list', { name: 'Who is ahead' })).toContainText('has the highest average MAP');
  await expect(page.getByRole('figure', { name: 'Precision and recall' })).toHaveAttribute('data-points', '33');
  await page.getByRole('combobox', { name: 'Score of curves and classes' }).selectOption('semantic');
  await expect(page.getByRole('figure', { name: 'Precision and recall' })).toHaveAttribute('data-points', '22');
  await expect(page.getByText('The test items are read once, at the end of each fit')).toBeVisible();
  note((await page.getByRole('list', { name: 'Who is ahead' }).innerText()).replaceAll('\n', ' '));

  expect(await downloaded(page, 'Comparison as CSV')).toMatch(/^method,label,group,score,direction,seeds,map_mean,map_std/);
  expect(await downloaded(page, 'Comparison as LaTeX')).toContain('\\toprule');
  const json = JSON.parse(await downloaded(page, 'Comparison as JSON')) as { fits: object[]; tests: object[]; protocol: object[]; environment: { backend: string } };
  expect([json.fits.length, json.tests.length, json.environment.backend]).toEqual([6, 3, 'wasm']);
  expect(json.protocol.length).toBeGreaterThan(8);

  await page.reload();
  await expect(table(page)).toBeVisible({ timeout: 30_000 });
  expect(await cells(page, 'ALSCOR')).toEqual(alscor);
  await page.getByRole('button', { name: 'Clear the table' }).click();
  await expect(table(page)).toHaveCount(0);
  await page.getByRole('button', { name: 'Undo: bring back the table' }).click();
  expect(await cells(page, 'ALSCOR')).toEqual(alscor);
  expect(watch.errors).toEqual([]);
});

test('a comparison that is cancelled keeps its finished fits, and training is free again; a method that fails says why in its row, and the others go on', async ({ page }) => {
  await go(page, 'Evaluate');
  await choose(page, ['Linear CCA', 'SM'], 10);
  await runButton(page).click();
  await expect(table(page)).toContainText('canonical', { timeout: 60_000 });
  await page.getByRole('button', { name: 'Cancel' }).click();
  await expect(ended(page)).toContainText(/^Cancelled after \d+ of 20 fits; they stay in the table$/, { timeout: 30_000 });
  await expect(table(page).getByRole('rowheader', { name: 'Linear CCA' })).toContainText(/\d of 10 seeds/);
  await expect(table(page)).toContainText('ALSCOR is missing');
  await go(page, 'Train');
  await expect(page.getByRole('button', { name: 'Train' })).toBeEnabled();

  await test.step('a method that fails says why in its row, and the others go on', async () => {
    await setFields(page, { ...smallRun, learningRate: 1e6 });
    await go(page, 'Evaluate');
    await choose(page, ['ALSCOR', 'Linear CCA'], 1);
    await runButton(page).click();
    await expect(ended(page)).toContainText(/^Finished: 2 fits/, { timeout: 60_000 });
    await expect(table(page)).toContainText(/Seed 1 failed: .*stopped at step \d+.*learning rate/);
    await expect(table(page).getByRole('rowheader', { name: 'Linear CCA' })).toBeVisible();
    await go(page, 'Train');
    await setFields(page, { learningRate: 1e-3 });
    await go(page, 'Evaluate');
    await expect(page.getByText('Made with other settings than those of Train: Learning rate 1000000, now 0.001.')).toBeVisible();
  });
});
