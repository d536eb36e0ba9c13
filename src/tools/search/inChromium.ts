/** Drives the benchmark in a page of headless Chromium, on its GPU where there is one, else on a software adapter. */
import { chromium, type Browser, type Page } from 'playwright';
import { createServer } from 'vite';
import { findChromium, quietFlags, webgpuFlags } from '../chromium';
import type { Measured } from './measured';
import type { PageAdapter, PageTask } from './inPage';

const gpuFlags = [...quietFlags, '--enable-unsafe-webgpu', '--enable-features=Vulkan', '--use-angle=vulkan', '--disable-vulkan-surface'];

const call = (name: string, argument: unknown = null): string => `import('/src/tools/search/inPage.ts').then((page) => page.${name}(${JSON.stringify(argument)}))`;

async function openPage(browser: Browser, address: string): Promise<Page> {
  const page = await browser.newPage();
  await page.route('**/bench', (route) => route.fulfill({ contentType: 'text/html', body: '<title>bench</title>' }));
  await page.goto(`${address}bench`);
  return page;
}

/** The work in a page, closed at its end. @throws Error where there is no Chromium */
export async function inChromium(tasks: (adapter: PageAdapter) => PageTask[], tell: (adapter: PageAdapter) => void): Promise<Measured[]> {
  const found = findChromium();
  if (!found) throw new Error('Searching in Chromium: expected a browser, found none. Install Chromium, or set CHROMIUM_PATH to its program.');
  const server = await createServer({ logLevel: 'error', server: { port: 0, hmr: false }, optimizeDeps: { noDiscovery: true, include: ['@tensorflow/tfjs-core'], entries: [] } });
  await server.listen();
  const address = server.resolvedUrls!.local[0]!;
  try {
    for (const args of [gpuFlags, webgpuFlags]) {
      const browser = await chromium.launch({ executablePath: found.path, args });
      try {
        const page = await openPage(browser, address);
        const adapter = await page.evaluate<PageAdapter | null>(call('adapter'));
        if (!adapter || (adapter.software && args === gpuFlags)) continue;
        tell(adapter);
        const measured: Measured[] = [];
        for (const task of tasks(adapter)) measured.push(await page.evaluate<Measured>(call('measure', task)));
        return measured;
      } finally {
        await browser.close();
      }
    }
    throw new Error('Searching in Chromium: expected a WebGPU adapter, not even the software one is there.');
  } finally {
    await server.close();
  }
}
