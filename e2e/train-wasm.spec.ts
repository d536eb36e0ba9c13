import { costOf, longestTaskMs } from './cost';
import { backendStatus, classNames, evaluate, expect, figures, latest, mean, note, openLab, points, relevanceByClass, test, train, waitForEnd, type Figure } from './lab';

const trainingLimitMs = 60_000;

/** What the figures show: how many points, and the newest value of each curve. */
type Look = Record<string, { points: number; latest: number[] }>;

declare global {
  var looks: Look[];
}

/** In the page, since a look from outside is a task of the page too. */
function lookEverySecond(): void {
  globalThis.looks = [];
  setInterval(() => {
    const figures = [...document.querySelectorAll<HTMLElement>('figure[data-points]')];
    const seen = figures.map(({ ariaLabel, dataset }) => [ariaLabel ?? '', { points: Number(dataset.points), latest: (dataset.latest ?? '').split(' ').filter(Boolean).map(Number) }]);
    globalThis.looks.push(Object.fromEntries(seen));
  }, 1000);
}

test('the full preset trains on wasm in less than a minute: curves grow, MAP rises, queries find their class, and no task of the page takes more than 50 ms', async ({ page, browser, watch }) => {
  test.setTimeout(400_000);
  await openLab(page, '/?backend=wasm');
  await expect(backendStatus(page)).toContainText('wasm');
  const untrained = await evaluate(page);
  await page.getByRole('navigation').getByRole('link', { name: 'Train' }).click();

  await page.evaluate(lookEverySecond);
  const run = async () => {
    await train(page);
    await waitForEnd(page, 200_000);
  };
  const costs = [await costOf(browser, page, run)];

  const looks = await page.evaluate(() => globalThis.looks);
  const firstLook = (name: Figure) => looks.map((look) => look[name]).find((seen) => seen && seen.points > 0)!;
  for (const name of figures) expect(await points(page, name), name).toBeGreaterThan(firstLook(name).points);
  const [firstMap, firstTotal] = [mean(firstLook('Validation MAP').latest), mean(firstLook('Total loss').latest)];
  const lastMap = mean(await latest(page, 'Validation MAP'));
  const lastTotal = mean(await latest(page, 'Total loss'));
  note(`wasm: ${await points(page, 'Total loss')} steps; validation MAP ${firstMap.toFixed(3)} → ${lastMap.toFixed(3)}`);
  const trained = await evaluate(page);
  note(`test MAP: linear CCA ${trained.cca.toFixed(3)}, ALSCOR ${trained.alscor.toFixed(3)}`);
  expect(lastMap).toBeGreaterThan(firstMap);
  expect(lastMap).toBeGreaterThan(untrained.cca);
  expect(lastTotal).toBeLessThan(firstTotal);
  expect(trained.alscor).toBeGreaterThan(trained.cca);

  const names = await classNames(page);
  for (const modality of ['image', 'text'] as const) {
    const { share, chance } = await relevanceByClass(page, modality, names);
    note(`trained, ${modality} asks: ${(100 * share).toFixed(0)} % of the first ten share the class, chance ${(100 * chance).toFixed(0)} %`);
    expect(share).toBeGreaterThan(2 * chance);
  }
  await expect(backendStatus(page)).toContainText('wasm');
  expect(watch.errors).toEqual([]);

  if (costs.some(({ ms, taskMs }) => ms >= trainingLimitMs || taskMs > longestTaskMs)) {
    await page.getByRole('navigation').getByRole('link', { name: 'Train' }).click();
    costs.push(await costOf(browser, page, run));
  }
  expect(Math.min(...costs.map(({ ms }) => ms))).toBeLessThan(trainingLimitMs);
  expect(Math.min(...costs.map(({ taskMs }) => taskMs))).toBeLessThanOrEqual(longestTaskMs);
});
