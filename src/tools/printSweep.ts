/** A sweep as text for a terminal. */
import { defaultConfig, type AlscorConfig } from '../alscor/config';
import { changesFrom } from '../alscor/sweepRanges';
import type { Trial } from './sweepFile';
import { textTable } from './textTable';

const SHOWN = 10;

const digits = (value: number): string => value.toFixed(4);

/** Best first; equal ones keep the order of the trials, and those that diverged come last. */
export function rankTrials(trials: readonly Trial[]): Trial[] {
  return [...trials].sort((a, b) => (b.map ?? -1) - (a.map ?? -1) || a.trial - b.trial);
}

export function settingWords(changes: Partial<AlscorConfig>): string {
  return Object.entries(changes).map(([key, value]) => `--set ${key}=${value}`).join(' ');
}

function numbersOf({ trial, map, runs }: Trial, rank: number): string[] {
  const mean = (kind: 'semantic' | 'canonical') => (map === null ? '–' : digits(runs.reduce((sum, run) => sum + run[kind], 0) / runs.length));
  return [`${rank}`, `${trial}`, map === null ? 'diverged' : digits(map), mean('semantic'), mean('canonical')];
}

function changeWords({ trial, changes }: Trial): string {
  return trial === 0 ? 'the settings as they are' : Object.entries(changes).map(([key, value]) => `${key} ${value}`).join(', ');
}

/** The best ten and trial 0, with what they change of it, and the line that uses the best. @param settings trial 0's */
export function printSweep(all: readonly Trial[], settings: AlscorConfig, seeds: number): string {
  const ranked = rankTrials(all);
  const shown = [...ranked.entries()].filter(([place, { trial }]) => place < SHOWN || trial === 0);
  const numbers = textTable([['rank', 'trial', 'MAP', 'semantic', 'canonical'], ...shown.map(([place, trial]) => numbersOf(trial, place + 1))], 0);
  const words = ['changes', ...shown.map(([, trial]) => changeWords(trial))];
  const table = numbers.split('\n').map((line, i) => `${line}  ${words[i]}`).join('\n');
  const diverged = all.filter(({ map }) => map === null).length;
  const best = ranked[0]!;
  const line = settingWords(changesFrom(defaultConfig, { ...settings, ...best.changes }));
  return [
    `Validation MAP of ${all.length} trials, ${seeds} ${seeds === 1 ? 'seed' : 'seeds'} each: the mean over both directions of the semantic and the canonical score. The test items were not read.`,
    table,
    ...(diverged > 0 ? [`${diverged} of the trials diverged.`] : []),
    ...(best.map === null ? ['No trial came to an end: lower the learning rate.'] : [
      `The validation MAP of the best of ${all.length} trials is optimistic: the same validation items chose it, and each fit's epoch. Expect less on the test items.`,
      `To use trial ${best.trial}: ${line === '' ? 'the defaults are it' : line}`,
    ]),
  ].join('\n');
}
