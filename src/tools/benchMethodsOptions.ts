/** What `npm run bench:methods` was asked to do. */
import { availableParallelism } from 'node:os';
import { parseArgs } from 'node:util';
import { methods } from '../methods/registry';
import { describeMethod } from '../worker/comparison';
import { readBackend, readConfig, readMethods, readWhole, type TrainOptions } from './trainOptions';

/** As the page ticks them at first. */
const usual = methods.map(describeMethod).filter(({ group }) => group !== 'ablation').map(({ name }) => name).join(',');

export const usage = `npm run bench:methods -- [--bundle <folder, .zip, .mat or demo>] [--methods ${methods.map(({ name }) => name).join(',')}] [--seeds 3]
                         [--jobs 2] [--backend wasm|cpu] [--epochs N] [--set name=value …] [--markdown] [--json out.json]

--methods   ALSCOR and what it is compared with unless said otherwise; several with commas between; "all" adds its ablations
--jobs      fits at a time, each in a process of its own; the results do not depend on it
--set       a hyperparameter of ALSCOR and its ablations, e.g. --set latentDim=64
--markdown  prints the table alone, for a README`;

export interface BenchOptions extends Pick<TrainOptions, 'bundle' | 'methods' | 'backend' | 'seeds' | 'config' | 'json' | 'help'> {
  jobs: number;
  markdown: boolean;
}

/** @throws Error for an option that is not one, saying what was expected. */
export function readBenchOptions(): BenchOptions {
  const { values } = parseArgs({
    options: {
      bundle: { type: 'string', default: 'demo' },
      methods: { type: 'string', default: usual },
      seeds: { type: 'string', default: '3' },
      jobs: { type: 'string', default: String(Math.min(4, availableParallelism())) },
      backend: { type: 'string', default: 'wasm' },
      epochs: { type: 'string' },
      set: { type: 'string', multiple: true, default: [] },
      markdown: { type: 'boolean', default: false },
      json: { type: 'string' },
      help: { type: 'boolean', default: false },
    },
  });
  const { bundle, json, help, markdown } = values;
  return {
    bundle, json, help, markdown,
    methods: readMethods('--methods', values.methods),
    seeds: readWhole('--seeds', values.seeds),
    jobs: readWhole('--jobs', values.jobs),
    backend: readBackend(values.backend),
    config: readConfig([...values.set, ...(values.epochs === undefined ? [] : [`epochs=${values.epochs}`])]),
  };
}
