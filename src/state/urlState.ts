import { isDatasetId } from '../worker/library/entry';
import { initialSearchAddress, parseSearch, setSearch, type SearchAddress } from './searchAddress';

export const places = ['data', 'train', 'evaluate', 'search'] as const;
export type Place = (typeof places)[number];

/** Everything that a link to this page restores. Null means: choose what fits. */
export interface UrlState extends SearchAddress {
  place: Place;
  /** Names of the methods to compare. */
  methods: string[] | null;
  /** From how many seeds each is fitted. */
  seeds: number | null;
  /** Id of a dataset in the library of this browser; null: the demo, or one that is open for this visit. */
  dataset: string | null;
  /** What curves are drawn over. */
  x: 'epoch' | 'step' | 'time';
  logX: boolean;
  /** Names of the figures whose y axis is logarithmic. */
  log: string[];
  /** Weight of the exponential moving average, 0 is off. */
  smoothing: number | null;
  /** Ids of the stored runs that are shown beside the present one. */
  runs: string[];
  /** Names of the parts of Train that are open; null: those that usually are. */
  open: string[] | null;
  /** Hyperparameters that are not at their defaults, by their keys. */
  set: Record<string, string>;
}

export const initialUrlState: UrlState = {
  ...initialSearchAddress, place: 'train', methods: null, seeds: null, dataset: null,
  x: 'epoch', logX: false, log: [], smoothing: null, runs: [], open: null, set: {},
};

function oneOf<T extends string>(value: string | null, allowed: readonly T[]): T | null {
  return allowed.find((candidate) => candidate === value) ?? null;
}

/** "methods=" without any is a choice too: of none. */
function parseMethods(text: string | null): string[] | null {
  return text === null ? null : text.split(',').filter((name) => /^[a-z0-9-]{1,40}$/.test(name));
}

function parseSeeds(text: string | null): number | null {
  return text !== null && /^([1-9]|10)$/.test(text) ? Number(text) : null;
}

function parseDataset(text: string | null): string | null {
  return text !== null && isDatasetId(text) ? text : null;
}

function parseList(text: string | null, name: RegExp): string[] | null {
  return text === null ? null : text.split(',').filter((part) => name.test(part));
}

function parseSmoothing(text: string | null): number | null {
  const weight = Number(text);
  return text !== null && text !== '' && weight >= 0 && weight < 1 ? weight : null;
}

/** "latentDim:64,layer:none" */
function parseSettings(text: string | null): Record<string, string> {
  const parts = parseList(text, /^[a-zA-Z]{1,40}:[\w.+-]{1,40}$/) ?? [];
  return Object.fromEntries(parts.map((part) => part.split(':', 2)));
}

/** Reads "#/search?dir=t2i&words=red+fruit"; what it does not know falls back to the defaults. */
export function parseHash(hash: string): UrlState {
  const [path = '', query = ''] = hash.replace(/^#\/?/, '').split('?', 2);
  const parameters = new URLSearchParams(query);
  return {
    place: oneOf(path, places) ?? initialUrlState.place,
    ...parseSearch(parameters),
    methods: parseMethods(parameters.get('methods')),
    seeds: parseSeeds(parameters.get('seeds')),
    dataset: parseDataset(parameters.get('dataset')),
    x: oneOf(parameters.get('x'), ['epoch', 'step', 'time']) ?? initialUrlState.x,
    logX: parameters.get('logx') === '1',
    log: parseList(parameters.get('log'), /^[a-z-]{1,40}$/) ?? [],
    smoothing: parseSmoothing(parameters.get('smoothing')),
    runs: parseList(parameters.get('runs'), /^[\w-]{1,64}$/) ?? [],
    open: parseList(parameters.get('open'), /^[a-z-]{1,40}$/),
    set: parseSettings(parameters.get('set')),
  };
}

export function formatHash({ place, methods, seeds, dataset, x, logX, log, smoothing, runs, open, set, ...search }: UrlState): string {
  const parameters = new URLSearchParams();
  if (dataset) parameters.set('dataset', dataset);
  setSearch(parameters, search);
  if (methods) parameters.set('methods', methods.join(','));
  if (seeds) parameters.set('seeds', String(seeds));
  if (x !== initialUrlState.x) parameters.set('x', x);
  if (logX) parameters.set('logx', '1');
  if (log.length > 0) parameters.set('log', log.join(','));
  if (smoothing !== null) parameters.set('smoothing', String(smoothing));
  if (runs.length > 0) parameters.set('runs', runs.join(','));
  if (open) parameters.set('open', open.join(','));
  const settings = Object.entries(set).map((pair) => pair.join(':'));
  if (settings.length > 0) parameters.set('set', settings.join(','));
  // Commas and colons need no code in an address, and a list is easier to read with them.
  const text = parameters.toString().replaceAll('%2C', ',').replaceAll('%3A', ':');
  return `#/${place}${text && `?${text}`}`;
}
