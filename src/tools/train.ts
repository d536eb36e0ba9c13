/** `npm run train`: trains a bundle in Node with the page's own code and prints MAP@all over several seeds. */
import { writeFileSync } from 'node:fs';
import cliProgress from 'cli-progress';
import type { Dataset } from '../bundle/dataset';
import { scoreKinds } from '../comparison/comparison';
import { startBackend } from '../engine/backends';
import type { FitProgress, Method } from '../methods/method';
import { classesOf, selectLabels } from '../retrieval/labels';
import { chanceMap } from '../retrieval/metrics';
import { rowsOfSplit } from '../worker/pairs';
import { reportOf } from '../worker/problem';
import { openDataset } from './openDataset';
import { runSweep } from './runSweep';
import { readOptions, usage, type TrainOptions } from './trainOptions';
import { summarise, trainSeed, type MapSummary, type SeedResult } from './trainSeeds';
import { wasmFolder } from './wasmFolder';

const digits = (value: number): string => value.toFixed(3);

function describe({ i2t, t2i, avg }: MapSummary): string {
  const one = ({ mean, std }: MapSummary['avg']) => `${digits(mean)} ± ${digits(std)}`;
  return `image→text ${one(i2t)}   text→image ${one(t2i)}   average ${one(avg)}`;
}

/** Every seed of one method, with a progress bar. */
async function runMethod(dataset: Dataset, method: Method, { config, seeds, items }: TrainOptions): Promise<SeedResult[]> {
  const bar = new cliProgress.SingleBar({
    format: '{method} seed {seed} {bar} {percentage} % · {eta_formatted} left · validation MAP {map}',
    noTTYOutput: true,
    notTTYSchedule: 10_000,
    hideCursor: true,
  });
  const results: SeedResult[] = [];
  bar.start(seeds, 0, { method: method.label, seed: config.seed, map: '–' });
  try {
    for (let run = 0; run < seeds; run++) {
      const seeded = { ...config, seed: config.seed + run };
      const onProgress = ({ done, total, validation }: FitProgress) => bar.update(run + done / total, { seed: seeded.seed, map: validation === null ? '–' : digits(validation) });
      results.push(await trainSeed(dataset, method, seeded, items, onProgress));
    }
  } finally {
    bar.stop();
  }
  return results;
}

function reportOn(dataset: Dataset, method: Method, options: TrainOptions, runs: SeedResult[]) {
  const scores = summarise(runs);
  const score = scoreKinds.find((kind) => scores[kind])!;
  const seconds = runs.reduce((sum, run) => sum + run.seconds, 0);
  const epochs = runs.reduce((sum, run) => sum + (run.epochs ?? 0), 0);
  const labels = selectLabels(dataset.labels.values, rowsOfSplit(dataset.items, 'test'));
  return {
    dataset: dataset.name,
    method: method.name,
    backend: options.backend,
    seeds: options.seeds,
    split: options.items,
    score,
    map: scores[score]!,
    scores,
    chance: options.items === 'test' ? chanceMap(labels) : null,
    secondsPerEpoch: epochs > 0 ? seconds / epochs : null,
    secondsPerRun: seconds / runs.length,
    config: options.config,
    hyperparameters: method.hyperparameters,
    runs,
  };
}

type Report = ReturnType<typeof reportOn>;

function print(label: string, { scores, secondsPerRun, secondsPerEpoch, runs }: Report): void {
  for (const kind of scoreKinds) if (scores[kind]) console.log(`  ${label.padEnd(10)} ${kind.padEnd(9)} ${describe(scores[kind])}`);
  const epochs = secondsPerEpoch === null ? '' : `, ${secondsPerEpoch.toFixed(2)} s an epoch`;
  console.log(`  ${''.padEnd(20)} ${secondsPerRun.toFixed(1)} s a run${epochs}; chosen: ${runs.map(({ chosen }) => chosen).join(', ')}`);
}

async function main(): Promise<void> {
  const options = readOptions();
  const { bundle, backend, seeds, items, json } = options;
  if (options.help) return console.log(usage);
  const dataset = await openDataset(bundle);
  const environment = await startBackend(backend, wasmFolder());
  if (environment.backend !== backend) throw new Error(`Starting ${backend}: ${environment.skipped.map(({ reason }) => reason).join('; ')}.`);
  const without = dataset.items.filter((_, row) => classesOf(dataset.labels.values, row).length === 0).length;
  const several = `${seeds} ${seeds === 1 ? 'seed' : 'seeds'}`;
  console.log(`${dataset.name}: ${dataset.count} pairs, ${dataset.labels.names.length} classes${without > 0 ? `, ${without} pairs without any` : ''}; ${options.methods.map(({ label }) => label).join(', ')} on ${backend}, ${several}, ${options.config.epochs} epochs`);

  if (options.sweep) return runSweep(dataset, { ...options, ...options.sweep });

  const reports: Report[] = [];
  for (const method of options.methods) reports.push(reportOn(dataset, method, options, await runMethod(dataset, method, options)));

  console.log(`\nMAP@all on the ${items} items, mean ± deviation over ${several}`);
  reports.forEach((report, i) => print(options.methods[i]!.label, report));
  const [first] = reports;
  if (first!.chance !== null) console.log(`  Chance     ${digits(first!.chance)}`);
  if (json === undefined) return;
  writeFileSync(json, `${JSON.stringify(reports.length === 1 ? first : reports, null, 1)}\n`);
  console.log(`  written to ${json}`);
}

try {
  await main();
} catch (error) {
  const { message, advice } = reportOf(error);
  console.error([message, advice, 'See npm run train -- --help.'].filter(Boolean).join('\n'));
  process.exitCode = 1;
}
