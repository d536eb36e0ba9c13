import { defineConfig } from '@playwright/test';
import { findChromium, webgpuFlags } from '../src/tools/chromium';

const port = 4173;
/** They measure how long the page takes, and are alone on the machine. */
const timed = ['controls', 'demo', 'laboratory', 'train-wasm'].map((name) => `${name}.spec.ts`);

export default defineConfig({
  testDir: '.',
  projects: [
    { name: 'timed', testMatch: timed },
    { name: 'others', testMatch: '*.spec.ts', testIgnore: timed },
  ],
  outputDir: 'results/artifacts',
  preserveOutput: 'failures-only',
  workers: 1,
  retries: 0,
  forbidOnly: true,
  timeout: 120_000,
  expect: { timeout: 15_000 },
  reporter: [['list'], ['json', { outputFile: process.env.PAGE_REPORT ?? 'results/report.json' }]],
  use: {
    baseURL: `http://localhost:${port}`,
    viewport: { width: 1440, height: 900 },
    screenshot: 'only-on-failure',
    launchOptions: { executablePath: findChromium()?.path, args: webgpuFlags },
  },
  webServer: {
    command: `npx vite preview --port ${port} --strictPort`,
    cwd: '..',
    port,
    reuseExistingServer: false,
  },
});
