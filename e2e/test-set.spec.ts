import type { Page } from '@playwright/test';
import { expect, results, test } from './lab';

const queries = (page: Page) => page.getByRole('list', { name: 'Queries, Image → text' }).getByRole('listitem');

async function openTestSet(page: Page): Promise<void> {
  await page.goto('/#/search');
  await page.getByRole('button', { name: 'Test set' }).click({ timeout: 30_000 });
  await expect(queries(page)).toHaveCount(8);
}

test('the test set shows its worst queries, confused classes and hubs, and each leads to a query', async ({ page, watch }) => {
  await openTestSet(page);
  await test.step('the worst query is asked, and its average precision is the one that was listed', async () => {
    const worst = queries(page).first().getByRole('button');
    const [, listed] = /Average precision (\d\.\d{3})/.exec((await worst.textContent()) ?? '') ?? [];
    const name = await worst.getAttribute('title');
    await worst.click();
    await expect(page.getByRole('region', { name: 'Present query' })).toContainText(`average precision ${listed}`, { ignoreCase: true });
    await expect(results(page).first()).toBeVisible();
    await page.goBack();
    await expect(queries(page).first().getByRole('button')).toHaveAttribute('title', name!);
    await expect(queries(page).first().getByRole('button')).toBeFocused();
  });
  await test.step('a cell of the classes is chosen by keyboard, and lists its queries', async () => {
    const grid = page.getByRole('grid', { name: 'Classes that are found, Image → text' });
    await grid.locator('button[tabindex="0"]').focus();
    await page.keyboard.press('ArrowRight');
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('ArrowLeft');
    const cell = grid.locator('button:focus');
    const [, query, found, share] = /^(.+) finds (.+): (\d+) %$/.exec((await cell.getAttribute('aria-label'))!) ?? [];
    expect(Number(share)).toBeGreaterThan(0);
    await page.keyboard.press('Enter');
    await expect(cell).toHaveAttribute('aria-pressed', 'true');
    const listed = page.getByRole('list', { name: `Queries: ${query} that finds ${found}` }).getByRole('listitem');
    await expect(listed.first()).toContainText(query!);
    await expect(listed.first()).toContainText(/\d+ of 10/);
  });
  await test.step('a hub is asked', async () => {
    const hub = page.getByRole('list', { name: 'Hubs, Image → text' }).getByRole('listitem').first().getByRole('button');
    const caption = await hub.locator('.clamp').innerText();
    await expect(page.getByText(/^Skewness \d\.\d\d: /).first()).toBeVisible();
    await hub.click();
    await expect(page.getByRole('region', { name: 'Present query' })).toContainText(caption);
    await expect(page.getByRole('heading', { name: 'Images', exact: true })).toBeVisible();
    await page.goBack();
  });
  await test.step('the link reopened shows the same', async () => {
    await page.getByRole('button', { name: 'Best first' }).click();
    const shown = () => page.locator('.test-items').evaluateAll((lists) => lists.map((list) => list.textContent));
    const before = await shown();
    await page.reload();
    await expect(queries(page)).toHaveCount(8, { timeout: 30_000 });
    expect(await shown()).toEqual(before);
    await expect(page.getByRole('button', { name: 'Best first' })).toHaveAttribute('aria-pressed', 'true');
  });
  expect([watch.errors, watch.outside]).toEqual([[], []]);
});
