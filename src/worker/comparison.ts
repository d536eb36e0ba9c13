/** Methods compared over seeds: what is planned, and each fit of the plan with whatever becomes of it. */
import { checkConfig, type AlscorConfig } from '../alscor/config';
import type { Dataset } from '../bundle/dataset';
import type { ComparisonSetting, FailedFit, Fit, MethodGroup, MethodInfo, ScoreTest } from '../comparison/comparison';
import type { FitProgress, Method } from '../methods/method';
import { alscor } from '../methods/alscor';
import { methods } from '../methods/registry';
import { countRows, isMultiLabel, relatedRows, selectLabels } from '../retrieval/labels';
import { chanceMap } from '../retrieval/metrics';
import { fitSeed, type MeasuredFit } from './fitSeed';
import { rowsOfSplit } from './pairs';
import { refuse, reportOf } from './problem';
import { Significance } from './significance';

function groupOf({ name }: Method): MethodGroup {
  if (name === alscor.name) return 'alscor';
  return name.startsWith(`${alscor.name}-`) ? 'ablation' : 'compared';
}

const MOST_SEEDS = 10;

/**
 * As many seeds as asked for, the configuration's first.
 * @throws a refusal for another number of them, and ConfigError
 */
export function seedsFrom({ seeds, config }: { seeds: number; config: AlscorConfig }): number[] {
  if (!Number.isInteger(seeds) || seeds < 1 || seeds > MOST_SEEDS) refuse(`Comparing: expected a whole number of seeds from 1 to ${MOST_SEEDS}, got ${seeds}.`, 'Choose fewer or more.');
  checkConfig({ ...config, seed: config.seed + seeds - 1 });
  return Array.from({ length: seeds }, (_, i) => config.seed + i);
}

/** A method as the page and the programs name it. */
export function describeMethod(method: Method): MethodInfo {
  const { name, label, source, hyperparameters, unsupervised } = method;
  return { name, label, group: groupOf(method), source, hyperparameters, ...(unsupervised && { unsupervised }) };
}

/** The methods of these names, in the registry's order. @throws Refusal for none, and for a name that is none of them */
export function methodsNamed(names: readonly string[]): Method[] {
  const known = methods.map(({ name }) => name);
  const unknown = names.find((name) => !known.includes(name));
  if (unknown !== undefined || names.length === 0) refuse(`Comparing: expected methods out of ${known.join(', ')}, got ${unknown ?? 'none'}.`, 'Choose at least one of them.');
  return methods.filter(({ name }) => names.includes(name));
}

export interface PlannedFit {
  method: Method;
  seed: number;
}

/** Seed by seed, so that every method has as many as the others whenever it is cancelled. */
export function planFits(compared: readonly Method[], seeds: readonly number[]): PlannedFit[] {
  return seeds.flatMap((seed) => compared.map((method) => ({ method, seed })));
}

export type Outcome = MeasuredFit | { failure: FailedFit };

/**
 * Fits a step at a time on the whole training split, reads the test items at the end, and yields what came last: an
 * error is an outcome too. Ask for the next to go on, call `return()` to stop.
 */
export async function* runFit(dataset: Dataset, { method, seed }: PlannedFit, config: AlscorConfig): AsyncGenerator<FitProgress | Outcome, void> {
  let outcome: Outcome;
  try {
    outcome = yield* fitSeed(dataset, method, { ...config, seed }, 'test');
  } catch (error) {
    const { message, advice } = reportOf(error);
    outcome = { failure: { method: method.name, seed, message, advice } };
  }
  yield outcome;
}

/** What has come so far. */
export class Results {
  readonly fits: Fit[] = [];
  readonly failures: FailedFit[] = [];
  private readonly significance = new Significance(alscor.name);

  add(outcome: Outcome): void {
    if ('failure' in outcome) {
      this.failures.push(outcome.failure);
      return;
    }
    this.fits.push(outcome.fit);
    this.significance.add(outcome);
  }

  tests(): ScoreTest[] {
    return this.significance.tests();
  }
}

/** What the protocol has to tell about the data. */
export function settingOf({ name, count, image, text, labels, items }: Dataset, compared: readonly Method[], seeds: number[], config: AlscorConfig): ComparisonSetting {
  const rows = rowsOfSplit(items, 'test');
  const classes = selectLabels(labels.values, rows);
  const alone = Array.from({ length: countRows(classes) }, (_, row) => relatedRows(classes, row)).filter((related) => !related.includes(1));
  return {
    dataset: {
      name, pairs: count, classes: labels.names.length, multiLabel: isMultiLabel(labels.values),
      dims: { image: image.dims, text: text.dims },
      encoders: { image: image.encoder, text: text.encoder },
      views: image.views.length,
    },
    split: { train: rowsOfSplit(items, 'train').length, validation: rowsOfSplit(items, 'val').length, test: rows.length },
    methods: compared.map(describeMethod),
    seeds,
    config,
    chance: chanceMap(classes),
    withoutRelevant: alone.length,
  };
}
