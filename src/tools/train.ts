/** `npm run train`: trains a bundle in Node with the page's own code and prints MAP@all over several seeds. */
import { writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import cliProgress from 'cli-progress';
import { checkConfig, configFields, defaultConfig, type AlscorConfig } from '../alscor/config';
import { readBundle } from '../bundle/read';
import { startBackend } from '../engine/backends';
import { chanceMap } from '../retrieval/metrics';
import { rowsOfSplit } from '../worker/pairs';
import { reportOf } from '../worker/problem';
import { linearCca } from '../worker/searchModel';
import { openBundle } from './openBundle';
import { scoreKinds, summarise, testMap, trainSeed, type MapSummary, type SeedResult } from './trainSeeds';
import { wasmFolder } from './wasmFolder';

const usage = `npm run train -- [--bundle <folder, .zip or demo>] [--seeds 3] [--backend wasm|cpu] [--epochs N]
                 [--set name=value …] [--validation] [--json out.json]

--set         a hyperparameter, e.g. --set latentDim=64 (${configFields.map(({ key }) => key).join(', ')})
--validation  leaves the test items unread and gives the validation MAP: for choosing hyperparameters`;

const backends = ['wasm', 'cpu'] as const;

function readOptions() {
  const { values } = parseArgs({
    options: {
      bundle: { type: 'string', default: 'demo' },
      seeds: { type: 'string', default: '3' },
      backend: { type: 'string', default: 'wasm' },
      epochs: { type: 'string' },
      set: { type: 'string', multiple: true, default: [] },
      validation: { type: 'boolean', default: false },
      json: { type: 'string' },
      help: { type: 'boolean', default: false },
    },
  });
  const backend = backends.find((name) => name === values.backend);
  if (!backend) throw new Error(`--backend: expected ${backends.join(' or ')}, got ${values.backend}. WebGPU and WebGL need a browser.`);
  const seeds = Number(values.seeds);
  if (!Number.isInteger(seeds) || seeds < 1) throw new Error(`--seeds: expected a whole number from 1, got ${values.seeds}.`);
  return { ...values, backend, seeds };
}

function readConfig(settings: string[], epochs: string | undefined): AlscorConfig {
  const changes = [...settings, ...(epochs === undefined ? [] : [`epochs=${epochs}`])].map((setting) => {
    const [name = '', value = ''] = setting.split('=');
    const field = configFields.find(({ key }) => key === name);
    if (!field) throw new Error(`--set: expected a hyperparameter, got ${name}. There are ${configFields.map(({ key }) => key).join(', ')}.`);
    return [name, field.kind === 'number' ? Number(value) : value];
  });
  const config = { ...defaultConfig, ...Object.fromEntries(changes) } as AlscorConfig;
  checkConfig(config);
  return config;
}

const percent = (value: number): string => value.toFixed(3);

function describe({ i2t, t2i, avg }: MapSummary): string {
  const one = ({ mean, std }: MapSummary['avg']) => `${percent(mean)} ± ${percent(std)}`;
  return `image→text ${one(i2t)}   text→image ${one(t2i)}   average ${one(avg)}`;
}

async function main(): Promise<void> {
  const { bundle, seeds, backend, epochs, set, validation, json, help } = readOptions();
  if (help) return console.log(usage);
  const config = readConfig(set, epochs);
  const dataset = await readBundle(await openBundle(bundle));
  const environment = await startBackend(backend, wasmFolder());
  if (environment.backend !== backend) throw new Error(`Starting ${backend}: ${environment.skipped.map(({ reason }) => reason).join('; ')}.`);
  const items = validation ? 'validation' : 'test';
  console.log(`${dataset.name}: ${dataset.count} pairs, ${dataset.labels.names.length} classes; ALSCOR on ${backend}, ${seeds} ${seeds === 1 ? 'seed' : 'seeds'}, ${config.epochs} epochs`);

  const bar = new cliProgress.SingleBar({
    format: 'seed {seed} epoch {epoch} {bar} {percentage} % · {eta_formatted} left · validation MAP {map}',
    noTTYOutput: true,
    notTTYSchedule: 10_000,
    hideCursor: true,
  });
  const results: SeedResult[] = [];
  bar.start(1, 0, { seed: 1, epoch: 0, map: '–' });
  try {
    for (let run = 0; run < seeds; run++) {
      const seeded = { ...config, seed: config.seed + run };
      results.push(
        await trainSeed(dataset, seeded, items, ({ step, totalSteps, epoch, validation: scores }) => {
          bar.setTotal(totalSteps * seeds);
          bar.update(totalSteps * run + step, { seed: seeded.seed, epoch, map: scores ? percent((scores.semantic.i2t + scores.semantic.t2i) / 2) : '–' });
        }),
      );
    }
  } finally {
    bar.stop();
  }

  console.log(`\nMAP@all on the ${items} items, mean ± deviation over ${seeds} ${seeds === 1 ? 'seed' : 'seeds'}`);
  const scores = Object.fromEntries(scoreKinds.map((kind) => [kind, summarise(results, kind)])) as Record<(typeof scoreKinds)[number], MapSummary>;
  for (const kind of scoreKinds) console.log(`  ALSCOR ${kind.padEnd(10)} ${describe(scores[kind])}`);
  const labels = Int32Array.from(rowsOfSplit(dataset.items, 'test'), (row) => dataset.labels.values[row]!);
  const chance = validation ? null : chanceMap(labels);
  const cca = validation ? null : testMap(dataset, linearCca(dataset).space, 'canonical', 1);
  if (cca) console.log(`  Linear CCA        image→text ${percent(cca.i2t)}           text→image ${percent(cca.t2i)}           average ${percent(cca.avg)}`);
  if (chance !== null) console.log(`  Chance            ${percent(chance)}`);
  const seconds = results.reduce((sum, result) => sum + result.seconds, 0);
  const secondsPerEpoch = seconds / results.reduce((sum, result) => sum + result.epochs, 0);
  console.log(`  ${(seconds / seeds).toFixed(1)} s a run, ${secondsPerEpoch.toFixed(2)} s an epoch; best epochs ${results.map(({ bestEpoch }) => bestEpoch).join(', ')}`);
  if (json === undefined) return;
  const report = {
    dataset: dataset.name, method: 'alscor', backend, seeds, split: items, score: 'semantic',
    map: scores.semantic, scores, cca, chance, secondsPerEpoch, config, runs: results,
  };
  writeFileSync(json, `${JSON.stringify(report, null, 1)}\n`);
  console.log(`  written to ${json}`);
}

try {
  await main();
} catch (error) {
  const { message, advice } = reportOf(error);
  console.error([message, advice, 'See npm run train -- --help.'].filter(Boolean).join('\n'));
  process.exitCode = 1;
}
