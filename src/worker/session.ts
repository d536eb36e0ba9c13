/** What the page talks to: one backend, one dataset, one run, and the models that answer. */
import type { BestState } from '../alscor/runState';
import type { Dataset } from '../bundle/dataset';
import { packBundle } from '../bundle/packBundle';
import { readBundle } from '../bundle/read';
import { openSource, type BundleSource } from '../bundle/source';
import type { MethodInfo } from '../comparison/comparison';
import type { WasmFiles } from '../engine/backends';
import { methods } from '../methods/registry';
import { describeMethod, methodsNamed, planFits, seedsFrom, settingOf } from './comparison';
import { ComparisonRun } from './comparisonRun';
import { datasetSummary } from './datasetSummary';
import { Device } from './device';
import { evaluateModel } from './evaluate';
import { fingerprint } from './fingerprint';
import { InsightsDesk } from './insights/desk';
import type { LibraryEntry } from './library/entry';
import { ownItemsOf } from './gallery/ownItemsOf';
import type { OwnItems } from './gallery/ownItems';
import { keepBundle } from './library/keepBundle';
import { opfsSource } from './library/opfsSource';
import { modelFile, readModelFile, searchModelOf } from './models/files';
import { makersOf } from './models/makers';
import { ModelShelf } from './models/shelf';
import { nextTask } from './nextTask';
import { checkClasses, pairsToTrain, rowsOfSplit } from './pairs';
import { Pictures } from './pictures';
import type { Preprocessing } from './preprocessing';
import { refuse, reportOf } from './problem';
import type { BackendChoice, Commands, ComparisonStatus, DatasetSource, DatasetSummary, Environment, Evaluation, ModelInfo, ModelKey, RunRequest, RunStatus, WorkerEvent } from './protocol';
import { onceAsked } from './onceAsked';
import type { RunRecord } from './runs/record';
import { Runner, type OpenDataset, type RunFiles } from './runner';
import { SearchDesk } from './search/desk';
import { linearCca, type SearchModel, type TrainedModel } from './search/searchModel';
import { spaceSnapshot } from './spaceSnapshot';

interface Loaded extends OpenDataset {
  source: BundleSource;
  pictures: Pictures;
  own: OwnItems;
}

/** Drawing up the map and showing it takes of the two cores that many machines have. */
const SPACE_MS = 2500;

export class Session {
  private loaded: Loaded | null = null;
  /** The present run, to steer it. */
  readonly runner: Runner;
  /** Who answers queries. */
  readonly desk: SearchDesk;
  /** Who looks at the test set. */
  readonly insights: InsightsDesk;
  private readonly device: Device;
  private watching = false;
  private spaceToldAt = -Infinity;
  private comparison: ComparisonRun | null = null;
  private comparisons = 0;
  private loads = 0;
  private backendChanges = 0;
  private backendChange: Promise<void> = Promise.resolve();

  constructor(
    private readonly emit: (event: WorkerEvent) => void,
    wasmFiles: WasmFiles,
    files: RunFiles | null = null,
  ) {
    const listener = {
      model: (trained: SearchModel) => this.answerWith(trained),
      restore: ({ model, epoch }: BestState, preprocessing: Preprocessing, record: RunRecord) => this.placed({ ...model, preprocessing }, epoch, record),
      lost: () => this.device.isLost(),
    };
    this.device = new Device(wasmFiles, (reason) => void this.recover(reason).catch((error: unknown) => emit({ type: 'problem', runId: null, problem: reportOf(error) })));
    this.runner = new Runner({ emit, files, listener });
    const gallery = () => {
      const { dataset, pictures, own } = this.ready();
      return { dataset, own, encode: (picture: Blob) => pictures.features(picture) };
    };
    const tell = { models: (models: ModelInfo[]) => emit({ type: 'models', models }), preparing: (key: ModelKey, done: number, total: number) => emit({ type: 'preparing', key, done, total }) };
    const mayFit = () => {
      this.refuseUnlessFree('Fitting a method');
      this.started();
    };
    const makers = makersOf({ runner: this.runner, open: () => this.ready(), bestOf: (id) => this.bestOf(id), mayFit });
    this.desk = new SearchDesk(gallery, new ModelShelf(tell, makers), (runId) => this.runner.epochsOf(runId));
    this.insights = new InsightsDesk(() => this.ready().dataset, this.desk.shelf, (progress) => emit({ type: 'insights', progress }));
  }

  /** Starts or changes the backend; no run may be going on. */
  async setBackend(choice: BackendChoice): Promise<Environment> {
    this.refuseWhileRunning('Changing the backend');
    this.backendChanges++;
    // One after the other: two backends that start at once would both set tfjs's one active backend.
    const change = this.backendChange.then(async () => {
      await this.desk.cancelPreparing();
      await this.loaded?.pictures.release();
      return this.device.start(choice);
    });
    this.backendChange = change.then(() => undefined, () => undefined);
    try {
      return await change;
    } finally {
      this.backendChanges--;
    }
  }

  /** A new device, or the next backend; a run goes on from its last state. */
  private async recover(reason: string): Promise<void> {
    this.backendChanges++;
    try {
      const lost = await this.runner.lose();
      if (lost) this.desk.shelf.forget(lost.id);
      await this.comparison?.cancel();
      await this.desk.cancelPreparing();
      await this.loaded?.pictures.release();
      const environment = await this.device.restart();
      this.emit({ type: 'recovered', runId: lost?.id ?? null, step: lost?.step ?? null, reason, environment });
      lost?.goOn();
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
    await this.replace(dataset, source, location);
    return datasetSummary(dataset, performance.now() - start);
  }

  private async replace(dataset: Dataset, source: BundleSource, location: DatasetSource): Promise<void> {
    this.emit({ type: 'progress', task: 'Fitting linear CCA', done: 0, total: 0 });
    await nextTask();
    const cca = linearCca(dataset);
    // A run may have begun on the dataset before while this one was read.
    this.refuseWhileRunning('Loading a dataset');
    const before = this.loaded;
    const pictures = new Pictures(dataset, source);
    const opened: OpenDataset = { dataset, location, fingerprint: onceAsked(() => fingerprint(dataset)) };
    this.loaded = { ...opened, source, pictures, own: ownItemsOf(opened, (picture) => pictures.features(picture), (progress) => this.emit({ type: 'own', progress })) };
    before?.own.close();
    this.runner.forget();
    this.comparison = null;
    this.desk.shelf.start(cca);
    this.tellSpace();
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

  train(request: RunRequest): Promise<RunRecord> {
    this.refuseUnlessFree('Starting a run');
    this.desk.shelf.cancel('a run began');
    return this.runner.start(request, this.ready(), this.started());
  }

  goOn({ id, paused }: Commands['goOn']['payload']): Promise<RunRecord> {
    this.refuseUnlessFree('Going on with a run');
    this.desk.shelf.cancel('a run began');
    this.desk.shelf.forget(id);
    return this.runner.goOn(id, paused, this.ready());
  }

  async reset(): Promise<RunStatus> {
    const status = await this.runner.reset();
    this.answerWith(null);
    return status;
  }

  /** Where the items lie is told now and after each epoch, while somebody looks. */
  watchSpace({ on }: Commands['watchSpace']['payload']): null {
    this.watching = on;
    this.tellSpace();
    return null;
  }

  /** @throws a refusal while a run goes on, whose model would take its place */
  async useRun({ id }: Commands['useRun']['payload']): Promise<ModelInfo> {
    this.refuseWhileRunning('Searching with a stored run');
    return this.answerWith(await this.bestOf(id));
  }

  /** The best model of a stored run of this dataset. */
  private async bestOf(id: string): Promise<SearchModel> {
    const open = this.ready();
    const { record, model, epoch } = await this.runner.model(id, open);
    const { preprocessing } = pairsToTrain(open.dataset, record.config);
    return this.placed({ ...model, preprocessing }, epoch, record);
  }

  exportModel({ format }: Commands['exportModel']['payload']): Commands['exportModel']['result'] | Promise<Commands['exportModel']['result']> {
    const { trained } = this;
    if (!trained) return refuse('Saving a model: expected a trained one, there is none yet.', 'Train first, or use a stored run in Search.');
    return modelFile(format, trained, this.ready().dataset);
  }

  async importModel({ file, name }: Commands['importModel']['payload']): Promise<ModelInfo> {
    this.refuseWhileRunning('Opening a model');
    const trained = await readModelFile(file, name, this.ready().dataset);
    return this.answerWith(await this.placed(trained, null, { id: null, name }));
  }

  async evaluate(): Promise<Evaluation[]> {
    const { dataset } = this.ready();
    const evaluations: Evaluation[] = [];
    for (const model of this.desk.shelf.present()) {
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
    this.desk.shelf.cancel('a comparison began');
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

  /** The visitor's own items beside the dataset that is open. */
  get own(): OwnItems {
    return this.ready().own;
  }

  async exportOwn({ format, model }: Commands['exportOwn']['payload']): Promise<Commands['exportOwn']['result']> {
    return this.own.export(format, await this.desk.shelf.open(model));
  }

  private refuseWhileRunning(operation: string): void {
    if (this.runner.active) refuse(`${operation}: expected no run, one is going on.`, 'Stop the run first; its best weights stay.');
    if (this.comparison?.active) refuse(`${operation}: expected no comparison, one is going on.`, 'Cancel it first; its finished fits stay.');
  }

  private refuseUnlessFree(operation: string): void {
    this.refuseWhileRunning(operation);
    if (this.backendChanges > 0) refuse(`${operation}: expected a backend, it is still starting.`, 'Try again in a moment.');
  }

  private ready(): Loaded {
    return this.loaded ?? refuse('Expected a dataset, there is none yet.', 'Load one in Data.');
  }

  private get trained(): SearchModel | null {
    return this.desk.shelf.get('alscor');
  }

  private started(): Environment {
    return this.device.environment ?? refuse('Expected a backend, there is none yet.', 'Try again in a moment.');
  }

  /** A model that was not trained just now, with every item of the dataset in its space. */
  private placed(trained: TrainedModel, epoch: number | null, named: { id: string | null; name: string }): Promise<SearchModel> {
    return searchModelOf(trained, this.ready().dataset, { ...named, epoch });
  }

  private answerWith(trained: SearchModel): ModelInfo;
  private answerWith(trained: null): null;
  private answerWith(trained: SearchModel | null): ModelInfo | null {
    this.desk.shelf.put('alscor', trained);
    if (!this.runner.active || performance.now() - this.spaceToldAt >= SPACE_MS) this.tellSpace();
    return trained && trained.info;
  }

  private tellSpace(): void {
    const shown = this.trained ?? this.desk.shelf.get('cca');
    if (!this.watching || !shown) return;
    this.spaceToldAt = performance.now();
    this.emit({ type: 'space', runId: shown.info.runId, space: spaceSnapshot(shown.space, shown.info.epoch ?? 0) });
  }
}
