/** A dataset as the trainer sees it: which pairs it learns from and which it chooses the model by. */
import type { Features, PairData } from '../alscor/data';
import { holdOut } from '../retrieval/holdOut';
import type { AlscorConfig } from '../alscor/config';
import type { Dataset } from '../bundle/dataset';
import type { Item } from '../bundle/manifest';
import type { Method } from '../methods/method';
import { classesOf } from '../retrieval/labels';
import { firstOfImage } from '../retrieval/metrics';
import { preprocessPairs, type Preprocessing } from './preprocessing';

export function rowsOfSplit(items: Item[], split: Item['split']): Int32Array {
  const rows = new Int32Array(items.length);
  let found = 0;
  items.forEach((item, row) => {
    if (item.split === split) rows[found++] = row;
  });
  return rows.slice(0, found);
}

/** A dataset that a run cannot start on; `advice` says what to change. */
export class PairsError extends Error {
  override readonly name = 'PairsError';

  constructor(
    message: string,
    readonly advice = 'Give the dataset more training items, or lower the validation share.',
  ) {
    super(message);
  }
}

/** @throws PairsError where the dataset has no classes and one of the methods learns from them */
export function checkClasses({ name, labels }: Dataset, methods: readonly Method[]): void {
  const needing = methods.filter(({ unsupervised }) => !unsupervised).map(({ label }) => label);
  if (labels.names.length > 0 || needing.length === 0) return;
  throw new PairsError(`Fitting ${needing.join(', ')}: expected a dataset with classes, which ${needing.length === 1 ? 'it learns' : 'they learn'} from, got ${name} without.`, 'Add a class for each pair, or compare linear CCA and DCCA in Evaluate: they learn from the pairs alone.');
}

/** Validation rows out of the training rows, stratified by class; captions of one image stay together. */
function drawValidation({ labels, images, count }: Dataset, trainSplit: Int32Array, config: AlscorConfig): { train: Int32Array; validation: Int32Array } {
  const strata = labels.names.length > 0 ? labels.values : new Int32Array(count);
  if (!images) return holdOut(trainSplit, strata, config.validationShare, config.seed);
  const first = firstOfImage(trainSplit.map((row) => images[row]!));
  const held = holdOut(trainSplit.filter((_, i) => first[i] === 1), strata, config.validationShare, config.seed).validation;
  const heldImages = new Set(Array.from(held, (row) => images[row]!));
  return { train: trainSplit.filter((row) => !heldImages.has(images[row]!)), validation: trainSplit.filter((row) => heldImages.has(images[row]!)) };
}

export interface TrainingPairs {
  /** Its features are preprocessed. */
  data: PairData;
  /** All rows of "train", on which the CCA layer is fitted at the end. */
  trainSplit: Int32Array;
  /** What a new item's features go through. */
  preprocessing: Preprocessing;
}

/** The views follow each other, so that the first ones are the first rows. */
const firstViews = (features: Features, rows: number): Features => (rows === features.rows ? features : { ...features, rows, data: features.data.subarray(0, rows * features.dims) });

/**
 * Validation items are the dataset's own "val" split, else drawn from "train" by `validationShare`.
 * Preprocessing is fitted on "train", the validation items drawn from it included, so that it is one for all seeds.
 * @throws PairsError where fewer than two pairs are left to train on, or none with a class to validate on, and
 * FeatureError where the features cannot be preprocessed as the configuration says
 */
export function pairsToTrain(dataset: Dataset, config: AlscorConfig): TrainingPairs {
  const { count, labels, items } = dataset;
  const trainSplit = rowsOfSplit(items, 'train');
  const own = rowsOfSplit(items, 'val');
  const { train, validation } = own.length > 0 ? { train: trainSplit, validation: own } : drawValidation(dataset, trainSplit, config);
  const judged = validation.filter((row) => classesOf(labels.values, row).length > 0);
  if (train.length < 2 || judged.length < 1) {
    throw new PairsError(`Starting a run: expected at least 2 pairs to train on and 1 with a class to validate on, got ${train.length} and ${judged.length}.`);
  }
  const { image, text, preprocessing } = preprocessPairs(dataset, trainSplit, config);
  const views = config.imageViews === 0 ? dataset.image.views.length : Math.min(config.imageViews, dataset.image.views.length);
  const data = { image: firstViews(image, views * count), text, labels: labels.values, classes: labels.names.length, count, views, train, validation };
  return { data, trainSplit, preprocessing };
}
