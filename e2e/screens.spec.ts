import { evaluate, expect, go, openLab, searchByWords, setFields, smallRun, test, train, waitForEnd, type Place } from './lab';

const places: Place[] = ['Data', 'Train', 'Evaluate', 'Search'];
const widths = [1440, 390];

test('each place fits the width of a desktop and of a phone, dark and light', async ({ page }) => {
  await openLab(page, '/?backend=wasm#/train?open=curves,game,correlation,space,runs,model');
  await setFields(page, { ...smallRun, epochs: 4 });
  await train(page);
  await waitForEnd(page, 60_000);
  await evaluate(page);
  await searchByWords(page, 'red fruit');

  const tooWide: string[] = [];
  for (const theme of ['dark', 'light'] as const) {
    const wanted = page.getByRole('button', { name: `Use the ${theme} theme` });
    if (await wanted.isVisible()) await wanted.click();
    for (const width of widths) {
      await page.setViewportSize({ width, height: 900 });
      for (const place of places) {
        await go(page, place);
        await expect(page.getByRole('heading', { level: 1 })).toBeAttached();
        await page.waitForTimeout(150);
        const name = `${place.toLowerCase()}-${width}-${theme}`;
        await page.screenshot({ path: `e2e/results/screens/${name}.png`, fullPage: true });
        const overflow = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
        if (overflow > 0) tooWide.push(`${name}: ${overflow} px`);
      }
    }
  }
  expect(tooWide).toEqual([]);
});
