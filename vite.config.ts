/// <reference types="vitest/config" />
import react from '@vitejs/plugin-react';
import { defineConfig, type UserConfig } from 'vite';

/** They make the page cross-origin isolated, which the threads of the wasm backend need; without them it runs on one thread. */
const isolation = { 'Cross-Origin-Opener-Policy': 'same-origin', 'Cross-Origin-Embedder-Policy': 'require-corp' };

const tensorPackages = ['core', 'backend-cpu', 'backend-wasm', 'backend-webgl', 'backend-webgpu', 'converter'].map((name) => `@tensorflow/tfjs-${name}`);

async function testProjects(): Promise<UserConfig['test']> {
  const { playwright } = await import('@vitest/browser-playwright');
  const { findChromium, webgpuFlags } = await import('./src/tools/chromium');
  const browser = findChromium();
  return {
    projects: [
      { extends: true, test: { name: 'node', environment: 'node', include: ['src/**/*.test.ts'], exclude: ['src/**/*.browser.test.ts'] } },
      {
        extends: true,
        test: {
          name: 'browser',
          include: ['src/**/*.browser.test.ts'],
          testTimeout: 120_000,
          browser: {
            enabled: true,
            headless: true,
            screenshotFailures: false,
            provider: playwright({ launchOptions: { executablePath: browser?.path, args: webgpuFlags } }),
            instances: [{ browser: 'chromium' }],
          },
        },
      },
    ],
  };
}

export default defineConfig(async () => ({
  base: './',
  plugins: [react()],
  build: { target: 'es2022', chunkSizeWarningLimit: 1500 },
  worker: { format: 'es' as const },
  server: { headers: isolation },
  preview: { headers: isolation },
  optimizeDeps: {
    entries: ['index.html', 'src/worker/trainer.worker.ts', 'src/**/*.browser.test.ts'],
    include: ['react', 'react-dom/client', 'react/jsx-dev-runtime', 'zustand', 'zustand/middleware', 'recharts', '@zip.js/zip.js', 'ml-matrix', ...tensorPackages],
  },
  test: process.env.VITEST ? await testProjects() : undefined,
}));
