import { mkdirSync, mkdtempSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { isStale } from './freshBuild';

let root: string;

function put(path: string, seconds: number): void {
  const file = join(root, path);
  mkdirSync(join(file, '..'), { recursive: true });
  writeFileSync(file, '');
  for (let place = file; place.length >= root.length; place = join(place, '..')) utimesSync(place, seconds, seconds);
}

beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'alscor-fresh-'));
  for (const path of ['index.html', 'vite.config.ts', 'package-lock.json', 'public/icon.svg', 'src/ui/App.tsx']) put(path, 1000);
});
afterEach(() => rmSync(root, { recursive: true }));

describe('the built page', () => {
  it('is stale where it is missing', () => {
    expect(isStale(root)).toBe(true);
  });

  it('is fresh where it is newer than all of its sources, stale where one file has changed since', () => {
    put('dist/index.html', 2000);
    expect(isStale(root)).toBe(false);
    put('src/ui/App.tsx', 3000);
    expect(isStale(root)).toBe(true);
  });
});
