/** What the page talks to: one backend, one dataset, one run, and the models that answer. */
import { checkConfig } from '../alscor/config';
import type { Dataset } from '../bundle/dataset';
import { packBundle } from '../bundle/packBundle';
import { readBundle } from '../bundle/read';
import { pictureType } from '../bundle/readPictures';
import { openSource, type BundleSource } from '../bundle/source';
import type { MethodInfo } from '../comparison/comparison';
import { startBackend, type WasmFiles } from '../engine/backends';
import { alscor } from '../methods/alscor';
import { methods } from '../methods/registry';
import { describeMethod, methodsNamed, planFits, settingOf } from './comparison';
import { ComparisonRun } from './comparisonRun';
import { evaluateModel } from './evaluate';
import type { LibraryEntry } from './library/entry';
import { keepBundle } from './library/keepBundle';
import { opfsSource } from './library/opfsSource';
import { nextTask } from './nextTask';
import { checkClasses, pairsToTrain, rowsOfSplit } from './pairs';
import { Pictures } from './pictures';
import { refuse } from './problem';
import type { BackendChoice, Commands, ComparisonStatus, DatasetSource, DatasetSummary, Environment, Evaluation, RunRequest, RunStatus, SearchRequest, SearchResult, WorkerEvent } from './protocol';
import type { RunRecord } from './runs/record';
import { search } from './search';
import { linearCca, type SearchModel } from './searchModel';
import { TrainingRun } from './trainingRun';

interface Loaded {
  dataset: Dataset;
  source: BundleSource;
  pictures: Pictures;
  cca: SearchModel;
}

const idle: RunStatus = {
  runId: '', phase: 'idle', epoch: 0, epochs: 0, step: 0, totalSteps: 0, stepsPerSecond: 0,
  elapsedMs: 0, remainingMs: null, tensorBytes: 0, tensors: 0, bestEpoch: null,
};

function summaryOf(dataset: Dataset, loadMs: number): DatasetSummary {
  const { name, description, license, citation, count, image, text, labels, images, items, thumbnails, vocab, encoder, sampledFrom, bytes } = dataset;
  return {
    name, description, license, citation, count, items, sampledFrom, bytes, loadMs,
    dims: { image: image.dims, text: text.dims },
    views: image.views,
    encoders: { image: image.encoder, text: text.encoder },
    classNames: labels.names,
    labels: labels.values,
    images: images && { rows: images, count: new Set(images).size },
    thumbnails: thumbnails && {
      layout: thumbnails.layout,
      sheets: thumbnails.sheets.map((sheet) => new Blob([Uint8Array.from(sheet)], { type: pictureType(sheet) })),
    },
    vocabulary: vocab?.words,
    encodesPictures: encoder !== undefined,
  };
}

const MOST_SEEDS = 10;

function seedsFrom({ seeds, config }: Commands['compare']['payload']): number[] {
  if (!Number.isInteger(seeds) || seeds < 1 || seeds > MOST_SEEDS) refuse(`Comparing: expected a whole number of seeds from 1 to ${MOST_SEEDS}, got ${seeds}.`, 'Choose fewer or more.');
  checkConfig({ ...config, seed: config.seed + seeds - 1 });
  return Array.from({ length: seeds }, (_, i) => config.seed + i);
}

export class Session {
  private loaded: Loaded | null = null;
  private run: TrainingRun | null = null;
  private comparison: ComparisonRun | null = null;
  private comparisons = 0;
  private trained: SearchModel | null = null;
  private loads = 0;
  private backendChanges = 0;
  private backendChange: Promise<void> = Promise.resolve();

  constructor(
    private readonly emit: (event: WorkerEvent) => void,
    private readonly wasmFiles: WasmFiles,
  ) {}

  /** Starts or changes the backend; no run may be going on. */
  async setBackend(choice: BackendChoice): Promise<Environment> {
    this.refuseWhileRunning('Changing the backend');
    this.backendChanges++;
    // One after the other: two backends that start at once would both set tfjs's one active backend.
    const change = this.backendChange.then(async () => {
      await this.loaded?.pictures.release();
      return startBackend(choice, this.wasmFiles);
    });
    this.backendChange = change.then(() => undefined, () => undefined);
    try {
      return await change;
    } finally {
      this.backendChanges--;
    }
  }

  /** Replaces the dataset once the new one is read and checked; until then, and on failure, the old one stays. */
  async loadDataset(location: DatasetSource): Promise<DatasetSummary> {
    this.refuseWhileRunning('Loading a dataset');
    const load = ++this.loads;
    const start = performance.now();
    const source = location.kind === 'stored' ? await opfsSource(location.id) : await openSource(location);
    const dataset = await readBundle(source, (done, total) => this.emit({ type: 'progress', task: 'Reading the dataset', done, total }));
    if (load !== this.loads) refuse('Loading a dataset: another one was asked for meanwhile.', 'Wait for it.');
    await this.replace(dataset, source);
    return summaryOf(dataset, performance.now() - start);
  }

  private async replace(dataset: Dataset, source: BundleSource): Promise<void> {
    this.emit({ type: 'progress', task: 'Fitting linear CCA', done: 0, total: 0 });
    await nextTask();
    const cca = linearCca(dataset);
    // A run may have begun on the dataset before while this one was read.
    this.refuseWhileRunning('Loading a dataset');
    const before = this.loaded;
    this.loaded = { dataset, source, cca, pictures: new Pictures(dataset, source) };
    this.run = null;
    this.comparison = null;
    this.answerWith(null);
    await before?.pictures.release();
  }

  /** Copies the loaded dataset's files as they are; loading another one meanwhile does not disturb it. */
  async keepDataset({ id, sourceFiles, report }: Commands['keepDataset']['payload']): Promise<LibraryEntry> {
    const { dataset, source } = this.ready();
    const { name, bytes, count: pairs, labels } = dataset;
    return keepBundle(source, { id, name, bytes, pairs, classes: labels.names.length, sourceFiles, report }, (done, total) => this.emit({ type: 'keeping', id, done, total }));
  }

  async packDataset(): Promise<Blob> {
    return packBundle(this.ready().source, (done, total) => this.emit({ type: 'packing', done, total }));
  }

  train({ id, name, config, script, replayOf }: RunRequest): RunRecord {
    this.refuseUnlessFree('Starting a run');
    checkConfig(config);
    const { dataset } = this.ready();
    checkClasses(dataset, [alscor]);
    const pairs = pairsToTrain(dataset, config);
    const model = (trained: SearchModel) => this.answerWith(trained);
    const { count, name: datasetName } = dataset;
    const record: RunRecord = {
      id, name, config, script, replayOf,
      created: Date.now(),
      dataset: { name: datasetName, fingerprint: '', pairs: count, source: 'url', stored: null },
      environment: { backend: 'wasm', requested: 'auto', adapter: null, wasm: null, skipped: [] },
      from: null,
    };
    this.run = new TrainingRun(record, pairs, config, { emit: this.emit, model });
    return record;
  }

  notYet(command: string): never {
    return refuse(`${command}: not in this version yet.`, 'Update the page.');
  }

  async pause(): Promise<RunStatus> {
    return (await this.run?.pause()) ?? idle;
  }

  resume(): RunStatus {
    return this.run?.resume() ?? idle;
  }

  async stop(): Promise<RunStatus> {
    return (await this.run?.stop()) ?? idle;
  }

  async reset(): Promise<RunStatus> {
    await this.run?.stop();
    this.run = null;
    this.answerWith(null);
    return idle;
  }

  search(request: SearchRequest): Promise<SearchResult> {
    const { dataset, pictures, cca } = this.ready();
    const model = request.model === 'cca' ? cca : this.trained;
    if (!model) return refuse('Searching with ALSCOR: expected a trained model, there is none yet.', 'Train first, or search with linear CCA.');
    return search(dataset, model, request, (picture) => pictures.features(picture));
  }

  async evaluate(): Promise<Evaluation[]> {
    const { dataset } = this.ready();
    const evaluations: Evaluation[] = [];
    for (const model of this.models()) {
      evaluations.push(evaluateModel(dataset, model));
      await nextTask();
    }
    return evaluations;
  }

  methods(): MethodInfo[] {
    return methods.map(describeMethod);
  }

  compare(asked: Commands['compare']['payload']): Commands['compare']['result'] {
    this.refuseUnlessFree('Comparing');
    const { dataset } = this.ready();
    const [compared, seeds] = [methodsNamed(asked.methods), seedsFrom(asked)];
    checkClasses(dataset, compared);
    pairsToTrain(dataset, asked.config);
    if (rowsOfSplit(dataset.items, 'test').length === 0) refuse('Comparing: expected test items, the dataset has none.', 'Mark some items as "test".');
    this.comparison = new ComparisonRun(++this.comparisons, dataset, planFits(compared, seeds), asked.config, this.emit);
    return { comparisonId: this.comparisons, setting: settingOf(dataset, compared, seeds, asked.config) };
  }

  async cancelComparison(): Promise<ComparisonStatus | null> {
    return (await this.comparison?.cancel()) ?? null;
  }

  private refuseWhileRunning(operation: string): void {
    if (this.run?.active) refuse(`${operation}: expected no run, one is going on.`, 'Stop the run first; its best weights stay.');
    if (this.comparison?.active) refuse(`${operation}: expected no comparison, one is going on.`, 'Cancel it first; its finished fits stay.');
  }

  private refuseUnlessFree(operation: string): void {
    this.refuseWhileRunning(operation);
    if (this.backendChanges > 0) refuse(`${operation}: expected a backend, it is still starting.`, 'Try again in a moment.');
  }

  private ready(): Loaded {
    return this.loaded ?? refuse('Expected a dataset, there is none yet.', 'Load one in Data.');
  }

  private models(): SearchModel[] {
    return [...(this.loaded ? [this.loaded.cca] : []), ...(this.trained ? [this.trained] : [])];
  }

  private answerWith(trained: SearchModel | null): void {
    this.trained = trained;
    this.emit({ type: 'models', models: this.models().map(({ info }) => info) });
  }
}
