import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { chromium } from 'playwright';

/** Flags that every test browser gets: it runs as root in containers and talks to nobody but the page. */
export const quietFlags = ['--no-sandbox', '--disable-quic', '--disable-background-networking', '--disable-component-update', '--disable-sync'];

/** WebGPU without a GPU: SwiftShader, a software adapter, correct and slow. */
export const webgpuFlags = [...quietFlags, '--enable-unsafe-webgpu', '--use-webgpu-adapter=swiftshader'];

export interface FoundChromium {
  path: string;
  /** Where it came from, as it is told to the user. */
  origin: string;
}

/** The browser that the tests use, or null where none is installed. Installs nothing. */
export function findChromium(): FoundChromium | null {
  const candidates = [
    { path: process.env.CHROMIUM_PATH ?? '', origin: 'CHROMIUM_PATH' },
    { path: chromium.executablePath(), origin: 'Playwright' },
    { path: '/usr/bin/chromium', origin: 'the system' },
  ];
  return candidates.find(({ path }) => path !== '' && existsSync(path)) ?? null;
}

function run(command: string[]): boolean {
  const [program = '', ...args] = command;
  return spawnSync(program, args, { stdio: ['ignore', 'ignore', 'inherit'] }).status === 0;
}

function installWithApt(): boolean {
  if (!existsSync('/usr/bin/apt-get')) return false;
  const sudo = process.getuid?.() === 0 ? [] : ['sudo', '-n'];
  return run([...sudo, 'apt-get', 'update']) && run([...sudo, 'apt-get', 'install', '-y', '--no-install-recommends', 'chromium']);
}

/**
 * Finds Chromium, or installs it: Debian's package, else Playwright's download.
 * @throws Error when neither works, naming what was tried
 */
export function ensureChromium(): FoundChromium {
  const found = findChromium();
  if (found) return found;
  if (installWithApt()) {
    const installed = findChromium();
    if (installed) return { ...installed, origin: 'apt-get install chromium, done now' };
  }
  run(['npx', 'playwright', 'install', '--with-deps', 'chromium']);
  const downloaded = findChromium();
  if (downloaded) return { ...downloaded, origin: 'playwright install chromium, done now' };
  throw new Error(
    'Chromium: expected CHROMIUM_PATH, Playwright’s browser or /usr/bin/chromium, found none; "apt-get install chromium" and "playwright install chromium" both failed. Install Chromium and set CHROMIUM_PATH to its program.',
  );
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const { path, origin } = ensureChromium();
  console.log(`Chromium: ${path} (from ${origin})`);
}
