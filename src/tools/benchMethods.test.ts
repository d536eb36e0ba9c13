import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, describe, expect, it } from 'vitest';
import type { Comparison } from '../comparison/comparison';
import { readBenchOptions } from './benchMethodsOptions';
import { asked } from './fixtures/asked';
import { textTable } from './textTable';

const program = fileURLToPath(new URL('benchMethods.ts', import.meta.url));
const tiny = fileURLToPath(new URL('../bundle/fixtures/tiny', import.meta.url));
const folder = mkdtempSync(join(tmpdir(), 'alscor-bench-'));

afterAll(() => rmSync(folder, { recursive: true }));

function bench(...args: string[]) {
  return spawnSync(process.execPath, ['--import', 'tsx', program, '--bundle', tiny, ...args], { encoding: 'utf8' });
}

/** What must not depend on the machine's load. */
function lasting({ setting, fits, failures, tests }: Comparison) {
  return { setting, failures, tests, fits: fits.map((fit) => ({ ...fit, seconds: 0 })) };
}

const small = ['--seeds', '2', '--epochs', '3', '--set', 'latentDim=3', '--set', 'hiddenDim=12', '--set', 'batchSize=16', '--set', 'members=1'];

describe('npm run bench:methods', () => {
  it('prints and writes one comparison, whichever number of fits runs at a time', () => {
    const results = ['1', '2'].map((jobs) => {
      const out = join(folder, `${jobs}.json`);
      const { status, stdout, stderr } = bench('--methods', 'sm,alscor,cca', '--jobs', jobs, '--json', out, ...small);
      expect(status, stderr).toBe(0);
      expect(stdout).toMatch(/ALSCOR +semantic +\d\.\d{3} ± \d\.\d{3}/);
      expect(stdout).toMatch(/Linear CCA +canonical .* (ahead|behind|not told apart), p /);
      expect(stdout).toContain('The test items are read once, at the end of each fit');
      const comparison: Comparison = JSON.parse(readFileSync(out, 'utf8'));
      return comparison;
    });
    const [one, two] = results.map(lasting);
    expect(two).toEqual(one);
    expect(one!.fits.map(({ method, seed }) => `${method} ${seed}`)).toEqual(['sm 1', 'alscor 1', 'cca 1', 'sm 2', 'alscor 2', 'cca 2']);
    expect(one!.tests.map(({ method }) => method)).toEqual(['sm', 'sm', 'cca']);
    expect(results[0]!.environment.host).toContain('1 fit at a time');
  }, 120_000);

  it('prints the README’s table alone where asked, and names a fit that failed', () => {
    const { status, stdout } = bench('--methods', 'cca', '--seeds', '1', '--markdown');
    expect(status).toBe(0);
    expect(stdout).toMatch(/^\| method \| score \|.*\n\| --- .*\n\| Linear CCA \| canonical \| \*\*.*\n\| chance/);
    const failed = bench('--methods', 'alscor,cca', '--seeds', '1', '--set', 'learningRate=1000000', '--set', 'latentDim=3');
    expect(failed.status).toBe(0);
    expect(failed.stdout).toMatch(/Failed\n {2}alscor, seed 1: .*stopped at step/);
  }, 120_000);

  it.each([
    [['--methods', 'gpt'], '--methods: expected alscor, '],
    [['--jobs', '0'], '--jobs: expected a whole number from 1, got 0'],
  ])('refuses %j in words', (args, words) => {
    expect(() => asked(args, readBenchOptions)).toThrow(words);
  });

  it('ends with an error and the words of what it refuses, without a trace', () => {
    const { status, stderr } = bench('--bundle', 'nowhere');
    expect(status).toBe(1);
    expect(stderr).toContain('Opening nowhere');
    expect(stderr).toContain('See npm run bench:methods -- --help.');
    expect(stderr).not.toContain('    at ');
  }, 30_000);
});

it('a table has its words at the left and its numbers at the right', () => {
  expect(textTable([['method', 'MAP'], ['SM', '0.7'], ['Linear CCA', '0.47']], 1)).toBe('  method       MAP\n  SM           0.7\n  Linear CCA  0.47');
});
