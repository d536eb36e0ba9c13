import AxeBuilder from '@axe-core/playwright';
import type { Page } from '@playwright/test';
import { evaluate, expect, go, openLab, searchByWords, setFields, smallRun, test, train, waitForEnd, type Place } from './lab';

const places: Place[] = ['Data', 'Train', 'Evaluate', 'Search'];
const allSections = 'open=curves,game,correlation,space,runs,model';

/** "Train, 390 px, dark: color-contrast at .legend b" for each violation. */
async function violations(page: Page, name: string): Promise<string[]> {
  // Without it each look opens a page of its own to join the results of frames, of which there are none.
  const found = await new AxeBuilder({ page }).setLegacyMode(true).analyze();
  return found.violations.flatMap(({ id, nodes }) => nodes.map(({ target }) => `${name}: ${id} at ${target.join(' ')}`));
}

async function overflow(page: Page, name: string): Promise<string[]> {
  const pixels = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
  return pixels > 0 ? [`${name}: ${pixels} px too wide`] : [];
}

/** Levels go down by one at most; the first is 1. */
async function unorderedHeadings(page: Page, name: string): Promise<string[]> {
  const levels = await page.getByRole('heading').evaluateAll((headings) => headings.map((heading) => Number(heading.tagName.slice(1))));
  return levels.flatMap((level, i) => (level > (levels[i - 1] ?? 0) + 1 ? [`${name}: h${level} after h${levels[i - 1] ?? 0}`] : []));
}

type Look = [theme: 'dark' | 'light', width: number];

const allLooks: Look[] = [['dark', 1440], ['dark', 390], ['light', 1440], ['light', 390]];

async function checkPlaces(page: Page, state: string, looks: Look[]): Promise<string[]> {
  const faults: string[] = [];
  for (const [theme, width] of looks) {
    const wanted = page.getByRole('button', { name: `Use the ${theme} theme` });
    if (await wanted.isVisible()) await wanted.click();
    await page.setViewportSize({ width, height: 900 });
    for (const place of places) {
      await go(page, place);
      await expect(page.getByRole('heading', { level: 1 })).toBeAttached();
      await page.waitForTimeout(400);
      const name = `${place} ${state}, ${width} px, ${theme}`;
      faults.push(...(await violations(page, name)), ...(await overflow(page, name)), ...(await unorderedHeadings(page, name)));
    }
  }
  return faults;
}

test('before a run, every place is without violations in both themes and widths', async ({ page }) => {
  test.setTimeout(300_000);
  await openLab(page, `/?backend=wasm#/train?${allSections}`);
  expect(await checkPlaces(page, 'before a run', allLooks)).toEqual([]);
});

test('after a run, every place is without violations in both themes and widths', async ({ page }) => {
  test.setTimeout(300_000);
  await openLab(page, `/?backend=wasm#/train?${allSections}`);
  await setFields(page, smallRun);
  await train(page);
  await waitForEnd(page, 60_000);
  await evaluate(page);
  await searchByWords(page, 'red fruit');
  expect(await checkPlaces(page, 'after a run', allLooks)).toEqual([]);
});

test('the first Tab offers to skip the header, and the content takes the focus', async ({ page }) => {
  await openLab(page, '/?backend=wasm');
  await page.reload();
  await expect(page.getByRole('heading', { level: 1 })).toBeAttached();
  await page.keyboard.press('Tab');
  const skip = page.getByRole('link', { name: 'Skip to the content' });
  await expect(skip).toBeFocused();
  await expect(skip).toBeInViewport({ ratio: 1 });
  await page.keyboard.press('Enter');
  await expect(page.getByRole('main')).toBeFocused();
  await page.keyboard.press('Tab');
  const inside = await page.evaluate(() => document.querySelector('main')!.contains(document.activeElement));
  expect(inside).toBe(true);
});

test('everything that Tab reaches in Train shows the focus', async ({ page }) => {
  await openLab(page, '/?backend=wasm#/train?open=');
  await page.locator('body').focus();
  const unmarked: string[] = [];
  const seen = new Set<string>();
  for (let presses = 0; presses < 120; presses++) {
    await page.keyboard.press('Tab');
    const focused = await page.evaluate(() => {
      const element = document.activeElement;
      if (!element || element === document.body) return null;
      const { outlineStyle, outlineWidth } = getComputedStyle(element);
      return { name: `${element.tagName} ${element.id || element.textContent?.slice(0, 30)}`, marked: outlineStyle !== 'none' && parseFloat(outlineWidth) >= 1 };
    });
    if (!focused || seen.has(focused.name)) continue;
    seen.add(focused.name);
    if (!focused.marked) unmarked.push(focused.name);
  }
  expect(seen.size).toBeGreaterThan(30);
  expect(unmarked).toEqual([]);
});

test('motion stops where the system asks for less of it', async ({ page }) => {
  await page.emulateMedia({ reducedMotion: 'reduce' });
  await openLab(page, `/?backend=wasm#/train?${allSections}`);
  const moving = await page.evaluate(() =>
    document.getAnimations().filter((animation) => Number(animation.effect?.getComputedTiming().duration) > 1).map((animation) => String(animation.effect?.getComputedTiming().duration)),
  );
  expect(moving).toEqual([]);
});

test('a run is told to screen readers: its epochs and its end', async ({ page }) => {
  await openLab(page, '/?backend=wasm');
  await setFields(page, smallRun);
  await train(page);
  const told = page.getByRole('status', { name: 'Run', exact: true });
  await expect(told).toHaveText(/^(Epoch 1 of 2|Finished after epoch 2), validation MAP 0\.\d\d$/, { timeout: 60_000 });
  await waitForEnd(page, 60_000);
  await expect(told).toHaveText(/^Finished after epoch 2, validation MAP 0\.\d\d$/);
});
