import AxeBuilder from '@axe-core/playwright';
import type { Page } from '@playwright/test';
import { evaluate, expect, go, openLab, searchByWords, setFields, smallRun, test, train, waitForEnd, type Place } from './lab';
import { inEveryLook, pictured } from './looks';

const places: Place[] = ['Data', 'Train', 'Evaluate', 'Search'];
const allSections = 'open=curves,game,correlation,space,runs,model';

/** "Train, 390 px, dark: color-contrast at .legend b" for each violation. */
async function violations(page: Page, name: string): Promise<string[]> {
  // Without it each look opens a page of its own to join the results of frames, of which there are none.
  const found = await new AxeBuilder({ page }).setLegacyMode(true).options({ resultTypes: ['violations'] }).analyze();
  return found.violations.flatMap(({ id, nodes }) => nodes.map(({ target }) => `${name}: ${id} at ${target.join(' ')}`));
}

/** Levels go down by one at most; the first is 1. */
async function unorderedHeadings(page: Page, name: string): Promise<string[]> {
  const levels = await page.getByRole('heading').evaluateAll((headings) => headings.map((heading) => Number(heading.tagName.slice(1))));
  return levels.flatMap((level, i) => (level > (levels[i - 1] ?? 0) + 1 ? [`${name}: h${level} after h${levels[i - 1] ?? 0}`] : []));
}

/** What is wrong at any place in any look. */
async function faultsOfPlaces(page: Page, state: string): Promise<string[]> {
  const faults: string[] = [];
  await inEveryLook(page, async (look) => {
    for (const place of places) {
      await go(page, place);
      await expect(page.getByRole('heading', { level: 1 })).toBeAttached();
      await page.waitForTimeout(400);
      const name = `${place} ${state}, ${look.width} px, ${look.theme}`;
      faults.push(...(await violations(page, name)), ...(await unorderedHeadings(page, name)), ...(await pictured(page, `${place.toLowerCase()} ${state}`.replaceAll(' ', '-'), look)));
    }
  });
  return faults;
}

test('before a run, every place is without violations in both themes and widths, which it fits; motion stops where the system asks for less of it', async ({ page }) => {
  test.setTimeout(300_000);
  await page.emulateMedia({ reducedMotion: 'reduce' });
  await openLab(page, `/?backend=wasm#/train?${allSections}`);
  await test.step('motion stops where the system asks for less of it', async () => {
    const moving = await page.evaluate(() =>
      document.getAnimations().filter((animation) => Number(animation.effect?.getComputedTiming().duration) > 1).map((animation) => String(animation.effect?.getComputedTiming().duration)),
    );
    expect(moving).toEqual([]);
  });
  await page.emulateMedia({ reducedMotion: 'no-preference' });
  expect(await faultsOfPlaces(page, 'before a run')).toEqual([]);
});

test('after a run, every place is without violations in both themes and widths, which it fits; the run is told to screen readers: its epochs and its end', async ({ page }) => {
  test.setTimeout(300_000);
  await openLab(page, `/?backend=wasm#/train?${allSections}`);
  await setFields(page, smallRun);
  await train(page);
  await test.step('a run is told to screen readers: its epochs and its end', async () => {
    const told = page.getByRole('status', { name: 'Run', exact: true });
    await expect(told).toHaveText(/^(Epoch 1 of 2|Finished after epoch 2), validation MAP 0\.\d\d$/, { timeout: 60_000 });
    await waitForEnd(page, 60_000);
    await expect(told).toHaveText(/^Finished after epoch 2, validation MAP 0\.\d\d$/);
  });
  await evaluate(page);
  await searchByWords(page, 'red fruit');
  expect(await faultsOfPlaces(page, 'after a run')).toEqual([]);
});

test('the first Tab offers to skip the header, and the content takes the focus', async ({ page }) => {
  await page.goto('/?backend=wasm#/train');
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
