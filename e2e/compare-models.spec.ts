import type { Page } from '@playwright/test';
import { expect, go, openLab, setFields, smallRun, test, train, waitForEnd } from './lab';

const side = (page: Page, name: 'First' | 'Second') => page.getByRole('region', { name: new RegExp(`^${name}: `) });
const tab = (page: Page, name: string) => page.getByRole('group', { name: 'Shown in Search' }).getByRole('button', { name });
const second = (page: Page) => page.getByRole('combobox', { name: 'Second model' });
const slider = (page: Page) => page.getByRole('slider', { name: 'Epoch' });
const precision = (page: Page) => page.getByRole('figure', { name: 'Average precision by epoch' }).locator('figcaption');
const epochResults = async (page: Page) => page.getByRole('list', { name: 'Results after the epoch' }).getByRole('listitem').evaluateAll((items) => items.map((item) => item.dataset.row));

test('the same query by two models side by side, and through the epochs of a run', async ({ page, watch }) => {
  await openLab(page, '/#/train?item=7');
  await setFields(page, { ...smallRun, epochs: 3 });
  await train(page);
  await waitForEnd(page, 60_000);
  await go(page, 'Search');

  await test.step('the trained model beside linear CCA, then a method that is fitted when it is chosen, with moves', async () => {
    await tab(page, 'Side by side').click();
    await expect(side(page, 'First')).toHaveAccessibleName(/ALSCOR/);
    await expect(side(page, 'Second')).toHaveAccessibleName('Second: Linear CCA');
    await second(page).selectOption({ label: 'SM' });
    await expect(side(page, 'Second')).toHaveAccessibleName('Second: SM', { timeout: 60_000 });
    await expect(side(page, 'First').getByText(/than by SM, where it is \d+/).first()).toBeAttached();
    await expect(side(page, 'Second').locator('dl')).toContainText(/AP\s*0\.\d{3} \([+−]0\.\d{3}\)/);
  });
  await test.step('what both have is pointed at in both', async () => {
    const rows = (name: 'First' | 'Second') => side(page, name).getByRole('listitem').evaluateAll((items) => items.map((item) => item.dataset.row));
    const others = await rows('Second');
    const both = (await rows('First')).find((row) => others.includes(row))!;
    await side(page, 'First').locator(`[data-row="${both}"] button`).focus();
    await expect(side(page, 'Second').locator(`[data-row="${both}"]`)).toHaveClass('linked');
  });
  await test.step('a link with the stored run answers by it', async () => {
    const run = await second(page).locator('option', { hasText: 'best epoch' }).getAttribute('value');
    await page.goto(`/?a-link#/search?item=7&show=beside&model=cca&beside=${run}`);
    await expect(side(page, 'First')).toHaveAccessibleName('First: Linear CCA', { timeout: 30_000 });
    await expect(side(page, 'First').getByText(/than by ALSCOR, .* where it is \d+/).first()).toBeAttached();
    await page.getByRole('button', { name: 'Swap' }).click();
    await expect(side(page, 'Second')).toHaveAccessibleName('Second: Linear CCA');
  });
  await test.step('an epoch on the slider changes results and precision, by keys', async () => {
    await tab(page, 'Through training').click();
    await expect(slider(page)).toHaveAttribute('aria-valuetext', 'epoch 3 of 3');
    await expect(precision(page)).toContainText('after epoch 3');
    const last = [await epochResults(page), await precision(page).innerText()];
    expect(last[0]).toHaveLength(12);
    await slider(page).press('Home');
    await expect(precision(page)).toContainText('after epoch 1');
    await expect.poll(() => epochResults(page)).not.toEqual(last[0]);
    expect(await precision(page).innerText()).not.toBe(last[1]);
    await slider(page).press('ArrowRight');
    await expect(page.getByText(/than after epoch 1, where it is \d+/).first()).toBeAttached();
    await page.getByText('Ranks as a table').click();
    await expect(page.getByRole('table', { name: 'Ranks by epoch' }).getByRole('row')).toHaveCount(4);
  });
  await test.step('a reload shows the same', async () => {
    const before = [await epochResults(page), await precision(page).innerText()];
    await page.reload();
    await expect(slider(page)).toHaveAttribute('aria-valuetext', 'epoch 2 of 3', { timeout: 30_000 });
    await expect.poll(async () => [await epochResults(page), await precision(page).innerText()]).toEqual(before);
  });
  expect([watch.errors, watch.outside]).toEqual([[], []]);
});
