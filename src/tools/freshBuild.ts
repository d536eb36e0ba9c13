import { existsSync, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { build, type Plugin } from 'vite';

const sources = ['index.html', 'vite.config.ts', 'package-lock.json', 'public', 'src'];

/** Time of the newest change below a path, in ms. */
function newest(path: string): number {
  const { mtimeMs } = statSync(path);
  if (!statSync(path).isDirectory()) return mtimeMs;
  return Math.max(mtimeMs, ...readdirSync(path).map((name) => newest(join(path, name))));
}

/** True where the built page is missing or older than what it is built from. */
export function isStale(root: string): boolean {
  const built = join(root, 'dist', 'index.html');
  return !existsSync(built) || sources.some((path) => newest(join(root, path)) > statSync(built).mtimeMs);
}

/** Before `vite preview` (`npm start`) serves the built page, builds it where it is stale. */
export function freshBuild(root: string): Plugin {
  return {
    name: 'fresh-build',
    async config(_, { isPreview }) {
      if (!isPreview || !isStale(root)) return;
      console.log('Building the page …');
      await build({ root, logLevel: 'warn' });
    },
  };
}
