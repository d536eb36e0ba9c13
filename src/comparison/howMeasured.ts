/** The protocol of a comparison in words, for the page and the programs. */
import { configFields, defaultConfig } from '../alscor/config';
import { preprocessingNames } from '../math/preprocessingKinds';
import type { Comparison, ComparisonSetting, MethodInfo } from './comparison';
import { count, decimal, listed } from './numbers';
import { LEVEL } from './standing';

export interface ProtocolLine {
  term: string;
  text: string;
}

function viewsOf({ dataset: { views }, config: { imageViews } }: ComparisonSetting): string {
  if (views < 2) return '';
  const learned = imageViews === 0 || imageViews >= views ? 'all' : imageViews === 1 ? 'the first alone' : `the first ${imageViews}`;
  return ` Each image has ${views} views: nets and classifiers learn from ${learned}, the test shows the first.`;
}

function featuresOf(setting: ComparisonSetting): string {
  const { dims, encoders } = setting.dataset;
  const of = (modality: string, encoder: string | undefined, width: number) => `${modality}: ${encoder ? `${encoder}, ` : ''}${count(width)} dimensions`;
  return `${of('Images', encoders.image, dims.image)}; ${of('texts', encoders.text, dims.text)}.${viewsOf(setting)}`;
}

function preprocessingOf({ config: { imagePreprocessing: image, textPreprocessing: text } }: ComparisonSetting): string {
  const chosen = `Images: ${preprocessingNames[image]}; texts: ${preprocessingNames[text]}`;
  const fitted = image === 'none' && text === 'none' ? '' : ', fitted on the training split, for every method';
  return `${chosen}${fitted}. Nets and classifiers then standardise each column on training pairs; CCA centres it.`;
}

function splitsOf({ dataset, split, config }: ComparisonSetting): string {
  const sizes = `${dataset.name}: ${count(dataset.pairs)} pairs in ${count(dataset.classes)} classes, ${count(split.train)} to train on and ${count(split.test)} to test on.`;
  if (split.validation > 0) return `${sizes} Its own ${count(split.validation)} validation items are used.`;
  return `${sizes} Each seed draws ${Math.round(100 * config.validationShare)} % of the training pairs of every class as validation items.`;
}

/** ALSCOR itself or one of its ablations. */
function hasAlscor(methods: readonly MethodInfo[]): boolean {
  return methods.some(({ group }) => group !== 'compared');
}

/** An ensemble beside single fits has to be called one. */
function membersOf({ methods, split, config: { members } }: ComparisonSetting): ProtocolLine[] {
  if (members === 1 || !hasAlscor(methods)) return [];
  const own = split.validation > 0 ? '' : ' and, but for the first, validation items of its own, so that together they learn from every training pair';
  return [{ term: 'Members', text: `ALSCOR is the mean of ${members} nets, each with its own start${own}. “ALSCOR with one member” and the compared methods are single fits.` }];
}

function mapOf({ dataset, chance, withoutRelevant }: ComparisonSetting): string {
  const relevant = dataset.multiLabel ? 'shares a class with the query' : 'has the query’s class';
  const left = withoutRelevant > 0 ? ` ${count(withoutRelevant)} test items without any class have no AP and are left out.` : '';
  return `Every test item of one modality asks all test items of the other. AP = Σ precision at each relevant rank / relevant items, over the whole gallery; an item is relevant if it ${relevant}, its own pair among them; equal scores keep the gallery’s order. A random order would score ${decimal(chance)}.${left}`;
}

function settingsOf({ methods, config }: ComparisonSetting): string {
  if (!hasAlscor(methods)) return 'As listed with each method.';
  const changed = configFields.filter(({ key, group }) => key !== 'seed' && group !== 'Features' && config[key] !== defaultConfig[key]).map(({ key, label }) => `${label} ${config[key]} (default ${defaultConfig[key]})`);
  const words = changed.length > 0 ? `the defaults but ${listed(changed)}` : 'the defaults';
  return `ALSCOR and its ablations: ${words}. The other methods: as listed with each.`;
}

function seedsOf({ seeds }: ComparisonSetting): string {
  const several = seeds.length === 1 ? `Seed ${seeds[0]}` : `Seeds ${listed(seeds.map(String))}`;
  return `${several}: each gives the start weights, the batches, the dropout and the drawn validation items. ± is the sample deviation over them.`;
}

function testOf({ setting, tests }: Comparison): ProtocolLine[] {
  if (!setting.methods.some(({ group }) => group === 'alscor')) return [];
  const together = tests.length > 1 ? ` over the ${tests.length} comparisons of the table` : '';
  const text = `Each query’s AP, averaged over the seeds, against ALSCOR’s by the same score: two-sided sign-flip test over the queries of both directions, 10,000 draws (Smucker, Allan, Carterette, CIKM 2007), with Holm’s correction${together}. “Ahead” and “behind” mean p ≤ ${LEVEL}; the test speaks of other queries, not of other seeds.`;
  return [{ term: 'Significance', text }];
}

/** Features, preprocessing, splits, members, choice, test, measures, seeds, significance, settings, machine: in this order. */
export function protocolLines(comparison: Comparison): ProtocolLine[] {
  const { setting, environment, startedAt } = comparison;
  return [
    { term: 'Features', text: featuresOf(setting) },
    { term: 'Preprocessing', text: preprocessingOf(setting) },
    { term: 'Splits', text: splitsOf(setting) },
    ...membersOf(setting),
    { term: 'Choice', text: 'The validation items choose ALSCOR’s epoch and its mix of scores, and the epoch, ridge or penalty of the others; CCA and linear methods are then fitted once on the whole training split.' },
    { term: 'Test', text: 'The test items are read once, at the end of each fit, with what the validation items chose.' },
    { term: 'MAP@all', text: mapOf(setting) },
    { term: 'Others', text: 'MAP@50 divides the AP of the first 50 by the relevant items among them, “all relevant” by all relevant items there are, 50 at most. R@k: share of queries whose own pair is among the first k. nDCG@10 has gain 1 for relevant items.' },
    { term: 'Seeds', text: seedsOf(setting) },
    ...testOf(comparison),
    { term: 'Settings', text: settingsOf(setting) },
    { term: 'Computed on', text: `${environment.backend}, ${environment.host}, ${startedAt.slice(0, 10)}.` },
  ];
}
