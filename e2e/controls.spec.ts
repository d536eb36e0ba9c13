import { expect, figure, go, note, openLab, phase, points, results, searchByWords, setFields, test, train } from './lab';

const steps = (text: string): number => Number(/step (\d+)/.exec(text)?.[1]);

test.beforeEach(async ({ page }) => {
  await openLab(page, '/?backend=wasm');
});

test('settings are refused in words, changed by presets and kept in the address', async ({ page, context }) => {
  await test.step('a setting outside its range is refused in words and the run cannot start', async () => {
    await setFields(page, { epochs: 0 });
    await expect(page.getByRole('alert').filter({ hasText: 'Epochs: expected a whole number from 1' })).toBeVisible();
    await expect(page.getByRole('button', { name: 'Train' })).toBeDisabled();
    await setFields(page, { epochs: 40 });
    await expect(page.getByRole('button', { name: 'Train' })).toBeEnabled();
  });

  await test.step('presets say what they change and are undone; the address carries what is not at its default', async () => {
    await setFields(page, { seed: 7, epochs: 12 });
    await expect(page).toHaveURL(/set=seed:7,epochs:12/);
    await page.getByLabel('Preset').selectOption('The paper’s parts alone');
    await expect(page.getByText('Changes 3 settings: Members 4 → 1, Contrast weight δ 1 → 0, Epochs 12 → 40.')).toBeVisible();
    await page.getByRole('button', { name: 'Use this preset' }).click();
    await expect(page.getByText('These are the settings now.')).toBeVisible();
    await expect(page).toHaveURL(/set=members:1,contrastWeight:0,seed:7/);
    await page.getByRole('button', { name: 'Back to what I had' }).click();
    await expect(page.getByLabel('Epochs', { exact: true })).toHaveValue('12');

    const other = await context.newPage();
    await other.goto(`${new URL(page.url()).origin}/?backend=wasm#/train?set=latentDim:16,epochs:0`);
    await expect(other.getByLabel('Common space width k', { exact: true })).toHaveValue('16');
    await expect(other.getByLabel('Epochs', { exact: true })).toHaveValue('40');
    await expect(other.getByLabel('Seed', { exact: true })).toHaveValue('1');
    await expect(other.getByRole('alert').filter({ hasText: 'The address sets Epochs: expected a whole number from 1 to 10000, got 0. The default, 40, counts.' })).toBeVisible();
    await expect(other).toHaveURL(/set=latentDim:16$/);
    await other.getByRole('button', { name: 'All defaults' }).click();
    await expect(other).not.toHaveURL(/set=/);
  });
});

test('everything is reached by keyboard: search, a result, the training; an address restores its query and the same answers', async ({ page, context }) => {
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

  await test.step('an address restores its query and the same answers', async () => {
    await searchByWords(page, 'sea animal');
    const answers = await results(page).allInnerTexts();
    const other = await context.newPage();
    await other.goto(page.url());
    await expect(other.getByRole('textbox', { name: 'Search by words' })).toHaveValue('sea animal', { timeout: 30_000 });
    await expect(results(other).first()).toBeVisible();
    expect(await results(other).allInnerTexts()).toEqual(answers);
    await other.close();
  });
});

test('a run is paused, led, searched and stopped', async ({ page }) => {
  test.setTimeout(240_000);
  const step = async () => steps(await phase(page).innerText());
  const asksToLeave = () => page.evaluate(() => {
    const event = new Event('beforeunload', { cancelable: true });
    dispatchEvent(event);
    return event.defaultPrevented;
  });
  await setFields(page, { epochs: 500 });
  await train(page);
  await expect.poll(() => points(page, 'Total loss')).toBeGreaterThan(2);

  await test.step('a run pauses, stands still and resumes', async () => {
    await page.getByRole('button', { name: 'Pause' }).click();
    await expect(phase(page)).toHaveAttribute('data-phase', 'paused');
    const paused = await step();
    await page.waitForTimeout(700);
    expect(await step()).toBe(paused);
    await page.getByRole('button', { name: 'Resume' }).click();
    await expect.poll(step).toBeGreaterThan(paused);
  });

  await test.step('while training, search answers with the last finished epoch and names it', async () => {
    await expect.poll(() => points(page, 'Validation MAP'), { timeout: 60_000 }).toBeGreaterThan(0);
    await searchByWords(page, 'fruit');
    await expect(page.getByRole('region', { name: 'Answers' })).toContainText(/ALSCOR.*epoch \d+/i);
    await expect(page.getByText('The last finished epoch answers while training goes on.')).toBeVisible();
    await go(page, 'Train');
    await expect(phase(page)).toHaveAttribute('data-phase', 'running');
  });

  await test.step('a hyperparameter changes in mid-run where it can, and the run shows both values', async () => {
    const field = page.locator('.field', { has: page.getByLabel('Adversary weight γ', { exact: true }) });
    await expect(field.getByText('this run: 1')).toBeVisible();
    await expect(field.getByRole('button', { name: 'Apply now' })).toBeDisabled();
    await setFields(page, { adversaryWeight: 0.5 });
    await expect(field.getByText('this run: 1')).toBeVisible();
    await field.getByRole('button', { name: 'Apply now' }).click();
    await expect(field.getByText('this run: 0.5')).toBeVisible();
    await expect(page.locator('.field', { has: page.getByLabel('Seed', { exact: true }) })).toContainText('counts from the next run');

    const sides = page.getByRole('group', { name: 'Sides of the game that learn' });
    await sides.getByRole('button', { name: 'Nets only' }).click();
    await expect(sides.getByRole('button', { name: 'Nets only' })).toHaveAttribute('aria-pressed', 'true');
    await expect(page.getByLabel('Who learns', { exact: true })).toHaveValue('both');
  });

  await test.step('a paused run makes one step at a time, and Space pauses and resumes it', async () => {
    await page.getByRole('heading', { level: 1 }).click();
    await page.keyboard.press('Space');
    await expect(phase(page)).toHaveAttribute('data-phase', 'paused');
    const paused = await step();
    for (const more of [1, 2]) {
      await page.getByRole('button', { name: 'One step' }).click();
      await expect.poll(step).toBe(paused + more);
      await expect(phase(page)).toHaveAttribute('data-phase', 'paused');
    }
    await page.getByLabel('Epochs', { exact: true }).focus();
    await page.keyboard.press('Space');
    await expect(phase(page)).toHaveAttribute('data-phase', 'paused');
    await page.getByRole('heading', { level: 1 }).click();
    await page.keyboard.press('Space');
    await expect(phase(page)).toHaveAttribute('data-phase', 'running');
  });

  await test.step('leaving the page while a run goes on asks first; it stops at once, and leaving asks no more', async () => {
    await expect.poll(asksToLeave).toBe(true);
    const asked = performance.now();
    await page.getByRole('button', { name: 'Stop' }).click();
    await expect(phase(page)).toHaveAttribute('data-phase', 'stopped');
    const waited = performance.now() - asked;
    note(`stop answered after ${waited.toFixed(0)} ms`);
    expect(waited).toBeLessThan(1500);
    expect(await asksToLeave()).toBe(false);
  });

  await test.step('a run is forgotten by reset', async () => {
    await page.getByRole('button', { name: 'Reset', exact: true }).click();
    await expect(figure(page, 'Total loss')).toHaveAttribute('data-points', '0');
    await expect(figure(page, 'Validation MAP')).toHaveAttribute('data-points', '0');
    await searchByWords(page, 'fruit');
    await expect(page.getByRole('region', { name: 'Answers' })).toContainText('CCA');
    await go(page, 'Train');
    await expect(page.getByRole('button', { name: 'Train' })).toBeEnabled();
  });
});

test('a run says why it ended by itself; slow motion makes at most two steps a second, and full speed ends it', async ({ page }) => {
  const small = { members: 1, latentDim: 8, hiddenDim: 32 };
  await test.step('a run says why it ended by itself', async () => {
    await setFields(page, { ...small, epochs: 50, targetMap: 0.01 });
    await train(page);
    await expect(phase(page)).toHaveAttribute('data-phase', 'finished', { timeout: 60_000 });
    await expect(phase(page)).toContainText('the validation MAP reached its target of 0.01');
  });

  await test.step('slow motion makes at most two steps a second, and full speed ends it', async () => {
    await setFields(page, { ...small, epochs: 2000, targetMap: 0 });
    await page.getByRole('combobox', { name: /^Pace/ }).selectOption('at most 2 steps a second');
    await train(page);
    await expect(phase(page)).toHaveAttribute('data-phase', 'running');
    await expect.poll(async () => steps(await phase(page).innerText()), { timeout: 30_000 }).toBeGreaterThan(0);
    const before = steps(await phase(page).innerText());
    await page.waitForTimeout(4000);
    const slow = steps(await phase(page).innerText()) - before;
    expect(slow).toBeLessThanOrEqual(9);
    expect(slow).toBeGreaterThanOrEqual(2);
    await page.getByRole('combobox', { name: /^Pace/ }).selectOption('full speed');
    await expect.poll(async () => steps(await phase(page).innerText()), { timeout: 10_000 }).toBeGreaterThan(before + 30);
  });
});
