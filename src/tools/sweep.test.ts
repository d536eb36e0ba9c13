import { spawn, spawnSync } from 'node:child_process';
import { appendFileSync, existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { defaultConfig, type AlscorConfig } from '../alscor/config';
import { memorySource, tinyFiles } from '../bundle/fixtures/memory';
import type { Dataset } from '../bundle/dataset';
import { readBundle } from '../bundle/read';
import { startBackend } from '../engine/backends';
import { alscor } from '../methods/alscor';
import { rowsOfSplit } from '../worker/pairs';
import { asked } from './fixtures/asked';
import { printSweep, rankTrials } from './printSweep';
import { sweep, type SweepOptions } from './sweep';
import type { Trial } from './sweepFile';
import { readOptions } from './trainOptions';
import { trainSeed } from './trainSeeds';
import { wasmFolder } from './wasmFolder';

const folder = mkdtempSync(join(tmpdir(), 'alscor-sweep-'));
const tiny = fileURLToPath(new URL('../bundle/fixtures/tiny', import.meta.url));
let dataset: Dataset;

beforeAll(async () => {
  const started = await startBackend('wasm', wasmFolder());
  if (started.backend !== 'wasm') throw new Error(JSON.stringify(started.skipped));
  dataset = await readBundle(memorySource(tinyFiles()));
});

afterAll(() => rmSync(folder, { recursive: true }));

const small: Partial<AlscorConfig> = { members: 1, latentDim: 2, hiddenDim: 8, epochs: 2, batchSize: 16 };
const silent = { resumed: () => {}, progress: () => {}, ended: () => {} };
const fixed = Object.keys(small) as (keyof AlscorConfig)[];

function optionsFor(name: string, trials: number, changes: Partial<AlscorConfig> = {}): SweepOptions {
  return { backend: 'wasm', seeds: 2, config: { ...defaultConfig, ...small, ...changes }, fixed, trials, file: join(folder, name) };
}

const lasting = (trials: readonly Trial[]) => trials.map((trial) => ({ ...trial, seconds: 0 }));

describe('a sweep', () => {
  test('begins with the settings as they are, and each MAP is the mean over seeds, scores and directions', async () => {
    const trials = await sweep(dataset, optionsFor('mean.jsonl', 2), silent);
    expect(trials.map(({ trial }) => trial)).toEqual([0, 1, 2]);
    expect(trials[0]!.changes).toEqual({});
    for (const field of fixed) expect(trials[1]!.changes).not.toHaveProperty([field]);
    expect(Object.keys(trials[1]!.changes)).toContain('ridge');
    const fits = await Promise.all([1, 2].map((seed) => trainSeed(dataset, alscor, { ...defaultConfig, ...small, seed }, 'validation', () => {})));
    const [a, b] = fits.map(({ map: { semantic, canonical } }) => [semantic!.i2t, semantic!.t2i, canonical!.i2t, canonical!.t2i]) as [number[], number[]];
    expect(trials[0]!.map).toBeCloseTo([...a, ...b].reduce((sum, x) => sum + x, 0) / 8, 12);
  }, 60_000);

  test('resumed in the middle of a line gives the trials of one that was not interrupted', async () => {
    const whole = await sweep(dataset, optionsFor('whole.jsonl', 4), silent);
    const parts = optionsFor('parts.jsonl', 1);
    await sweep(dataset, parts, silent);
    appendFileSync(parts.file, '{"trial":2,"changes":{"rid');
    const fitted: number[] = [];
    const resumed = await sweep(dataset, { ...parts, trials: 4 }, { ...silent, ended: ({ trial }) => void fitted.push(trial) });
    expect(fitted).toEqual([2, 3, 4]);
    expect(lasting(resumed)).toEqual(lasting(whole));
    const lines = (path: string) => readFileSync(path, 'utf8').trimEnd().split('\n').map((line) => ({ ...(JSON.parse(line) as Trial), seconds: 0 }));
    expect(lines(parts.file)).toEqual(lines(optionsFor('whole.jsonl', 4).file));
    expect(printSweep(resumed, parts.config, 2)).toBe(printSweep(whole, parts.config, 2));
  }, 60_000);

  test('does not depend on the test items: they may be no numbers, and of any class', async () => {
    const spoilt = structuredClone(dataset);
    const rows = rowsOfSplit(spoilt.items, 'test');
    expect(rows.length).toBeGreaterThan(0);
    for (const row of rows) {
      for (const { data, dims } of [spoilt.image, spoilt.text]) data.fill(NaN, row * dims, (row + 1) * dims);
      (spoilt.labels.values as Int32Array)[row] = 2;
    }
    const options = optionsFor('spoilt.jsonl', 1);
    const one = await sweep(spoilt, options, silent);
    const fitted: Trial[] = [];
    // The same file: the dataset counts as the same too.
    const resumed = await sweep(dataset, options, { ...silent, ended: (trial) => void fitted.push(trial) });
    expect(fitted).toEqual([]);
    expect(resumed).toEqual(one);
    expect(lasting(await sweep(dataset, optionsFor('clean.jsonl', 1), silent))).toEqual(lasting(one));
  }, 60_000);

  test('keeps a trial that diverged, ranks it last and goes on', async () => {
    const options = optionsFor('diverged.jsonl', 1, { learningRate: 1e6, classifierLearningRate: 1e6 });
    const trials = await sweep(dataset, { ...options, seeds: 1, fixed: fixed.filter((key) => key !== 'epochs') }, silent);
    expect(trials[0]).toMatchObject({ map: null, runs: [], failure: expect.stringMatching(/^Training stopped at step/) });
    expect(trials[1]!.map).toBeGreaterThan(0);
    expect(rankTrials(trials).map(({ trial }) => trial)).toEqual([1, 0]);
    expect(printSweep(trials, options.config, 1)).toContain('1 of the trials diverged.');
  }, 60_000);

  test.each<[string, (options: SweepOptions, file: string) => unknown]>([
    ['its dataset, ', (options) => sweep({ ...dataset, text: { ...dataset.text, data: dataset.text.data.map((x) => x + 1) } }, options, silent)],
    ['its seed, 1, got 2', (options) => sweep(dataset, { ...options, config: { ...options.config, seed: 2 } }, silent)],
    ['its seeds a trial, 2, got 3', (options) => sweep(dataset, { ...options, seeds: 3 }, silent)],
    ['its ranges, ', (options, file) => {
      writeFileSync(file, readFileSync(file, 'utf8').replace('"low":0.03', '"low":0.01'));
      return sweep(dataset, options, silent);
    }],
    ['its other settings, ', (options) => sweep(dataset, { ...options, config: { ...options.config, epochs: 3 } }, silent)],
    ['the file of a sweep, got something else', (options, file) => {
      writeFileSync(file, 'method,map\n');
      return sweep(dataset, options, silent);
    }],
    ['the file of a sweep, got something else', (options, file) => {
      writeFileSync(file, 'some words');
      return sweep(dataset, options, silent);
    }],
  ])('refuses a file whose difference is %s', async (words, resume) => {
    const options = optionsFor('other.jsonl', 1);
    rmSync(options.file, { force: true });
    await sweep(dataset, { ...options, trials: 0 }, silent);
    await expect(resume(options, options.file)).rejects.toThrow(words);
  }, 30_000);
});

describe('the table of a sweep', () => {
  const trial = (index: number, map: number): Trial => ({ trial: index, changes: index === 0 ? {} : { ridge: index / 10, activation: 'tanh' }, map, runs: [{ seed: 1, semantic: map, canonical: map }], seconds: 1, failure: null });
  const text = printSweep([trial(0, 0.1), ...Array.from({ length: 12 }, (_, i) => trial(i + 1, 0.2 + i / 100))], { ...defaultConfig, epochs: 3, seed: 5 }, 1);

  test('has the best ten and the settings as they are, with what a trial changes', () => {
    const ranks = [...text.matchAll(/^ +(\d+) +(\d+) +0\.\d+/gm)].map(([, rank, index]) => [Number(rank), Number(index)]);
    expect(ranks).toEqual([...Array.from({ length: 10 }, (_, i) => [i + 1, 12 - i]), [13, 0]]);
    expect(text).toContain('ridge 1.2, activation tanh');
    expect(text).toContain('the settings as they are');
  });

  test('says that the best is optimistic and how to use it, with what was set for all trials', () => {
    expect(text).toContain('The validation MAP of the best of 13 trials is optimistic');
    expect(text).toContain('To use trial 12: --set activation=tanh --set epochs=3 --set ridge=1.2');
  });
});

describe('npm run train -- --sweep', () => {
  const program = fileURLToPath(new URL('train.ts', import.meta.url));
  const settings = Object.entries(small).flatMap(([key, value]) => ['--set', `${key}=${value}`]);
  const args = (file: string, trials: number) => ['--import', 'tsx', program, '--bundle', tiny, '--seeds', '1', '--sweep', `${trials}`, '--sweep-file', file, ...settings];

  test('stopped by Ctrl-C keeps what is finished, and the same command goes on to the table', async () => {
    const file = join(folder, 'stopped.jsonl');
    const child = spawn(process.execPath, args(file, 500));
    let said = '';
    child.stdout.on('data', (chunk: Buffer) => (said += chunk.toString()));
    const ended = new Promise<number | null>((resolve) => child.once('exit', resolve));
    const lines = () => (existsSync(file) ? readFileSync(file, 'utf8').split('\n').length - 1 : 0);
    while (lines() < 4 && child.exitCode === null) await setTimeout(20);
    child.kill('SIGINT');
    expect(await ended).toBe(130);
    const finished = lines() - 1;
    expect(said).toContain(`Stopped: ${finished} finished trials are in ${file}`);
    const { status, stdout } = spawnSync(process.execPath, args(file, finished), { encoding: 'utf8' });
    expect(status).toBe(0);
    expect(stdout).toContain(`${finished} finished trials are in ${file}: going on after them.`);
    expect(stdout).toContain(`Validation MAP of ${finished + 1} trials, 1 seed each`);
    expect(stdout).toMatch(/To use trial \d+: --set /);
    expect(lines()).toBe(finished + 2);
  }, 120_000);

  test.each([
    [['--sweep', '0'], '--sweep: expected a whole number from 1, got 0'],
    [['--sweep', '2', '--method', 'cca'], '--sweep: expected ALSCOR'],
    [['--sweep', '2', '--json', 'out.json'], '--sweep: expected no --json'],
    [['--sweep-file', 'a.jsonl'], '--sweep-file: expected --sweep N beside it'],
  ])('refuses %j in words', (wrong, words) => {
    expect(() => asked(wrong, readOptions)).toThrow(words);
  });
});
