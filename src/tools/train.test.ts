import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, describe, expect, it } from 'vitest';
import { multiLabelFiles } from '../bundle/fixtures/multiLabel';
import { methods } from '../methods/registry';
import { asked } from './fixtures/asked';
import { readOptions } from './trainOptions';

const program = fileURLToPath(new URL('train.ts', import.meta.url));
const bundles = fileURLToPath(new URL('../bundle/fixtures/', import.meta.url));
const folder = mkdtempSync(join(tmpdir(), 'alscor-train-'));

afterAll(() => rmSync(folder, { recursive: true }));

function train(...args: string[]) {
  const { status, stdout, stderr } = spawnSync(process.execPath, ['--import', 'tsx', program, ...args], { encoding: 'utf8' });
  return { status, stdout, stderr };
}

const small = ['--epochs', '20', '--set', 'latentDim=2', '--set', 'hiddenDim=16', '--set', 'batchSize=24'];

interface Report {
  dataset: string;
  method: string;
  backend: string;
  seeds: number;
  map: Record<'i2t' | 't2i' | 'avg', { mean: number; std: number }>;
  chance: number;
  secondsPerEpoch: number;
  runs: { seed: number; map: Record<string, Record<'i2t' | 't2i' | 'avg', number>>; epochs: number }[];
}

describe('npm run train', () => {
  it('trains a zip from two seeds and writes MAP both ways with its mean and deviation', () => {
    const out = join(folder, 'out.json');
    const { status, stdout } = train('--bundle', join(bundles, 'tiny.zip'), '--seeds', '2', '--json', out, ...small);
    expect(status).toBe(0);
    expect(stdout).toContain('MAP@all on the test items, mean ± deviation over 2 seeds');
    const report = JSON.parse(readFileSync(out, 'utf8')) as Report;
    expect(report).toMatchObject({ dataset: 'Tiny', method: 'alscor', backend: 'wasm', seeds: 2 });
    expect(report.runs.map(({ seed, epochs }) => [seed, epochs])).toEqual([[1, 20], [2, 20]]);
    for (const direction of ['i2t', 't2i', 'avg'] as const) {
      const [a, b] = report.runs.map(({ map }) => map.semantic![direction]);
      expect(report.map[direction].mean).toBeCloseTo((a! + b!) / 2, 12);
      // Sample deviation of two values: |a - b| / √2.
      expect(report.map[direction].std).toBeCloseTo(Math.abs(a! - b!) / Math.SQRT2, 12);
      expect(report.map[direction].mean).toBeGreaterThan(report.chance + 0.2);
    }
    expect(report.secondsPerEpoch).toBeGreaterThan(0);
  }, 60_000);

  it('reads a folder, on the cpu, and leaves the test items unread where asked', () => {
    const { status, stdout } = train('--bundle', join(bundles, 'tiny'), '--backend', 'cpu', '--seeds', '1', '--validation', ...small, '--epochs', '2');
    expect(status).toBe(0);
    expect(stdout).toContain('MAP@all on the validation items');
    expect(stdout).not.toContain('Linear CCA');
  }, 60_000);

  it('puts the compared methods beside each other, one report each', () => {
    const out = join(folder, 'methods.json');
    const { status, stdout } = train('--bundle', join(bundles, 'tiny'), '--method', 'cca,sm,scm', '--seeds', '1', '--json', out);
    expect(status).toBe(0);
    expect(stdout).toMatch(/Linear CCA canonical .*SM +semantic .*SCM +semantic /s);
    const reports = JSON.parse(readFileSync(out, 'utf8')) as Report[];
    expect(reports.map(({ method }) => method)).toEqual(['cca', 'sm', 'scm']);
    for (const { map, chance } of reports) expect(map.avg.mean).toBeGreaterThan(chance + 0.2);
  }, 60_000);

  it('trains pairs of several classes, and counts those without any', async () => {
    const bundle = join(folder, 'several');
    mkdirSync(bundle);
    for (const [path, bytes] of await multiLabelFiles()) writeFileSync(join(bundle, path), bytes);
    const out = join(folder, 'several.json');
    const { status, stdout } = train('--bundle', bundle, '--method', 'alscor,sm', '--seeds', '1', '--json', out, '--epochs', '30', '--set', 'latentDim=4', '--set', 'hiddenDim=32', '--set', 'batchSize=32');
    expect(status).toBe(0);
    expect(stdout).toContain('180 pairs, 4 classes, 9 pairs without any');
    const reports = JSON.parse(readFileSync(out, 'utf8')) as Report[];
    for (const { map, chance } of reports) expect(map.avg.mean).toBeGreaterThan(chance + 0.3);
  }, 60_000);

  it.each([
    [['--set', 'latentdim=3'], '--set: expected a hyperparameter, got latentdim'],
    [['--backend', 'webgpu'], '--backend: expected wasm or cpu, got webgpu'],
    [['--method', 'alsco'], `--method: expected ${methods.map(({ name }) => name).join(', ')} or all, got alsco`],
    [['--seeds', '0'], '--seeds: expected a whole number from 1, got 0'],
    [['--epochs', '0'], 'Epochs: expected a whole number from 1'],
  ])('refuses %j in words', (args, words) => {
    expect(() => asked(args, readOptions)).toThrow(words);
  });

  it('ends with an error and the words of what it refuses, without a trace', () => {
    const { status, stderr } = train('--bundle', 'nowhere');
    expect(status).toBe(1);
    expect(stderr).toContain('Opening nowhere');
    expect(stderr).toContain('See npm run train -- --help.');
    expect(stderr).not.toContain('    at ');
  }, 30_000);
});
