import { backendStatus, expect, figures, go, largestDifference, latest, losses, note, openLab, phase, points, results, searchByWords, setFields, smallRun, test, train, waitForEnd } from './lab';

test('a small preset trains on WebGPU: curves grow, the software adapter is named, search works; when the GPU is lost in a run, it ends with the same losses', async ({ page, watch }) => {
  test.setTimeout(480_000);
  await openLab(page, '/?backend=webgpu');
  await expect(backendStatus(page)).toContainText('webgpu');
  await expect(backendStatus(page)).toContainText('software adapter');
  await setFields(page, { ...smallRun, batchSize: 512 });
  const start = performance.now();
  await train(page);
  await waitForEnd(page, 240_000);
  const seconds = (performance.now() - start) / 1000;
  for (const name of figures) await expect.poll(() => points(page, name), { message: name }).toBeGreaterThanOrEqual(2);
  note(`webgpu on SwiftShader: ${seconds.toFixed(1)} s for ${await points(page, 'Total loss')} steps`);
  for (const name of figures) for (const value of await latest(page, name)) expect(Number.isFinite(value), name).toBe(true);
  await searchByWords(page, 'fruit');
  await expect(results(page)).not.toHaveCount(0);
  await expect(page.getByRole('region', { name: 'Answers' })).toContainText('ALSCOR');
  await expect(backendStatus(page)).toContainText('webgpu');
  expect(watch.errors).toEqual([]);

  await go(page, 'Train');
  const expected = await losses(page);
  await train(page);
  await expect(phase(page)).toContainText('epoch 1 of 2', { timeout: 120_000 });
  for (const worker of page.workers()) await worker.evaluate(loseNextDevice);
  const told = page.getByText(/The GPU was lost: .* goes on from step [1-9]\d* on webgpu/);
  await expect(told).toBeVisible({ timeout: 60_000 });
  await expect(backendStatus(page)).toContainText('webgpu');
  await waitForEnd(page, 240_000);
  const difference = largestDifference(await losses(page), expected);
  note(`${await told.innerText()} Largest difference of any loss in ${expected.length} steps: ${difference}`);
  expect(difference).toBeLessThan(1e-4);
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
