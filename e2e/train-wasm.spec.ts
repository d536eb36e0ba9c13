import type { Browser, Page } from '@playwright/test';
import { backendStatus, classNames, evaluate, expect, figures, latest, mean, note, openLab, points, relevanceByClass, test, train, waitForEnd } from './lab';

const longestTaskMs = 50;
const runsAtMost = 2;
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

interface TraceEvent {
  name: string;
  ph: string;
  pid: number;
  tid: number;
  ts: number;
  /** Of the wall clock and of the thread, in µs. */
  dur?: number;
  tdur?: number;
}

/** The tasks of the page's thread while something is done, in ms: by the wall clock, and without the time that a thread waits for a core. */
async function pageTasks(browser: Browser, page: Page, doing: () => Promise<void>): Promise<{ wall: number; thread: number }[]> {
  const mark = (name: string) => page.evaluate((named) => void performance.mark(named), name);
  await browser.startTracing(page, { categories: ['toplevel', 'blink.user_timing'] });
  // The tracer's own tasks, at its start and its end, are not the page's.
  await mark('begin');
  await doing();
  await mark('end');
  const { traceEvents } = JSON.parse((await browser.stopTracing()).toString()) as { traceEvents: TraceEvent[] };
  const [begin, end] = ['begin', 'end'].map((named) => traceEvents.findLast(({ name, ph }) => name === named && (ph === 'R' || ph === 'I' || ph === 'i'))!);
  const ofPage = ({ name, ph, pid, tid, ts }: TraceEvent) => ph === 'X' && name.endsWith('RunTask') && pid === begin!.pid && tid === begin!.tid && ts > begin!.ts && ts < end!.ts;
  return traceEvents.filter(ofPage).map(({ dur = 0, tdur = NaN }) => ({ wall: dur / 1000, thread: tdur / 1000 }));
}

test('while the full preset trains, no task of the page takes more than 50 ms of its thread', async ({ page, browser }) => {
  test.setTimeout(300_000);
  await openLab(page, '/?backend=wasm');
  // A busy machine makes tasks longer, never shorter: what the page itself needs is the least of the runs.
  let least = Infinity;
  for (let run = 1; run <= runsAtMost && least > longestTaskMs; run++) {
    const tasks = await pageTasks(browser, page, async () => {
      await train(page);
      await waitForEnd(page, 200_000);
    });
    const [wall, thread] = [Math.max(...tasks.map((task) => task.wall)), Math.max(...tasks.map((task) => task.thread))];
    const over = tasks.filter((task) => task.wall > longestTaskMs).length;
    note(`${tasks.length} tasks on the page's thread while training: the longest took ${thread.toFixed(0)} ms of it; by the clock, on cores that it shares, ${over} took more than ${longestTaskMs} ms, the longest ${wall.toFixed(0)} ms`);
    expect(tasks.length).toBeGreaterThan(1000);
    least = Math.min(least, thread);
  }
  expect(least).toBeLessThanOrEqual(longestTaskMs);
});
