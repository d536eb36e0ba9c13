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
  const counts = await Promise.all(figures.map((name) => points(page, name)));
  note(`webgpu on SwiftShader: ${((performance.now() - start) / 1000).toFixed(1)} s for ${counts[0]} steps`);
  figures.forEach((name, i) => expect(counts[i], name).toBeGreaterThanOrEqual(2));
  for (const name of figures) for (const value of await latest(page, name)) expect(Number.isFinite(value), name).toBe(true);
  await searchByWords(page, 'fruit');
  await expect(results(page)).not.toHaveCount(0);
  await expect(page.getByRole('region', { name: 'Answers' })).toContainText('ALSCOR');
  await expect(backendStatus(page)).toContainText('webgpu');
  expect(watch.errors).toEqual([]);
});
