import type { AlscorConfig } from '../alscor/config';
import type { CheckReport } from '../bundle/convert/report';
import type { Item, Thumbnails } from '../bundle/manifest';
import type { ComparisonSetting, FailedFit, Fit, FitMetrics, MethodInfo, ScoreTest } from '../comparison/comparison';
import type { ItemLabels } from '../retrieval/labels';
import type { Direction, Modality, ScoreKind } from '../retrieval/scores';
import type { ConfigChange } from '../alscor/runState';
import type { NumberedItem, OwnAdded, OwnExportFormat, OwnProgress, OwnSummary, OwnTarget } from './gallery/types';
import type { Insights, InsightsProgress, InsightsRequest } from './insights/types';
import type { LibraryEntry } from './library/entry';
import type { StoredFolder } from './library/sweep';
import type { RunCurves, RunRecord, StoredRun, StoredState } from './runs/record';
import type { EpochPoint, ProbePoint, RunRequest, RunStatus, SpaceSnapshot, StepPoint } from './runTypes';
import type { EpochOfQuery, Explanation, Hit, ItemSource, ModelInfo, ModelKey, OwnItem, SearchRequest, SearchResult } from './search/types';

export type { EpochPoint, ProbePoint, RunPhase, RunRequest, RunStatus, SpaceSnapshot, StepPoint } from './runTypes';
export type { NumberedItem, OwnAdded, OwnAddition, OwnExportFormat, OwnIndexInfo, OwnProgress, OwnSummary, OwnTarget } from './gallery/types';
export type { ClassShare, Confusion, DirectionInsights, Hubness, Insights, InsightsProgress, InsightsRequest } from './insights/types';
export type { Hit, ModelInfo, ModelKey, QueryPart, QuerySource, SearchRequest, SearchResult } from './search/types';

export type BackendName = 'webgpu' | 'wasm' | 'webgl' | 'cpu';
export type BackendChoice = BackendName | 'auto';

/** What the worker computes on, and what it could not use. */
export interface Environment {
  backend: BackendName;
  requested: BackendChoice;
  adapter: { vendor: string; architecture: string; description: string; software: boolean } | null;
  /** SIMD and threads of the wasm backend, where that is the backend. */
  wasm: { simd: boolean; threads: number } | null;
  /** Plain sentences: each backend that was passed over and why. */
  skipped: { backend: BackendName; reason: string }[];
}

export type DatasetSource =
  | { kind: 'url'; base: string }
  /** One zip, or the files of a folder with their paths relative to it. */
  | { kind: 'files'; files: { path: string; file: File }[] }
  /** Of the library in this browser. */
  | { kind: 'stored'; id: string };

export interface DatasetSummary {
  name: string;
  description: string | undefined;
  license: string | undefined;
  citation: string | undefined;
  count: number;
  dims: { image: number; text: number };
  views: string[];
  encoders: { image: string | undefined; text: string | undefined };
  classNames: string[];
  /** The class of each item, or its classes; `count` rows. */
  labels: ItemLabels;
  /** The split of each item is final here: validation items are drawn by the trainer, not shown. */
  items: Item[];
  /** Where images have several captions: each item's image, and how many images there are; their thumbnails are the images'. */
  images: { rows: Int32Array; count: number } | undefined;
  /** Sheets as image blobs (WebP or PNG, told by their bytes), one a view. */
  thumbnails: { layout: Thumbnails; sheets: Blob[] } | undefined;
  vocabulary: string[] | undefined;
  /** True where a dropped picture can be encoded with the bundle's own CNN. */
  encodesPictures: boolean;
  /** Pairs of the bundle, where these are a sample of them because all would be too many. */
  sampledFrom: number | undefined;
  bytes: number;
  loadMs: number;
}

export type DirectionMetrics = FitMetrics;

export interface Evaluation {
  model: ModelInfo;
  split: 'test';
  queries: number;
  chance: number;
  scores: Partial<Record<ScoreKind, Record<Direction, DirectionMetrics>>>;
}

export type ComparisonPhase = 'running' | 'finished' | 'cancelled' | 'failed';

export interface ComparisonStatus {
  comparisonId: number;
  phase: ComparisonPhase;
  /** What is fitted now, with the newest validation MAP by which it chooses. */
  current: { method: string; seed: number; validation: number | null } | null;
  /** Fits done, the present one by its share. */
  done: number;
  total: number;
  elapsedMs: number;
  /** Null until the fits tell how long they take. */
  remainingMs: number | null;
}

/** safetensors: weights, preprocessing and labels. onnx: both towers. npy and parquet: embeddings of all items. */
export type ModelFormat = 'safetensors' | 'onnx' | 'npy' | 'parquet';

export interface Commands {
  start: { payload: { backend: BackendChoice }; result: Environment };
  setBackend: { payload: { backend: BackendChoice }; result: Environment };
  loadDataset: { payload: { source: DatasetSource }; result: DatasetSummary };
  /** Copies the files of the loaded dataset into the library, under a new id. */
  keepDataset: { payload: { id: string; sourceFiles: string[]; report: CheckReport | null }; result: LibraryEntry };
  /** All files of the loaded dataset's bundle as a zip. */
  packDataset: { payload: object; result: Blob };
  /** Removes a stored dataset, or what there is of it. */
  discardDataset: { payload: { id: string }; result: null };
  /** Removes what cut-off imports have left, and answers with the datasets that are whole. */
  sweepLibrary: { payload: object; result: StoredFolder[] };
  /** Starts a run, under an id of the page's, and answers at once; progress comes as events. */
  train: { payload: RunRequest; result: RunRecord };
  /** Goes on with a run that was interrupted, from its newest sound state; the event "restored" comes first. */
  goOn: { payload: { id: string; paused: boolean }; result: RunRecord };
  /** Changes a hyperparameter of the present run from its next step on. */
  change: { payload: { key: keyof AlscorConfig; value: number | string }; result: ConfigChange };
  /** Waits so long between two steps; 0 is full speed. */
  pace: { payload: { delayMs: number }; result: null };
  /** One step of a paused run. */
  stepOnce: { payload: object; result: RunStatus };
  /** Stores the present run's state now. `keep`: it stays, to start other runs from. Null where nothing can be stored. */
  saveState: { payload: { keep: boolean }; result: StoredState | null };
  /** Tells where the items lie ("space") while somebody looks: now, after an epoch every 2.5 s, and at a run's end. */
  watchSpace: { payload: { on: boolean }; result: null };
  /** The runs whose files are stored; removes what is left of others. */
  sweepRuns: { payload: object; result: StoredRun[] };
  runCurves: { payload: { id: string }; result: RunCurves };
  /** Removes a run's files, or of them the states alone; its curves and model stay then. */
  discardRun: { payload: { id: string; statesOnly: boolean }; result: null };
  /** A run in one file: record, curves, model and states. */
  packRun: { payload: { id: string }; result: Blob };
  /** Stores a run from such a file under a new id. */
  importRun: { payload: { file: Blob; id: string }; result: StoredRun };
  /** The best model of a stored run answers in Search and Evaluate from now on. */
  useRun: { payload: { id: string }; result: ModelInfo };
  /** The model that answers now (ALSCOR), as files of other tools; one file each, or a zip of them. */
  exportModel: { payload: { format: ModelFormat }; result: { name: string; blob: Blob } };
  /** A model from a safetensors file answers from now on. */
  importModel: { payload: { file: Blob; name: string }; result: ModelInfo };
  pause: { payload: object; result: RunStatus };
  resume: { payload: object; result: RunStatus };
  /** Answers after the step in progress; the best weights so far stay as the model. */
  stop: { payload: object; result: RunStatus };
  /** Stops a run and forgets its model: search goes back to linear CCA. */
  reset: { payload: object; result: RunStatus };
  search: { payload: SearchRequest; result: SearchResult };
  /** Why the item of a row was found by this request. */
  explain: { payload: { request: SearchRequest; found: ItemSource }; result: Explanation };
  /** What all test items, asked at once, show of a model; progress comes as "insights". Null where a newer look or `cancelInsights` ended it. */
  insights: { payload: InsightsRequest; result: Insights | null };
  cancelInsights: { payload: object; result: null };
  /** Epochs of a run of which it is known where the items lay, rising. */
  epochsOf: { payload: { runId: string }; result: number[] };
  /** The request after each of these epochs of a run, with the ranks of some items. */
  queryHistory: { payload: { request: SearchRequest; runId: string; follow: Pick<Hit, 'modality' | 'row'>[] }; result: EpochOfQuery[] };
  /** Reads or fits a model, so that it can be asked; progress comes as "preparing". */
  prepareModel: { payload: { key: ModelKey }; result: ModelInfo };
  /** Ends the fits that `prepareModel` has begun. */
  cancelPreparing: { payload: object; result: null };
  /** What is in the own gallery of the dataset; what can no longer be brought back goes. */
  ownGallery: { payload: object; result: OwnSummary };
  /** Adds the items of the files, all or none; progress comes as "own". @param as which modality features are of; null: their width tells */
  addOwn: { payload: { files: { path: string; file: File }[]; as: Modality | null }; result: OwnAdded };
  /** Ends what is being added, embedded or exported. */
  cancelOwn: { payload: object; result: null };
  removeOwn: { payload: OwnTarget; result: OwnSummary };
  /** Brings back what was removed, while its files are there. */
  restoreOwn: { payload: OwnTarget; result: OwnSummary };
  /** Some of the items, in the order of their rows. */
  ownPage: { payload: { modality: Modality; start: number; limit: number }; result: NumberedItem[] };
  /** Items by their numbers; what is not there is told so. */
  ownItems: { payload: { modality: Modality; rows: number[] }; result: OwnItem[] };
  /** Where the model places own items, as a zip. */
  exportOwn: { payload: { format: OwnExportFormat; model: ModelKey }; result: { name: string; blob: Blob } };
  /** Reads the test split: every model that is there, on the same queries. */
  evaluate: { payload: object; result: Evaluation[] };
  /** Every method that can be compared. */
  methods: { payload: object; result: MethodInfo[] };
  /** Fits every method from `seeds` seeds, config's first, and answers at once; results come as events. */
  compare: { payload: { methods: string[]; seeds: number; config: AlscorConfig }; result: { comparisonId: number; setting: ComparisonSetting } };
  /** Answers after the step in progress; finished fits stay. Null where there was none. */
  cancelComparison: { payload: object; result: ComparisonStatus | null };
}

export type CommandName = keyof Commands;

/** An error as it crosses the boundary; `advice` says what to try. */
export interface ProblemReport {
  name: string;
  message: string;
  advice: string | null;
}

export type WorkerEvent =
  | { type: 'progress'; task: string; done: number; total: number }
  /** Files of the dataset that is packed as a zip. */
  | { type: 'packing'; done: number; total: number }
  /** Files of the dataset that is copied into the library. */
  | { type: 'keeping'; id: string; done: number; total: number }
  /** At most ten times a second while training. */
  | { type: 'steps'; runId: string; points: StepPoint[]; status: RunStatus }
  | { type: 'epoch'; runId: string; point: EpochPoint; status: RunStatus }
  | { type: 'probe'; runId: string; point: ProbePoint }
  | { type: 'changed'; runId: string; change: ConfigChange }
  /** A state was stored; the run goes on from there after a crash. */
  | { type: 'saved'; runId: string; state: StoredState }
  /** A run has ended, and all of it is stored. */
  | { type: 'stored'; runId: string }
  /** A run goes on from a stored state: its curves up to there. */
  | { type: 'restored'; record: RunRecord; curves: RunCurves; status: RunStatus }
  | { type: 'space'; runId: string | null; space: SpaceSnapshot }
  /** The GPU was lost, and the run goes on from `step` on the new device, or on the backend that is left. */
  | { type: 'recovered'; runId: string | null; step: number | null; reason: string; environment: Environment }
  | { type: 'phase'; runId: string; status: RunStatus }
  /** A method that `prepareModel` fits; `total` 0: not known yet. */
  | { type: 'preparing'; key: ModelKey; done: number; total: number }
  /** How far what goes on with own items is; null: nothing goes on any more. */
  | { type: 'own'; progress: OwnProgress | null }
  /** How far a look at the test set is; null: none goes on any more. */
  | { type: 'insights'; progress: InsightsProgress | null }
  /** Models that can answer queries now. */
  | { type: 'models'; models: ModelInfo[] }
  /** At most ten times a second while methods are compared, and at its end. */
  | { type: 'comparison'; status: ComparisonStatus }
  /** A fit of a comparison has ended; all tests as they are now. */
  | { type: 'fitted'; comparisonId: number; outcome: { fit: Fit } | { failure: FailedFit }; tests: ScoreTest[]; status: ComparisonStatus }
  | { type: 'problem'; runId: string | null; problem: ProblemReport };

export type RequestMessage = { [N in CommandName]: { id: number; command: N; payload: Commands[N]['payload'] } }[CommandName];

export type ReplyMessage =
  | { type: 'reply'; id: number; ok: true; result: Commands[CommandName]['result'] }
  | { type: 'reply'; id: number; ok: false; problem: ProblemReport };

export type WorkerMessage = ReplyMessage | WorkerEvent;
