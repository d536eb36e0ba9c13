/** Preprocessing of one modality's features as fitted, in plain arrays that a message can carry. */
import { preprocessingNames, type PreprocessingKind } from './preprocessingKinds';
import { applyPrincipal, fitPrincipal, type Principal } from './principal';
import { signedSquareRoot, unitLength, type Rows } from './rows';
import { applyTfidf, fitTfidf, type Tfidf } from './tfidf';

export type FittedPreprocessing = { kind: 'none' | 'sqrt' | 'l2' } | ({ kind: 'tfidf' } & Tfidf) | ({ kind: 'pca' } & Principal);

/**
 * Fits on some rows alone: what other rows hold changes nothing.
 * @param fitted rows of the training split, in all views
 * @param what the features in words, for errors: "text features"
 * @throws FeatureError where tf-idf meets a negative value, RangeError where PCA has fewer than 2 rows
 */
export function fitPreprocessing(kind: PreprocessingKind, features: Rows, fitted: Int32Array, what: string): FittedPreprocessing {
  switch (kind) {
    case 'tfidf':
      return { kind, ...fitTfidf(features, fitted, what) };
    case 'pca':
      return { kind, ...fitPrincipal(features, fitted) };
    default:
      return { kind };
  }
}

/** Any rows of the same columns, preprocessed; never written into. @throws FeatureError where tf-idf meets a negative value */
export function preprocess(fitted: FittedPreprocessing, features: Rows, what: string): Rows {
  switch (fitted.kind) {
    case 'none':
      return features;
    case 'sqrt':
      return signedSquareRoot(features);
    case 'l2':
      return unitLength(features);
    case 'tfidf':
      return applyTfidf(fitted, features, what);
    case 'pca':
      return applyPrincipal(fitted, features);
    default:
      return fitted satisfies never;
  }
}

/** "L2", "PCA to 85 of 128 dimensions". */
export function preprocessingWords(fitted: FittedPreprocessing): string {
  const name = preprocessingNames[fitted.kind];
  if (fitted.kind !== 'pca') return name;
  return `${name} to ${fitted.kept} of ${fitted.mean.length} dimensions, ${(100 * fitted.share).toFixed(0)} % of the variance`;
}
