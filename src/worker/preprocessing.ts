/** Features of both modalities as every method gets them: preprocessed once a dataset, by what its training split tells. */
import type { AlscorConfig } from '../alscor/config';
import { viewRows, type Features } from '../alscor/data';
import { fitPreprocessing, preprocess, preprocessingWords, type FittedPreprocessing } from '../math/preprocess';
import type { PreprocessingKind } from '../math/preprocessingKinds';
import type { Modality } from '../retrieval/scores';

/** As fitted; stored with a model, for new items to go through it. */
export type Preprocessing = Record<Modality, FittedPreprocessing>;

interface Prepared {
  rows: Int32Array;
  fitted: FittedPreprocessing;
  features: Features;
}

/** The newest of each feature matrix, so that further seeds and methods find it; it goes with the dataset. */
const prepared = new WeakMap<Features, Prepared>();

const what = (modality: Modality): string => `${modality} features`;

const sameRows = (a: Int32Array, b: Int32Array): boolean => a.length === b.length && a.every((row, i) => row === b[i]);

function prepare(modality: Modality, kind: PreprocessingKind, features: Features, rows: Int32Array): Prepared {
  const before = prepared.get(features);
  if (before?.fitted.kind === kind && sameRows(before.rows, rows)) return before;
  const fitted = fitPreprocessing(kind, features, rows, what(modality));
  const made = { rows, fitted, features: preprocess(fitted, features, what(modality)) };
  prepared.set(features, made);
  return made;
}

interface RawPairs {
  image: Features & { views: string[] };
  text: Features;
  count: number;
}

/**
 * Both modalities' features after their preprocessing, fitted on the pairs of `trainSplit`, images in all views.
 * @throws FeatureError where tf-idf meets a negative value
 */
export function preprocessPairs({ image, text, count }: RawPairs, trainSplit: Int32Array, { imagePreprocessing, textPreprocessing }: AlscorConfig) {
  const images = prepare('image', imagePreprocessing, image, Int32Array.from(viewRows(trainSplit, count, image.views.length)));
  const texts = prepare('text', textPreprocessing, text, trainSplit);
  const preprocessing: Preprocessing = { image: images.fitted, text: texts.fitted };
  return { image: images.features, text: texts.features, preprocessing };
}

/** "Images: L2; texts: tf-idf; then each column is standardised, all on the training split." */
export function describePreprocessing({ image, text }: Preprocessing): string {
  return `Images: ${preprocessingWords(image)}; texts: ${preprocessingWords(text)}; then each column is standardised, all on the training split.`;
}
