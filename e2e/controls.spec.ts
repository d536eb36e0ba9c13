import { expect, figure, go, note, openLab, phase, points, results, searchByWords, setFields, test, train } from './lab';

const steps = (text: string): number => Number(/step (\d+)/.exec(text)?.[1]);

test.beforeEach(async ({ page }) => {
  await openLab(page, '/?backend=wasm');
});

test('a run pauses, stands still, resumes, stops at once and is forgotten by reset', async ({ page }) => {
  await train(page);
  await expect.poll(() => points(page, 'Total loss')).toBeGreaterThan(2);

  await page.getByRole('button', { name: 'Pause' }).click();
  await expect(phase(page)).toHaveAttribute('data-phase', 'paused');
  const paused = steps(await phase(page).innerText());
  await page.waitForTimeout(700);
  expect(steps(await phase(page).innerText())).toBe(paused);

  await page.getByRole('button', { name: 'Resume' }).click();
  await expect.poll(async () => steps(await phase(page).innerText())).toBeGreaterThan(paused);
  await expect.poll(() => points(page, 'Validation MAP'), { timeout: 60_000 }).toBeGreaterThan(0);

  const asked = performance.now();
  await page.getByRole('button', { name: 'Stop' }).click();
  await expect(phase(page)).toHaveAttribute('data-phase', 'stopped');
  const waited = performance.now() - asked;
  note(`stop answered after ${waited.toFixed(0)} ms`);
  expect(waited).toBeLessThan(1500);

  await page.getByRole('button', { name: 'Reset' }).click();
  await expect(figure(page, 'Total loss')).toHaveAttribute('data-points', '0');
  await expect(figure(page, 'Validation MAP')).toHaveAttribute('data-points', '0');
  await searchByWords(page, 'fruit');
  await expect(page.getByRole('region', { name: 'Answers' })).toContainText('CCA');
  await go(page, 'Train');
  await expect(page.getByRole('button', { name: 'Train' })).toBeEnabled();
});

test('while training, search answers with the last finished epoch and names it', async ({ page }) => {
  await setFields(page, { epochs: 500 });
  await train(page);
  await expect.poll(() => points(page, 'Validation MAP'), { timeout: 60_000 }).toBeGreaterThan(0);
  await searchByWords(page, 'fruit');
  await expect(page.getByRole('region', { name: 'Answers' })).toContainText(/ALSCOR.*epoch \d+/i);
  await expect(page.getByText('The last finished epoch answers while training goes on.')).toBeVisible();
  await go(page, 'Train');
  await expect(phase(page)).toHaveAttribute('data-phase', 'running');
  await page.getByRole('button', { name: 'Stop' }).click();
  await expect(phase(page)).toHaveAttribute('data-phase', 'stopped');
});

test('a setting outside its range is refused in words and the run cannot start', async ({ page }) => {
  await setFields(page, { epochs: 0 });
  await expect(page.getByRole('alert').filter({ hasText: 'Epochs: expected a whole number from 1' })).toBeVisible();
  await expect(page.getByRole('button', { name: 'Train' })).toBeDisabled();
});

test('an address restores its query and the same answers', async ({ page, context }) => {
  await searchByWords(page, 'sea animal');
  const answers = await results(page).allInnerTexts();
  const other = await context.newPage();
  await other.goto(page.url());
  await expect(other.getByRole('textbox', { name: 'Search by words' })).toHaveValue('sea animal', { timeout: 30_000 });
  await expect(results(other).first()).toBeVisible();
  expect(await results(other).allInnerTexts()).toEqual(answers);
});

test('everything is reached by keyboard: search, a result, the training', async ({ page }) => {
  const search = page.getByRole('navigation').getByRole('link', { name: 'Search' });
  for (let presses = 0; presses < 10 && !(await search.evaluate((link) => link === document.activeElement)); presses++) await page.keyboard.press('Tab');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('textbox', { name: 'Search by words' })).toBeVisible();
  await page.keyboard.press('/');
  await page.keyboard.type('fruit');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('region', { name: 'Present query' })).toContainText('fruit');
  await expect(results(page).first()).toBeVisible();
  await results(page).first().getByRole('button').focus();
  await page.keyboard.press('Enter');
  await expect(page.getByRole('region', { name: 'Present query' })).toHaveAttribute('data-modality', 'image');

  await go(page, 'Train');
  await page.getByRole('button', { name: 'Train' }).focus();
  await page.keyboard.press('Enter');
  await expect(page.getByRole('button', { name: 'Pause' })).toBeVisible();
  await page.getByRole('button', { name: 'Stop' }).focus();
  await page.keyboard.press('Space');
  await expect(phase(page)).toHaveAttribute('data-phase', 'stopped');
});
