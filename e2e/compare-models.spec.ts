import type { Page } from '@playwright/test';
import { expect, go, openLab, setFields, smallRun, test, train, waitForEnd } from './lab';

const side = (page: Page, name: 'First' | 'Second') => page.getByRole('region', { name: new RegExp(`^${name}: `) });
const tab = (page: Page, name: string) => page.getByRole('group', { name: 'How the answers are seen' }).getByRole('button', { name });
const slider = (page: Page) => page.getByRole('slider', { name: 'Epoch' });
const precision = (page: Page) => page.getByRole('figure', { name: 'Average precision by epoch' }).locator('figcaption');
const epochResults = async (page: Page) => page.getByRole('list', { name: 'Results after the epoch' }).getByRole('listitem').evaluateAll((items) => items.map((item) => item.dataset.row));

test('the same query by two models side by side, and through the epochs of a run', async ({ page, watch }) => {
  await openLab(page, '/#/train?item=7&show=epochs');
  await go(page, 'Search');
  await expect(page.getByText('Train first: each finished epoch can be looked at here.')).toBeVisible();
  await go(page, 'Train');
  await setFields(page, { ...smallRun, epochs: 5 });
  await train(page);
  await waitForEnd(page, 90_000);
  await go(page, 'Search');

  await test.step('an epoch on the slider changes results and precision, by keys', async () => {
    await expect(slider(page)).toHaveAttribute('aria-valuetext', 'epoch 5 of 5');
    await expect(precision(page)).toContainText('after epoch 5');
    const last = [await epochResults(page), await precision(page).innerText()];
    expect(last[0]).toHaveLength(12);
    await slider(page).press('Home');
    await expect(slider(page)).toHaveAttribute('aria-valuetext', 'epoch 1 of 5');
    await expect(precision(page)).toContainText('after epoch 1');
    await expect.poll(() => epochResults(page)).not.toEqual(last[0]);
    expect(await precision(page).innerText()).not.toBe(last[1]);
    await slider(page).press('ArrowRight');
    await expect(page.getByText(/than after epoch 1, where it is \d+/).first()).toBeAttached();
    await page.getByText('Ranks as a table').click();
    await expect(page.getByRole('table', { name: 'Ranks by epoch' }).getByRole('row')).toHaveCount(6);
  });
  await test.step('a reload keeps the epoch, from what is stored', async () => {
    const before = await epochResults(page);
    await page.reload();
    await expect(slider(page)).toHaveAttribute('aria-valuetext', 'epoch 2 of 5', { timeout: 30_000 });
    await expect.poll(() => epochResults(page)).toEqual(before);
  });
  await test.step('the stored run beside linear CCA, with moves, swapped', async () => {
    await tab(page, 'Side by side').click();
    await page.getByRole('combobox', { name: 'First model' }).selectOption({ label: 'Linear CCA' });
    const run = await page.getByRole('combobox', { name: 'Second model' }).locator('option', { hasText: 'best epoch' }).getAttribute('value');
    await page.getByRole('combobox', { name: 'Second model' }).selectOption(run);
    await expect(side(page, 'Second')).toHaveAccessibleName(/ALSCOR/);
    await expect(side(page, 'First').getByText(/than by ALSCOR, .* where it is \d+/).first()).toBeAttached();
    await expect(side(page, 'Second').locator('dl')).toContainText(/AP\s*0\.\d{3} \([+−]0\.\d{3}\)/);
    await page.getByRole('button', { name: 'Swap' }).click();
    await expect(side(page, 'Second')).toHaveAccessibleName('Second: Linear CCA');
  });
  await test.step('a method is fitted when it is chosen, and again after a reload', async () => {
    await page.getByRole('combobox', { name: 'Second model' }).selectOption({ label: 'SM' });
    await expect(side(page, 'Second')).toHaveAccessibleName('Second: SM', { timeout: 60_000 });
    await page.reload();
    await expect(side(page, 'Second')).toHaveAccessibleName('Second: SM', { timeout: 90_000 });
    await expect(side(page, 'First')).toHaveAccessibleName(/^First: ALSCOR/);
  });
  await test.step('what both have is linked', async () => {
    const keys = await side(page, 'First').getByRole('listitem').evaluateAll((items) => items.map((item) => item.dataset.row));
    const others = await side(page, 'Second').getByRole('listitem').evaluateAll((items) => items.map((item) => item.dataset.row));
    const both = keys.find((key) => others.includes(key))!;
    await side(page, 'First').locator(`[data-row="${both}"] button`).focus();
    await expect(side(page, 'Second').locator(`[data-row="${both}"]`)).toHaveClass('linked');
  });
  if (process.env.SHOTS) {
    for (const show of ['beside', 'epochs']) {
      await tab(page, show === 'beside' ? 'Side by side' : 'Through training').click();
      for (const theme of ['light', 'dark']) {
        for (const width of [1440, 390]) {
          await page.setViewportSize({ width, height: 900 });
          await page.evaluate((name) => (document.documentElement.dataset.theme = name), theme);
          await page.waitForTimeout(600);
          await page.screenshot({ path: `${process.env.SHOTS}/${show}-${theme}-${width}.png`, fullPage: true });
        }
      }
    }
  }
  expect([watch.errors, watch.outside]).toEqual([[], []]);
});
