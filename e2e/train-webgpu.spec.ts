import { backendStatus, expect, figures, latest, note, openLab, points, results, searchByWords, setFields, smallRun, test, train, waitForEnd } from './lab';

test('a small preset trains on WebGPU: curves grow, the software adapter is named, search works', async ({ page, watch }) => {
  test.setTimeout(300_000);
  await openLab(page, '/?backend=webgpu');
  await expect(backendStatus(page)).toContainText('webgpu');
  await expect(backendStatus(page)).toContainText('software adapter');
  await setFields(page, smallRun);
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
});
