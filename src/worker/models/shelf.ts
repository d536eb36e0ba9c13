/** Fitted models of the open dataset, by their keys; those that were asked for are kept while there is room. */
import { refuse } from '../problem';
import type { SearchModel } from '../search/searchModel';
import type { ModelInfo, ModelKey } from '../search/types';
import { modelBytes } from './modelBytes';
import { readKey, type ModelMakers, type Preparation } from './modelKey';

const MOST_BYTES = 256 * 2 ** 20;

interface Shelved {
  model: SearchModel;
  /** 0 for those that are there in any case. */
  bytes: number;
  /** The page knows of it. */
  told: boolean;
}

type Tell = { models(models: ModelInfo[]): void; preparing(key: ModelKey, done: number, total: number): void };

export class ModelShelf {
  /** Least recently used first. */
  private readonly models = new Map<ModelKey, Shelved>();
  private readonly opening = new Map<ModelKey, Promise<SearchModel>>();
  /** Counted. */
  private dataset = 0;
  private preparation: Preparation = { stopped: null };
  private fits: Promise<unknown> = Promise.resolve();

  constructor(private readonly tell: Tell, private readonly makers: ModelMakers, private readonly mostBytes = MOST_BYTES) {}

  /** Of a dataset that was just opened; those of the one before are forgotten. */
  start(cca: SearchModel): void {
    this.cancel('another dataset was opened');
    this.dataset++;
    this.models.clear();
    this.opening.clear();
    this.put('cca', cca);
  }

  /** Of this key, in place of one before, whatever its size. Null takes it away. */
  put(key: ModelKey, model: SearchModel | null): void {
    if (model) this.models.set(key, { model, bytes: 0, told: true });
    else this.models.delete(key);
    this.tellAll();
  }

  get(key: ModelKey): SearchModel | null {
    return this.models.get(key)?.model ?? null;
  }

  /** Those that are there in any case. */
  present(): SearchModel[] {
    return [...this.models.values()].flatMap(({ model, bytes }) => (bytes === 0 ? [model] : []));
  }

  /** Of all that the page knows of. */
  infos(): ModelInfo[] {
    return Array.from(this.models.values()).flatMap(({ model, told }) => (told ? [model.info] : []));
  }

  /**
   * Reads what is stored of a run; a method must have been prepared.
   * @throws a refusal where there is no such model, and the makers' own errors
   */
  async open(key: ModelKey): Promise<SearchModel> {
    const shelved = this.models.get(key);
    if (shelved) return this.used(key, shelved);
    const { kind } = readKey(key);
    if (kind === 'present') return refuse(`Searching: expected a fitted model, there is no ${key} yet.`, 'Train first, or search with linear CCA.');
    if (kind === 'method' && !this.opening.has(key)) return refuse(`Searching: expected a fitted method, ${key} is not fitted yet.`, 'Choose it in Search, which fits it first.');
    return this.made(key);
  }

  /** Reads or fits a model, one fit after the other, and tells the page of it. @throws as `open`; a refusal once it was cancelled */
  async prepare(key: ModelKey): Promise<ModelInfo> {
    const { info } = this.models.has(key) || readKey(key).kind === 'present' ? await this.open(key) : await this.made(key);
    const shelved = this.models.get(key);
    if (shelved && !shelved.told) {
      shelved.told = true;
      this.tellAll();
    }
    return info;
  }

  /** A run goes on, or is rewound: what was read of it before no longer holds. */
  forget(runId: string): void {
    const its = (key: ModelKey) => key === `run:${runId}` || key.startsWith(`run:${runId}@`);
    for (const key of [...this.opening.keys()].filter(its)) this.opening.delete(key);
    for (const key of [...this.models.keys()].filter(its)) this.models.delete(key);
    this.tellAll();
  }

  /** Ends all fits that go on or wait. @param because how the refusal ends: "it was cancelled" */
  cancel(because = 'it was cancelled'): void {
    this.preparation.stopped = because;
    this.preparation = { stopped: null };
  }

  /** Once no fit goes on. */
  async settled(): Promise<void> {
    await this.fits;
  }

  private made(key: ModelKey): Promise<SearchModel> {
    const before = this.opening.get(key);
    if (before) return before;
    const making = this.make(key, this.preparation).finally(() => {
      if (this.opening.get(key) === making) this.opening.delete(key);
    });
    this.opening.set(key, making);
    return making;
  }

  private async make(key: ModelKey, preparation: Preparation): Promise<SearchModel> {
    const progress = (done: number, total: number) => this.tell.preparing(key, done, total);
    const { dataset } = this;
    const model = await this.makeBy(key, preparation, progress);
    if (dataset !== this.dataset) refuse(`Opening ${key}: expected the same dataset, another one was opened meanwhile.`, 'Choose a model again.');
    const named = { ...model, info: { ...model.info, key } };
    // It may have been forgotten meanwhile.
    if (this.opening.has(key)) this.shelve(key, named);
    return named;
  }

  private makeBy(key: ModelKey, preparation: Preparation, progress: (done: number, total: number) => void): Promise<SearchModel> {
    const read = readKey(key);
    switch (read.kind) {
      case 'present':
        return refuse(`Opening a model: expected a run, an epoch or a method, got ${key}.`, 'Choose a model in Search.');
      case 'run':
        return this.makers.run(read);
      case 'epoch':
        return this.makers.epoch(read);
      case 'method':
        return this.inTurn(() => this.makers.method(read.name, preparation, progress));
      default:
        return read satisfies never;
    }
  }

  /** Two at a time would take as long, and twice the memory. */
  private inTurn<T>(work: () => Promise<T>): Promise<T> {
    const done = this.fits.then(work);
    this.fits = done.catch(() => undefined);
    return done;
  }

  private used(key: ModelKey, shelved: Shelved): SearchModel {
    if (shelved.bytes > 0) {
      this.models.delete(key);
      this.models.set(key, shelved);
    }
    return shelved.model;
  }

  private shelve(key: ModelKey, model: SearchModel): void {
    this.models.set(key, { model, bytes: modelBytes(model), told: false });
    const made = [...this.models].filter(([, shelved]) => shelved.bytes > 0);
    let bytes = made.reduce((sum, [, shelved]) => sum + shelved.bytes, 0);
    let toldOne = false;
    // The newest two may stand side by side: each would push out the other.
    for (const [old, shelved] of made.slice(0, -2)) {
      if (bytes <= this.mostBytes) break;
      this.models.delete(old);
      bytes -= shelved.bytes;
      toldOne ||= shelved.told;
    }
    if (toldOne) this.tellAll();
  }

  private tellAll(): void {
    this.tell.models(this.infos());
  }
}
