/** What `npm run train` was asked to do. */
import { parseArgs } from 'node:util';
import { checkConfig, configFields, defaultConfig, type AlscorConfig } from '../alscor/config';
import type { Method } from '../methods/method';
import { methods } from '../methods/registry';

const names = methods.map(({ name }) => name);

export const usage = `npm run train -- [--bundle <folder, .zip or demo>] [--method ${names.join(',')}] [--seeds 3] [--backend wasm|cpu]
                 [--epochs N] [--set name=value …] [--validation] [--json out.json]
                 [--sweep N] [--sweep-file sweep.jsonl]

--method      alscor unless said otherwise; several with commas between, or "all"
--set         a hyperparameter of ALSCOR, e.g. --set latentDim=64 (${configFields.map(({ key }) => key).join(', ')})
--validation  leaves the test items unread and gives the validation MAP: for choosing hyperparameters
--sweep       a random search: N configurations of ALSCOR drawn from the seed out of the ranges in src/alscor/sweepRanges.ts,
              beside the settings as they are (trial 0), each fitted from --seeds seeds (2 unless said otherwise); what --set
              and --epochs give stays fixed. Ranked by the validation MAP, the mean over both directions of the semantic
              and the canonical score; the test items are not read
--sweep-file  where each finished trial is appended; the same command goes on after them (Ctrl-C loses nothing finished)`;

export const backends = ['wasm', 'cpu'] as const;
export type NodeBackend = (typeof backends)[number];

export interface TrainOptions {
  bundle: string;
  methods: Method[];
  backend: NodeBackend;
  seeds: number;
  config: AlscorConfig;
  items: 'test' | 'validation';
  json: string | undefined;
  /** A search instead of a training; null where none is asked for. */
  sweep: { trials: number; file: string; fixed: (keyof AlscorConfig)[] } | null;
  help: boolean;
}

/** The methods of a list with commas between, or "all". */
export function readMethods(option: string, list: string): Method[] {
  return (list === 'all' ? names : list.split(',')).map((name) => {
    const method = methods.find((one) => one.name === name);
    if (!method) throw new Error(`${option}: expected ${names.join(', ')} or all, got ${name}.`);
    return method;
  });
}

export function readBackend(name: string): NodeBackend {
  const backend = backends.find((one) => one === name);
  if (!backend) throw new Error(`--backend: expected ${backends.join(' or ')}, got ${name}. WebGPU and WebGL need a browser.`);
  return backend;
}

export function readWhole(option: string, text: string): number {
  const value = Number(text);
  if (!Number.isInteger(value) || value < 1) throw new Error(`${option}: expected a whole number from 1, got ${text}.`);
  return value;
}

export function readConfig(settings: string[]): AlscorConfig {
  const changes = settings.map((setting) => {
    const [name = '', value = ''] = setting.split('=');
    const field = configFields.find(({ key }) => key === name);
    if (!field) throw new Error(`--set: expected a hyperparameter, got ${name}. There are ${configFields.map(({ key }) => key).join(', ')}.`);
    return [name, field.kind === 'number' ? Number(value) : value];
  });
  const config = { ...defaultConfig, ...Object.fromEntries(changes) } as AlscorConfig;
  checkConfig(config);
  return config;
}

function readSweep({ sweep, 'sweep-file': file, set, epochs, method, json }: { sweep?: string; 'sweep-file'?: string; set: string[]; epochs?: string; method: string; json?: string }): TrainOptions['sweep'] {
  if (sweep === undefined) {
    if (file !== undefined) throw new Error('--sweep-file: expected --sweep N beside it, got none.');
    return null;
  }
  if (method !== 'alscor') throw new Error(`--sweep: expected ALSCOR, the one method it searches, got --method ${method}.`);
  if (json !== undefined) throw new Error('--sweep: expected no --json, since the trials are in the --sweep-file.');
  const fixed = set.map((setting) => setting.split('=')[0] as keyof AlscorConfig);
  return { trials: readWhole('--sweep', sweep), file: file ?? 'sweep.jsonl', fixed: epochs === undefined ? fixed : [...fixed, 'epochs'] };
}

/** @throws Error for an option that is not one, saying what was expected. */
export function readOptions(): TrainOptions {
  const { values } = parseArgs({
    options: {
      bundle: { type: 'string', default: 'demo' },
      method: { type: 'string', default: 'alscor' },
      seeds: { type: 'string' },
      backend: { type: 'string', default: 'wasm' },
      epochs: { type: 'string' },
      set: { type: 'string', multiple: true, default: [] },
      sweep: { type: 'string' },
      'sweep-file': { type: 'string' },
      validation: { type: 'boolean', default: false },
      json: { type: 'string' },
      help: { type: 'boolean', default: false },
    },
  });
  const { bundle, json, help } = values;
  return {
    bundle, json, help,
    backend: readBackend(values.backend),
    seeds: readWhole('--seeds', values.seeds ?? (values.sweep === undefined ? '3' : '2')),
    methods: readMethods('--method', values.method),
    config: readConfig([...values.set, ...(values.epochs === undefined ? [] : [`epochs=${values.epochs}`])]),
    items: values.validation ? 'validation' : 'test',
    sweep: readSweep(values),
  };
}
