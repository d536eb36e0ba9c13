/** What the keys of models mean, and who makes those that are not there yet. */
import { refuse } from '../problem';
import type { SearchModel } from '../search/searchModel';
import type { ModelKey } from '../search/types';

/** Said to a fit that has to end, and why: "it was cancelled". */
export interface Preparation {
  stopped: string | null;
}

export interface ModelMakers {
  /** A stored run at its best. */
  run(asked: { id: string }): Promise<SearchModel>;
  /** Where the items lay after an epoch. */
  epoch(asked: { id: string; epoch: number }): Promise<SearchModel>;
  /** Fits a method; looks between its steps whether it has to end. */
  method(name: string, preparation: Preparation, progress: (done: number, total: number) => void): Promise<SearchModel>;
}

export type ReadKey = { kind: 'present' } | { kind: 'run'; id: string } | { kind: 'epoch'; id: string; epoch: number } | { kind: 'method'; name: string };

/** @throws a refusal where it is none */
export function readKey(key: ModelKey): ReadKey {
  if (key === 'cca' || key === 'alscor') return { kind: 'present' };
  const [, run, epoch, method] = /^(?:run:([\w-]{1,64})(?:@(\d{1,6}))?|method:([a-z0-9-]{1,40}))$/.exec(key) ?? [];
  if (method !== undefined) return { kind: 'method', name: method };
  if (run === undefined) return refuse(`Searching: expected "cca", "alscor", "run:…" or "method:…", got ${JSON.stringify(key.slice(0, 80))}.`, 'Choose a model in Search.');
  return epoch === undefined ? { kind: 'run', id: run } : { kind: 'epoch', id: run, epoch: Number(epoch) };
}
