import { readFile } from 'node:fs/promises';
import type { Page } from '@playwright/test';
import type { AlscorConfig } from '../src/alscor/config';
import { backendStatus, expect, figures, latest, note, openLab, phase, searchByWords, setFields, smallRun, test, train, waitForEnd } from './lab';

const run = { members: 2, latentDim: 8, hiddenDim: 32, batchSize: 128, epochs: 16 };

/** Losses of every step, as the page saves them. */
async function losses(page: Page): Promise<number[][]> {
  const [download] = await Promise.all([page.waitForEvent('download'), page.getByRole('button', { name: 'Steps as CSV', exact: true }).click()]);
  const [head, ...rows] = (await readFile(await download.path(), 'utf8')).trim().split('\n').map((line) => line.split(','));
  const columns = ['step', 'total', 'correlation', 'adversary', 'modalityAccuracy'].map((name) => head!.indexOf(name));
  expect(Math.min(...columns)).toBeGreaterThanOrEqual(0);
  return rows.map((cells) => columns.map((column) => Number(cells[column])));
}

function largestDifference(a: number[][], b: number[][]): number {
  expect(a.map(([step]) => step)).toEqual(b.map(([step]) => step));
  return Math.max(...a.flatMap((row, i) => row.map((value, j) => Math.abs(value - b[i]![j]!))));
}

/** Waits until the run has made some epochs. */
async function inTheMiddle(page: Page): Promise<void> {
  await expect.poll(async () => Number(/epoch (\d+) of/.exec((await phase(page).textContent()) ?? '')?.[1]), { timeout: 60_000 }).toBeGreaterThanOrEqual(5);
}

async function begin(page: Page, address: string, fields: Partial<AlscorConfig>): Promise<void> {
  await openLab(page, address);
  await setFields(page, fields);
}

/** The run as it is without a break. */
async function whole(page: Page, address: string, fields: Partial<AlscorConfig>, timeout: number): Promise<number[][]> {
  await begin(page, address, fields);
  await train(page);
  await waitForEnd(page, timeout);
  return losses(page);
}

test.describe('on wasm', () => {
  test.describe.configure({ timeout: 180_000 });
  const address = '/?backend=wasm';

  test('a run that a reload cuts off goes on by itself, and ends with the same losses', async ({ page, watch }) => {
    const expected = await whole(page, address, run, 90_000);
    await train(page);
    await inTheMiddle(page);
    page.once('dialog', (dialog) => void dialog.accept());
    await page.reload();
    await expect(page.getByText(/was interrupted at step \d+ and goes on from/)).toBeVisible({ timeout: 60_000 });
    await waitForEnd(page, 90_000);
    const difference = largestDifference(await losses(page), expected);
    note(`reload: largest difference of any loss in ${expected.length} steps ${difference}`);
    expect(difference).toBeLessThan(1e-5);
    expect(watch.errors).toEqual([]);
  });

  test('a run whose worker dies goes on in another, and ends with the same losses', async ({ page }) => {
    const expected = await whole(page, address, run, 90_000);
    await train(page);
    await inTheMiddle(page);
    for (const worker of page.workers()) {
      await worker.evaluate(() => setTimeout(() => { throw new Error('the worker was killed by the test'); }, 0));
    }
    await expect(page.getByText(/goes on from/)).toBeVisible({ timeout: 60_000 });
    await waitForEnd(page, 90_000);
    const difference = largestDifference(await losses(page), expected);
    note(`worker killed: largest difference of any loss in ${expected.length} steps ${difference}`);
    expect(difference).toBeLessThan(1e-5);
  });
});

test.describe('on WebGPU', () => {
  test.describe.configure({ timeout: 400_000 });

  test('a run whose GPU is lost goes on on a new device, and ends with the losses of a run without a break', async ({ page }) => {
    const small = { ...smallRun, batchSize: 512 };
    // Backends agree up to float error; on wasm the run takes a second.
    const expected = await whole(page, '/?backend=wasm', small, 60_000);
    await begin(page, '/?backend=webgpu', small);
    await expect(backendStatus(page)).toContainText('software adapter');
    await train(page);
    await expect(phase(page)).toContainText(/epoch 1 of 2/, { timeout: 120_000 });
    for (const worker of page.workers()) await worker.evaluate(loseNextDevice);
    await expect(page.getByText(/The GPU was lost: .* goes on from step \d+ on webgpu/)).toBeVisible({ timeout: 60_000 });
    await expect(backendStatus(page)).toContainText('webgpu');
    await waitForEnd(page, 180_000);
    const difference = largestDifference(await losses(page), expected);
    note(`GPU lost: largest difference of any loss in ${expected.length} steps ${difference}`);
    expect(difference).toBeLessThan(1e-4);
    for (const name of figures) for (const value of await latest(page, name)) expect(Number.isFinite(value), name).toBe(true);
    await searchByWords(page, 'fruit');
    await expect(page.getByRole('region', { name: 'Answers' })).toContainText('ALSCOR');
  });
});

/** In a worker: the device that is used next is destroyed, as a driver's reset does it. */
function loseNextDevice(): void {
  const { prototype } = GPUDevice;
  const create = prototype.createCommandEncoder;
  prototype.createCommandEncoder = function (...args) {
    prototype.createCommandEncoder = create;
    this.destroy();
    return create.apply(this, args);
  };
}
