import { expect, go, openLab, results, searchByWords, setFields, smallRun, test, train, waitForEnd } from './lab';

test('a query of several parts is weighed, filtered, paged, and reopened by its address', async ({ page }) => {
  await openLab(page);
  await searchByWords(page, 'red fruit');
  const first = async () => results(page).first().innerText();
  const alone = await first();
  await test.step('a second part turns the ranking', async () => {
    await page.getByRole('textbox', { name: 'Search by words' }).fill('police xqzzv');
    await page.getByRole('button', { name: '+ to the query' }).click();
    await expect(page.getByText('Unknown:')).toContainText('xqzzv');
    await expect(page.getByRole('list', { name: 'Parts of the query' }).getByRole('listitem')).toHaveCount(2);
    await page.getByRole('combobox', { name: 'Weight of “red fruit”' }).selectOption('-1');
    await expect.poll(first).not.toBe(alone);
  });
  await test.step('both modalities, one class, page after page', async () => {
    await page.getByRole('checkbox', { name: 'images and texts together' }).check();
    await page.getByRole('combobox', { name: 'Gallery' }).selectOption('all');
    await expect(page.getByRole('heading', { name: 'Images and texts' })).toBeVisible();
    await page.getByRole('group', { name: 'What is shown' }).getByRole('combobox', { name: 'Class' }).selectOption('food & drink');
    await expect.poll(() => results(page).evaluateAll((items) => [...new Set(items.map((item) => item.dataset.class))])).toEqual(['food & drink']);
    const more = page.getByRole('button', { name: /^Show more \d+ left/ });
    const left = async () => Number(/\d+/.exec(await more.innerText())![0]);
    const before = await left();
    await more.click();
    await expect.poll(left).toBeLessThan(before);
  });
  await test.step('keys lead to the last result that was loaded, and what is far from the view is not in the document', async () => {
    await results(page).first().getByRole('button').focus();
    await page.keyboard.press('End');
    const last = page.locator('[aria-posinset]:has(:focus)');
    const place = Number(await last.getAttribute('aria-posinset'));
    expect(place).toBeGreaterThan(24);
    await expect(last).toBeInViewport();
    await page.keyboard.press('End');
    await expect.poll(() => page.locator('[aria-posinset="1"]').count()).toBe(0);
    await page.keyboard.press('Home');
    await expect(results(page).first().getByRole('button')).toBeFocused();
    await expect(results(page).first()).toHaveAttribute('aria-posinset', '1');
  });
  await test.step('all results are copied', async () => {
    await page.context().grantPermissions(['clipboard-read', 'clipboard-write']);
    await page.getByRole('button', { name: 'Copy results' }).click();
    await expect(page.getByText(/^Copied (\d+) of \1 results\.$/)).toBeVisible();
    const lines = (await page.evaluate(() => navigator.clipboard.readText())).split('\n');
    expect(lines[0]!.split('\t').slice(0, 4)).toEqual(['rank', 'modality', 'id', 'class']);
    expect(lines).toHaveLength(1 + Number(await results(page).first().getAttribute('aria-setsize')));
    await page.evaluate(() => scrollTo(0, 0));
    await expect(results(page).first()).toHaveAttribute('aria-posinset', '1');
  });
  await test.step('the address reopens the same results', async () => {
    const before = await results(page).evaluateAll((items) => items.slice(0, 10).map((item) => item.textContent));
    await page.reload();
    await expect(results(page).first()).toBeVisible({ timeout: 30_000 });
    await expect.poll(() => results(page).evaluateAll((items) => items.slice(0, 10).map((item) => item.textContent))).toEqual(before);
  });
  await test.step('a part is taken out again', async () => {
    await page.getByRole('button', { name: 'Take out “red fruit”' }).click();
    await expect(page.getByRole('region', { name: 'Present query' })).toContainText('“police xqzzv”');
  });
});

test('after a run an answer says why it is there, how another model ranks it, and images find images', async ({ page }) => {
  await openLab(page, '/#/train?item=7');
  await setFields(page, smallRun);
  await train(page);
  await waitForEnd(page, 60_000);
  await go(page, 'Search');
  await expect(page.getByRole('region', { name: 'Answers' })).toContainText('ALSCOR');
  await page.getByRole('combobox', { name: 'Ranks beside' }).selectOption('Linear CCA');
  await expect(results(page).nth(1).getByText(/^\s*(the same rank by Linear CCA|\d+ ranks? (higher|lower) than by Linear CCA, where it is \d+)$/)).toBeAttached();
  await results(page).first().getByText('why', { exact: true }).click();
  const reasons = results(page).first().getByRole('table', { name: 'Class probabilities' });
  await expect(reasons.getByRole('row')).toHaveCount(6);
  await expect(results(page).first().getByText(/^Nearest words of both \(query · this\): \w+/)).toBeVisible();
  await page.getByText('The whole ranking').click();
  await expect(page.getByRole('img', { name: /Precision by recall: / })).toBeVisible();
  await page.getByRole('button', { name: 'Image → images' }).click();
  await expect(page.getByRole('heading', { name: 'Images', exact: true })).toBeVisible();
  const box = results(page).first().getByRole('button');
  await box.focus();
  await page.keyboard.press('ArrowRight');
  await expect(results(page).nth(1).getByRole('button')).toBeFocused();
  await page.keyboard.press('ArrowDown');
  expect(Number(await page.locator('[aria-posinset]:has(:focus)').getAttribute('aria-posinset'))).toBeGreaterThan(3);
  await page.keyboard.press('Enter');
  await expect(page.getByRole('button', { name: 'Image → texts' })).toHaveAttribute('aria-pressed', 'true');
});
