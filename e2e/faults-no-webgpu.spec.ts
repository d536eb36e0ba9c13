import { findChromium, quietFlags } from '../src/tools/chromium';
import { backendStatus, expect, note, openLab, points, setFields, smallRun, test, train, waitForEnd } from './lab';

test.use({ launchOptions: { executablePath: findChromium()?.path, args: [...quietFlags, '--disable-features=WebGPU,WebGPUService', '--disable-blink-features=WebGPU'] } });

for (const choice of ['auto', 'webgpu'] as const) {
  test(`in a browser without WebGPU, asked for ${choice}, the page says so and trains on wasm`, async ({ page }) => {
    await openLab(page, `/?backend=${choice}`);
    const adapter = await page.evaluate(async () => navigator.gpu && (await navigator.gpu.requestAdapter()));
    expect(adapter ?? null, 'this browser was started without WebGPU').toBeNull();
    await expect(backendStatus(page)).toContainText('wasm');
    await page.getByText(/^Skipped: .*webgpu/).click();
    note(await page.getByRole('listitem').filter({ hasText: /^webgpu:/ }).innerText());
    await setFields(page, smallRun);
    await train(page);
    await waitForEnd(page, 60_000);
    await expect.poll(() => points(page, 'Validation MAP')).toBe(2);
  });
}
