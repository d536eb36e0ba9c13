/** `npm start`: serves the built page and opens the browser; builds it first where it is missing or older than its sources. */
import { existsSync, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { build, preview } from 'vite';

const root = fileURLToPath(new URL('../../', import.meta.url));
const built = join(root, 'dist', 'index.html');
const sources = ['index.html', 'vite.config.ts', 'package-lock.json', 'public', 'src'];

function newest(path: string): number {
  const stats = statSync(path);
  if (!stats.isDirectory()) return stats.mtimeMs;
  return Math.max(stats.mtimeMs, ...readdirSync(path).map((name) => newest(join(path, name))));
}

function isStale(): boolean {
  return !existsSync(built) || sources.some((path) => newest(join(root, path)) > statSync(built).mtimeMs);
}

const { port, strictPort } = parseArgs({ options: { port: { type: 'string' }, strictPort: { type: 'boolean' } } }).values;
if (isStale()) {
  console.log('Building the page …');
  await build({ root, logLevel: 'warn' });
}
const server = await preview({ root, preview: { port: port === undefined ? undefined : Number(port), strictPort, open: process.env.BROWSER !== 'none' } });
server.printUrls();
console.log('  Ctrl+C ends it. To work on the code with live reload: npm run dev');
