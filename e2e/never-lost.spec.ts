import type { Page } from '@playwright/test';
import { expect, largestDifference, losses, note, openLab, phase, setFields, test, train, waitForEnd } from './lab';

async function inTheMiddle(page: Page): Promise<void> {
  await expect.poll(async () => Number(/epoch (\d+) of/.exec((await phase(page).textContent()) ?? '')?.[1]), { timeout: 60_000 }).toBeGreaterThanOrEqual(5);
}

/** It says by itself that it goes on, not from the beginning, and comes to the same end. */
async function endsAs(expected: number[][], page: Page, run: string, cause: string): Promise<void> {
  const told = page.getByText(new RegExp(`${run} was interrupted at step \\d+ and goes on from`));
  await expect(told).toBeVisible({ timeout: 60_000 });
  const words = await told.innerText();
  const steps = [...words.matchAll(/step (\d+)/g)].map(([, step]) => Number(step));
  expect(Math.min(...steps)).toBeGreaterThan(0);
  await waitForEnd(page, 90_000);
  const difference = largestDifference(await losses(page), expected);
  note(`${cause}: ${words.split('\n')[0]} Largest difference of any loss in ${expected.length} steps: ${difference}`);
  expect(difference).toBeLessThan(1e-5);
}

test('a run that a reload cuts off, and one whose worker dies, go on by themselves and end with the losses of one without a break', async ({ page, watch }) => {
  test.setTimeout(240_000);
  await openLab(page, '/?backend=wasm');
  await setFields(page, { members: 2, latentDim: 8, hiddenDim: 32, batchSize: 128, epochs: 30 });
  await train(page);
  await waitForEnd(page, 90_000);
  const expected = await losses(page);

  await train(page);
  await inTheMiddle(page);
  page.once('dialog', (dialog) => void dialog.accept());
  await page.reload();
  await endsAs(expected, page, 'Run 2', 'reload');
  expect(watch.errors).toEqual([]);

  await train(page);
  await inTheMiddle(page);
  for (const worker of page.workers()) {
    await worker.evaluate(() => setTimeout(() => { throw new Error('the worker was killed by the test'); }, 0));
  }
  await endsAs(expected, page, 'Run 3', 'worker killed');
});
