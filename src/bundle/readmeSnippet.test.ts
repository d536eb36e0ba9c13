import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { openBundle } from '../tools/openBundle';
import { readBundle } from './read';

const at = (path: string): string => fileURLToPath(new URL(path, import.meta.url));
const snippet = /```python\n([^]*?)```/.exec(readFileSync(at('../../README.md'), 'utf8'))?.[1] ?? '';
const script = readFileSync(at('fixtures/make_bundle.py'), 'utf8');

/** The script that made the committed bundle, up to the end of the snippet in it. */
const upToSnippet = script.slice(0, script.indexOf('# End of the snippet.'));
const python = spawnSync('python3', ['-c', 'import numpy']).status === 0;

test('the snippet of the README is what wrote the committed bundle', () => {
  const lines = snippet.trim().split('\n');
  const work = lines.filter((line) => !line.startsWith('import '));
  expect(work.length).toBeGreaterThan(9);
  expect(upToSnippet).toContain(work.join('\n').trim());
  for (const line of lines.filter((other) => other.startsWith('import '))) {
    for (const name of line.slice('import '.length).split(' as ')[0]!.split(', ')) expect(script).toMatch(new RegExp(`^import .*\\b${name}\\b`, 'm'));
  }
});

test.skipIf(!python)(`the snippet of the README writes a bundle that is read${python ? '' : ' (SKIPPED: no python3 with numpy here; the committed bundle is read by another test)'}`, async () => {
  const folder = mkdtempSync(join(tmpdir(), 'alscor-snippet-'));
  try {
    const arrays = upToSnippet.slice(upToSnippet.indexOf('rng ='), upToSnippet.indexOf('# The snippet'));
    const { status, stderr } = spawnSync('python3', ['-c', `${snippet.split('\n').filter((line) => line.startsWith('import ')).join('\n')}\n${arrays}\n${snippet}`], { cwd: folder, encoding: 'utf8' });
    expect(stderr).toBe('');
    expect(status).toBe(0);
    const [written, committed] = [await readBundle(await openBundle(join(folder, 'tiny'))), await readBundle(await openBundle(at('fixtures/tiny')))];
    expect({ ...written, bytes: 0 }).toEqual({ ...committed, bytes: 0 });
  } finally {
    rmSync(folder, { recursive: true });
  }
});
