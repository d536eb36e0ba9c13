import type { Page } from '@playwright/test';
import { backendStatus, classNames, evaluate, expect, figures, latest, mean, note, openLab, points, relevanceByClass, test, train, waitForEnd } from './lab';

declare global {
  /** Durations of the tasks of 50 ms or more on the page's thread. */
  var longTasks: number[];
}

const longestTaskMs = 50;
const runsAtMost = 3;
const trainingLimitMs = 60_000;

test('the full preset trains on wasm: curves grow, MAP rises, queries find their class', async ({ page, watch }) => {
  test.setTimeout(300_000);
  await openLab(page, '/?backend=wasm');
  await expect(backendStatus(page)).toContainText('wasm');
  const untrained = await evaluate(page);
  await page.getByRole('navigation').getByRole('link', { name: 'Train' }).click();

  const startedAt = await page.evaluate(() => performance.now());
  await train(page);
  const curves = figures.filter((name) => name !== 'Validation MAP');
  for (const name of curves) await expect.poll(() => points(page, name), { message: name }).toBeGreaterThan(0);
  const early = await Promise.all(curves.map((name) => points(page, name)));
  await expect.poll(() => points(page, 'Validation MAP'), { timeout: 60_000 }).toBeGreaterThan(0);
  const firstMap = mean(await latest(page, 'Validation MAP'));
  const firstTotal = mean(await latest(page, 'Total loss'));
  await waitForEnd(page, 200_000);
  const endedAt = await page.evaluate(() => performance.now());
  const late = await Promise.all(curves.map((name) => points(page, name)));
  curves.forEach((name, i) => expect(late[i], name).toBeGreaterThan(early[i]!));

  const lastMap = mean(await latest(page, 'Validation MAP'));
  const lastTotal = mean(await latest(page, 'Total loss'));
  const trained = await evaluate(page);
  note(`wasm: ${((endedAt - startedAt) / 1000).toFixed(1)} s for ${late[0]} steps; validation MAP ${firstMap.toFixed(3)} → ${lastMap.toFixed(3)}`);
  note(`test MAP: linear CCA ${trained.cca.toFixed(3)}, ALSCOR ${trained.alscor.toFixed(3)}`);
  expect(lastMap).toBeGreaterThan(firstMap);
  expect(lastMap).toBeGreaterThan(untrained.cca);
  expect(lastTotal).toBeLessThan(firstTotal);
  expect(trained.alscor).toBeGreaterThan(trained.cca);
  expect(endedAt - startedAt).toBeLessThan(trainingLimitMs);

  const names = await classNames(page);
  for (const modality of ['image', 'text'] as const) {
    const { share, chance } = await relevanceByClass(page, modality, names);
    note(`trained, ${modality} asks: ${(100 * share).toFixed(0)} % of the first ten share the class, chance ${(100 * chance).toFixed(0)} %`);
    expect(share).toBeGreaterThan(2 * chance);
  }
  await expect(backendStatus(page)).toContainText('wasm');
  expect(watch.errors).toEqual([]);
});

/** Longest task of the page's thread in a whole run, in ms; 0 where none took 50 ms or more. */
async function longestTask(page: Page): Promise<number> {
  await page.evaluate(() => globalThis.longTasks.splice(0));
  await train(page);
  await waitForEnd(page, 200_000);
  const longest = await page.evaluate(() => Math.max(0, ...globalThis.longTasks));
  note(`longest task on the page's thread while training: ${longest > 0 ? `${longest.toFixed(0)} ms` : 'none of 50 ms or more'}`);
  return longest;
}

test('while the full preset trains, no task of the page takes more than 50 ms', async ({ page }) => {
  test.setTimeout(300_000);
  await page.addInitScript(() => {
    const tasks: number[] = [];
    new PerformanceObserver((list) => tasks.push(...list.getEntries().map(({ duration }) => duration))).observe({ type: 'longtask' });
    globalThis.longTasks = tasks;
  });
  await openLab(page, '/?backend=wasm');
  // A busy machine makes tasks longer, never shorter: what the page itself needs is the least of the runs.
  let least = Infinity;
  for (let run = 0; run < runsAtMost && least > longestTaskMs; run++) least = Math.min(least, await longestTask(page));
  expect(least).toBeLessThanOrEqual(longestTaskMs);
});
