/// <reference types="vitest/config" />
import react from '@vitejs/plugin-react';
import { defineConfig, type Plugin, type UserConfig } from 'vite';
import { freshBuild } from './src/tools/freshBuild.ts';

/** They make the page cross-origin isolated, which the threads of the wasm backend need; without them it runs on one thread. */
const isolation = { 'Cross-Origin-Opener-Policy': 'same-origin', 'Cross-Origin-Embedder-Policy': 'require-corp' };

const tensorPackages = ['core', 'backend-cpu', 'backend-wasm', 'backend-webgl', 'backend-webgpu', 'converter'].map((name) => `@tensorflow/tfjs-${name}`);

/**
 * The threads of tfjs's wasm backend start from the source text of its factory function. That text names a variable
 * outside of itself, guarded by `typeof`; the minifier renames it and drops the guard, and every thread dies with a
 * ReferenceError. The variable is moved inside.
 */
const selfContainedThreads: Plugin = {
  name: 'self-contained-wasm-threads',
  transform: {
    filter: { id: /tfjs-backend-wasm-threaded-simd\.js$/ },
    handler(code) {
      const opening = 'WasmBackendModuleThreadedSimd = WasmBackendModuleThreadedSimd || {};';
      if (!code.includes(opening)) this.error(`Expected "${opening}" in the threaded wasm factory of tfjs.`);
      return { code: code.replace(opening, `${opening} var _scriptDir;`), map: null };
    },
  },
};

/** `vite preview` packs what has no type, and takes longer to pack a .npy file than to send it. */
const arraysAsTheyAre: Plugin = {
  name: 'arrays-as-they-are',
  configurePreviewServer({ middlewares }) {
    middlewares.use(({ url }, response, next) => {
      if (url?.endsWith('.npy')) response.setHeader('Content-Type', 'application/octet-stream');
      next();
    });
  },
};

async function testProjects(): Promise<UserConfig['test']> {
  const { playwright } = await import('@vitest/browser-playwright');
  const { findChromium, webgpuFlags } = await import('./src/tools/chromium.ts');
  const browser = findChromium();
  return {
    // Left to itself it keeps one core free, which then waits while the tests in Node go on alone.
    maxWorkers: '100%',
    projects: [
      { extends: true, test: { name: 'node', environment: 'node', testTimeout: 60_000, include: ['src/**/*.test.ts'], exclude: ['src/**/*.browser.test.ts'] } },
      {
        extends: true,
        test: {
          name: 'browser',
          include: ['src/**/*.browser.test.ts'],
          testTimeout: 120_000,
          // One page, one file at a time: a program of a software GPU is compiled once, and has the cores to itself.
          isolate: false,
          fileParallelism: false,
          sequence: { groupOrder: 1 },
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
  plugins: [react(), selfContainedThreads, freshBuild(import.meta.dirname), arraysAsTheyAre],
  build: { target: 'es2022', chunkSizeWarningLimit: 1500 },
  worker: { format: 'es' as const, plugins: () => [selfContainedThreads] },
  server: { headers: isolation },
  preview: { headers: isolation },
  optimizeDeps: {
    entries: process.env.VITEST ? ['src/**/*.browser.test.ts', 'src/worker/gallery/fixtures/*.worker.ts'] : ['index.html', 'src/worker/trainer.worker.ts'],
    include: ['react', 'react-dom/client', 'react/jsx-dev-runtime', 'zustand', 'zustand/middleware', 'recharts', 'idb', '@zip.js/zip.js', 'ml-matrix', ...tensorPackages],
  },
  test: process.env.VITEST ? await testProjects() : undefined,
}));
