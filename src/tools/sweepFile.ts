/** The file of a sweep: a line of JSON that says what is searched, then one for each finished trial. */
import { createHash } from 'node:crypto';
import { appendFileSync, existsSync, readFileSync, writeFileSync } from 'node:fs';
import type { AlscorConfig } from '../alscor/config';
import { sweepRanges } from '../alscor/sweepRanges';
import type { Dataset } from '../bundle/dataset';
import { isMultiLabel } from '../retrieval/labels';
import type { NodeBackend } from './trainOptions';

export interface SweepHeader {
  alscorSweep: 1;
  dataset: { name: string; pairs: number; sha256: string };
  backend: NodeBackend;
  /** Fits a trial, from seeds that follow on each other; the first of them draws the trials too. */
  seeds: number;
  seed: number;
  /** Trial 0. */
  settings: AlscorConfig;
  /** Fields that no trial changes. */
  fixed: (keyof AlscorConfig)[];
  ranges: typeof sweepRanges;
}

export interface Trial {
  trial: number;
  /** Fields in which it differs from trial 0. */
  changes: Partial<AlscorConfig>;
  /** Validation MAP: the mean over both directions of the semantic and the canonical score, and over the seeds; null where a fit diverged. */
  map: number | null;
  /** Means over both directions, one a seed. */
  runs: { seed: number; semantic: number; canonical: number }[];
  seconds: number;
  /** Why a fit diverged. */
  failure: string | null;
}

/** A file that belongs to another sweep. */
export class SweepFileError extends Error {
  override readonly name = 'SweepFileError';
  readonly advice = 'Give another --sweep-file, or the settings with which this one was begun.';
}

/** @param hidden the dataset without the values of its test items */
export function describeSweep(hidden: Dataset, options: Pick<SweepHeader, 'backend' | 'seeds' | 'fixed'> & { config: AlscorConfig }): SweepHeader {
  const { image, text, labels, items, name, count } = hidden;
  const hash = createHash('sha256');
  const values = isMultiLabel(labels.values) ? labels.values.values : labels.values;
  for (const { buffer, byteOffset, byteLength } of [image.data, text.data, values]) hash.update(new Uint8Array(buffer, byteOffset, byteLength));
  hash.update(items.map(({ split }) => split).join());
  const { backend, seeds, fixed, config } = options;
  return { alscorSweep: 1, dataset: { name, pairs: count, sha256: hash.digest('hex') }, backend, seeds, seed: config.seed, settings: config, fixed: [...fixed].sort(), ranges: sweepRanges };
}

const parts: [words: string, of: (header: SweepHeader) => unknown][] = [
  ['dataset', ({ dataset }) => dataset],
  ['seed', ({ seed }) => seed],
  ['seeds a trial', ({ seeds }) => seeds],
  ['ranges', ({ ranges }) => ranges],
  ['backend', ({ backend }) => backend],
  ['fields fixed by --set', ({ fixed }) => fixed],
  ['other settings', ({ settings }) => settings],
];

function checkHeader(path: string, line: string, expected: SweepHeader): void {
  let found: SweepHeader | null = null;
  try {
    found = JSON.parse(line) as SweepHeader | null;
  } catch {
    // What is no JSON is no sweep either.
  }
  if (found?.alscorSweep !== 1) throw new SweepFileError(`Resuming the sweep in ${path}: expected the file of a sweep, got something else.`);
  for (const [words, of] of parts) {
    const [was, is] = [of(found), of(expected)].map((value) => JSON.stringify(value) ?? 'nothing') as [string, string];
    if (was !== is) throw new SweepFileError(`Resuming the sweep in ${path}: expected its ${words}, ${was}, got ${is}.`);
  }
}

/**
 * The finished trials of the file, which is begun where it is missing. A last line that was not written to its end is
 * dropped.
 * @throws SweepFileError for a file of another sweep
 */
export function openSweep(path: string, header: SweepHeader): Trial[] {
  const text = existsSync(path) ? readFileSync(path, 'utf8') : '';
  const whole = text.slice(0, text.lastIndexOf('\n') + 1);
  if (whole === '' && text !== '') throw new SweepFileError(`Resuming the sweep in ${path}: expected the file of a sweep, got something else.`);
  if (whole === '') writeFileSync(path, `${JSON.stringify(header)}\n`);
  const [first, ...lines] = whole.split('\n').slice(0, -1);
  if (first === undefined) return [];
  checkHeader(path, first, header);
  if (whole !== text) writeFileSync(path, whole);
  return lines.map((line) => JSON.parse(line) as Trial);
}

export function addTrial(path: string, trial: Trial): void {
  appendFileSync(path, `${JSON.stringify(trial)}\n`);
}
