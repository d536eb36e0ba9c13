import { fileURLToPath } from 'node:url';
import { alter, backendStatus, expect, go, note, openLab, phase, points, results, searchByWords, setFields, test, train, waitForEnd } from './lab';

const tinyZip = fileURLToPath(new URL('../src/bundle/fixtures/tiny.zip', import.meta.url));

test('where the .wasm files are missing the page says so and computes on something else', async ({ page }) => {
  await page.context().route('**/*.wasm', (route) => route.fulfill({ status: 404, body: 'not here' }));
  await openLab(page, '/?backend=wasm');
  await expect(backendStatus(page)).toContainText(/webgl|cpu|webgpu/);
  await expect(backendStatus(page)).not.toContainText('wasm');
  await page.getByText(/^Skipped: .*wasm/).click();
  const reason = await page.getByRole('listitem').filter({ hasText: /^wasm:/ }).innerText();
  note(`without .wasm files: ${(await backendStatus(page).innerText()).replace(/\s+/g, ' ')}; ${reason}`);
  expect(reason.length).toBeGreaterThan('wasm: '.length + 10);
  await searchByWords(page, 'fruit');
  await expect(results(page)).not.toHaveCount(0);
});

const damages = [
  { title: 'one changed byte', says: /checksum|sha-?256/i, change: (body: Buffer) => Buffer.concat([body.subarray(0, -1), Buffer.from([body.at(-1)! ^ 1])]) },
  { title: 'a missing end', says: /bytes|size/i, change: (body: Buffer) => body.subarray(0, body.length - 100) },
];

for (const { title, says, change } of damages) {
  test(`a demo file with ${title} is named with what was expected and found; another bundle can be loaded`, async ({ page }) => {
    const manifest = (await (await page.request.get('/demo/manifest.json')).json()) as { features: { image: { path: string } } };
    const damaged = manifest.features.image.path;
    await page.context().route(`**/demo/${damaged}`, (route) => alter(route, change));
    await page.goto('/#/data');
    const alert = page.getByRole('alert').filter({ hasText: damaged });
    await expect(alert).toBeVisible({ timeout: 30_000 });
    const words = await alert.innerText();
    note(words.replace(/\s+/g, ' '));
    expect(words).toMatch(/expected/i);
    expect(words).toMatch(/found|got/i);
    expect(words).toMatch(says);

    const chooser = page.waitForEvent('filechooser');
    await page.getByRole('button', { name: 'Choose files' }).click();
    await (await chooser).setFiles(tinyZip);
    await expect(alert).toHaveCount(0);
    await go(page, 'Train');
    await expect(page.getByRole('button', { name: 'Train' })).toBeEnabled();
    await go(page, 'Search');
    await expect(results(page).first()).toBeVisible();
  });
}

test('losses that turn NaN stop the run with the step, the term and advice; search still answers', async ({ page }) => {
  await openLab(page, '/?backend=wasm');
  await setFields(page, { learningRate: 1e6 });
  await train(page);
  const alert = page.getByRole('alert').filter({ hasText: /stopped at step \d+/ });
  await expect(alert).toBeVisible({ timeout: 60_000 });
  const words = await alert.innerText();
  note(words.replace(/\s+/g, ' '));
  expect(words).toMatch(/loss|residual|refit/);
  expect(words).toMatch(/learning rate/);
  await expect(phase(page)).toHaveAttribute('data-phase', 'failed');
  await searchByWords(page, 'fruit');
  await expect(results(page)).not.toHaveCount(0);

  await go(page, 'Train');
  await setFields(page, { learningRate: 1e-3, epochs: 2 });
  await train(page);
  await waitForEnd(page, 60_000);
  await expect.poll(() => points(page, 'Validation MAP')).toBe(2);
});

test('a browser without workers is told apart, and the page still explains itself', async ({ page }) => {
  await page.addInitScript(() => Reflect.deleteProperty(globalThis, 'Worker'));
  await page.goto('/');
  await expect(page.getByRole('alert').filter({ hasText: /no web workers/ })).toContainText(/Chrome|Firefox/);
  await expect(backendStatus(page)).toContainText('No web workers');
  await go(page, 'Train');
  await expect(page.getByRole('button', { name: 'Train' })).toBeDisabled();
});

test('a worker that cannot be loaded is reported, and starting it again brings the page back', async ({ page }) => {
  await page.context().route('**/trainer.worker-*.js', (route) => route.fulfill({ status: 404, body: 'not here' }));
  await page.goto('/?backend=wasm#/train');
  const alert = page.getByRole('alert').filter({ hasText: /worker stopped/ });
  await expect(alert).toBeVisible();
  await page.context().unroute('**/trainer.worker-*.js');
  await alert.getByRole('button', { name: 'Start the worker again' }).click();
  await expect(page.getByRole('button', { name: 'Train' })).toBeEnabled({ timeout: 30_000 });
  await expect(alert).toHaveCount(0);
  await searchByWords(page, 'fruit');
  await expect(results(page)).not.toHaveCount(0);
});
