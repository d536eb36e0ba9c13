/** `npm run bench:words`: what typed words find among the demo's pictures, by a match of words and by models. */
import { writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { defaultConfig } from '../alscor/config';
import type { Dataset, Vocab } from '../bundle/dataset';
import { startBackend } from '../engine/backends';
import { meanAndDeviation } from '../math/statistics';
import { alscor } from '../methods/alscor';
import { fitLinearCca, usualRidge } from '../methods/linearCca';
import { finish } from '../methods/method';
import { pairsToTrain, rowsOfSplit } from '../worker/pairs';
import { reportOf } from '../worker/problem';
import { openDataset } from './openDataset';
import { textTable } from './textTable';
import { readWhole } from './trainOptions';
import { wasmFolder } from './wasmFolder';
import { measure, type Measured, type Ranker } from './words/measure';
import { captionMatch, featureMatch, modelRanker } from './words/rankers';
import { halves, readTypedQueries, type Half } from './words/typedQueries';

const scores = ['canonical', 'semantic', 'fused'] as const;

const usage = `npm run bench:words -- [--half development|report] [--seeds 3] [--each] [--json out.json]

--half   settings are chosen by the queries of the development half; those of the report half are for the README alone
--seeds  of ALSCOR, trained with the page's defaults, a minute each; 0 leaves it out
--each   prints the first ten images of every query by the last way`;

/** One way to rank, with a ranker a seed. */
interface Way {
  name: string;
  rankers: Ranker[];
}

interface Options {
  half: Half;
  seeds: number;
  each: boolean;
  json: string | undefined;
}

function readOptions(): Options | null {
  const { values } = parseArgs({
    options: { half: { type: 'string', default: 'development' }, seeds: { type: 'string', default: '3' }, each: { type: 'boolean', default: false }, json: { type: 'string' }, help: { type: 'boolean', default: false } },
  });
  if (values.help) return null;
  const half = halves.find((one) => one === values.half);
  if (!half) throw new Error(`--half: expected ${halves.join(' or ')}, got ${values.half}.`);
  return { half, seeds: values.seeds === '0' ? 0 : readWhole('--seeds', values.seeds), each: values.each, json: values.json };
}

/** With the page's defaults. */
async function trainedWays(dataset: Dataset, vocab: Vocab, seeds: number): Promise<Way[]> {
  const ways = scores.map((score): Way => ({ name: `ALSCOR, ${score}`, rankers: [] }));
  for (let seed = 1; seed <= seeds; seed++) {
    const config = { ...defaultConfig, seed };
    const { data, trainSplit } = pairsToTrain(dataset, config);
    console.error(`Training ALSCOR, seed ${seed} of ${seeds} …`);
    const fitted = await finish(alscor.fit(data, trainSplit, config));
    ways.forEach(({ rankers }, i) => rankers.push(modelRanker(vocab, fitted, scores[i]!)));
  }
  return seeds > 0 ? ways : [];
}

async function waysOf(dataset: Dataset, vocab: Vocab, seeds: number): Promise<Way[]> {
  return [
    { name: 'tf-idf of captions', rankers: [await captionMatch(dataset)] },
    { name: 'text features', rankers: [featureMatch(dataset, vocab)] },
    { name: 'Linear CCA', rankers: [modelRanker(vocab, { ...fitLinearCca(dataset, rowsOfSplit(dataset.items, 'train'), usualRidge), fusedWeight: null }, 'canonical')] },
    ...(await trainedWays(dataset, vocab, seeds)),
  ];
}

/** "0.533", over several seeds "0.533 ± 0.012". */
function digits(values: number[]): string {
  const { mean, std } = meanAndDeviation(values);
  return values.length > 1 ? `${mean.toFixed(3)} ± ${std.toFixed(3)}` : mean.toFixed(3);
}

function printEach({ items }: Dataset, { each }: Measured): void {
  for (const { text, found, first } of each) console.log(`  ${found.hit ? '+' : '-'} ${found.precision.toFixed(1)} ${text}: ${first.map((row) => items[row]!.caption.split(',')[0]).join(' | ')}`);
}

async function main(): Promise<void> {
  const options = readOptions();
  if (!options) return console.log(usage);
  await startBackend('wasm', wasmFolder());
  const dataset = await openDataset('demo');
  if (!dataset.vocab) throw new Error('Measuring typed words: expected the demo to have a vocabulary, it has none. Build it anew with npm run demo.');
  const queries = readTypedQueries().filter(({ half }) => half === options.half);
  const galleries = { all: Int32Array.from({ length: dataset.count }, (_, row) => row), test: rowsOfSplit(dataset.items, 'test') };
  const table = [['gallery', 'ranked by', 'hit@10', 'class precision@10', 'queries']];
  const report: { gallery: string; name: string; hit: number[]; precision: number[] }[] = [];
  let last: Measured | null = null;
  const ways = await waysOf(dataset, dataset.vocab, options.seeds);
  for (const [gallery, rows] of Object.entries(galleries)) {
    for (const { name, rankers } of ways) {
      const measured: Measured[] = [];
      for (const ranker of rankers) measured.push(await measure(dataset, queries, rows, ranker));
      const [hit, precision] = [measured.map((one) => one.hit), measured.map((one) => one.precision)];
      table.push([gallery, name, digits(hit), digits(precision), String(measured[0]!.queries)]);
      report.push({ gallery, name, hit, precision });
      if (gallery === 'all') last = measured.at(-1)!;
    }
  }
  if (options.each && last) printEach(dataset, last);
  console.log(`Typed words, ${options.half} half, image gallery\n${textTable(table, 2)}`);
  if (options.json !== undefined) writeFileSync(options.json, `${JSON.stringify({ half: options.half, rows: report }, null, 1)}\n`);
}

try {
  await main();
} catch (error) {
  const { message, advice } = reportOf(error);
  console.error([message, advice, 'See npm run bench:words -- --help.'].filter(Boolean).join('\n'));
  process.exitCode = 1;
}
