import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { backendStatus, expect, go, note, openLab, results, setFields, test, train, waitForEnd } from './lab';

/** A tangerine as the first vendor draws it, as the CNN gets it. */
const tangerine = fileURLToPath(new URL('../src/engine/fixtures/pictures/0-1f34a.png', import.meta.url));
const className = 'food & drink';

async function shareOfClass(page: Parameters<typeof results>[0]): Promise<number> {
  await expect(page.getByRole('region', { name: 'Answers' })).toHaveAttribute('aria-busy', 'false');
  const texts = await results(page).allInnerTexts();
  expect(texts.length).toBeGreaterThanOrEqual(10);
  return texts.slice(0, 10).filter((text) => text.includes(className)).length / 10;
}

test('a picture from the disk finds texts: chosen before training, dropped after it', async ({ page, watch }) => {
  await openLab(page, '/?backend=wasm');
  await go(page, 'Search');
  await page.getByRole('button', { name: 'Image → texts' }).click();
  const chooser = page.waitForEvent('filechooser');
  await page.getByRole('button', { name: 'Choose a picture' }).click();
  await (await chooser).setFiles(tangerine);
  await expect(page.getByRole('region', { name: 'Present query' })).toContainText(/picture/i);
  await expect(results(page).first()).toBeVisible();
  const untrained = await shareOfClass(page);
  note(`tangerine, untrained: ${10 * untrained} of the first ten are ${className}`);
  expect(untrained).toBeGreaterThanOrEqual(0.3);

  await go(page, 'Train');
  await setFields(page, { epochs: 8, hiddenDim: 128 });
  await train(page);
  await waitForEnd(page, 60_000);
  await go(page, 'Search');
  const base64 = readFileSync(tangerine).toString('base64');
  const transfer = await page.evaluateHandle(async (data) => {
    const bytes = Uint8Array.from(atob(data), (letter) => letter.charCodeAt(0));
    const list = new DataTransfer();
    list.items.add(new File([bytes], 'tangerine.png', { type: 'image/png' }));
    return list;
  }, base64);
  await page.dispatchEvent('main', 'drop', { dataTransfer: transfer });
  await expect(page.getByRole('region', { name: 'Answers' })).toContainText('ALSCOR');
  const trained = await shareOfClass(page);
  note(`tangerine, trained: ${10 * trained} of the first ten are ${className}`);
  expect(trained).toBeGreaterThanOrEqual(0.5);
  expect(watch.errors).toEqual([]);
});

test('a file that only pretends to be a picture is refused in words', async ({ page }) => {
  await openLab(page, '/?backend=wasm');
  await go(page, 'Search');
  await page.getByRole('button', { name: 'Image → texts' }).click();
  const chooser = page.waitForEvent('filechooser');
  await page.getByRole('button', { name: 'Choose a picture' }).click();
  await (await chooser).setFiles({ name: 'false.png', mimeType: 'image/png', buffer: Buffer.from('no picture') });
  await expect(page.getByRole('alert').filter({ hasText: /expected a picture/ })).toBeVisible();
});

test('a software WebGPU adapter is named and passed over for wasm', async ({ page }) => {
  await openLab(page);
  await expect(backendStatus(page)).toContainText('wasm');
  await page.getByText(/^Skipped: .*webgpu/).click();
  await expect(page.getByRole('listitem').filter({ hasText: /^webgpu:/ })).toContainText(/software.*swiftshader.*wasm is faster/i);
});
