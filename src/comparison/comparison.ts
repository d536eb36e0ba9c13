/** A comparison of methods as plain data: what the worker sends, the page keeps, and the programs print. */
import type { AlscorConfig } from '../alscor/config';
import type { RetrievalMetrics } from '../retrieval/metrics';
import type { Direction, ScoreKind } from '../retrieval/scores';

export const scoreKinds: readonly ScoreKind[] = ['semantic', 'canonical', 'fused'];

export type MethodGroup = 'alscor' | 'compared' | 'ablation';

/** A method as it is offered and named. */
export interface MethodInfo {
  name: string;
  label: string;
  group: MethodGroup;
  /** Authors, title, place, year. */
  source: string;
  hyperparameters: Record<string, number | string>;
  /** It learns from pairs alone: the dataset needs no classes. */
  unsupervised?: true;
}

/** What is compared, on what. */
export interface ComparisonSetting {
  dataset: {
    name: string;
    pairs: number;
    classes: number;
    /** An item may have several classes. */
    multiLabel: boolean;
    dims: { image: number; text: number };
    encoders: { image: string | undefined; text: string | undefined };
    /** Drawings or crops of each image. */
    views: number;
  };
  split: {
    train: number;
    /** Items of a split of the dataset's own; 0 where each seed draws them from the training pairs. */
    validation: number;
    test: number;
  };
  methods: MethodInfo[];
  seeds: number[];
  /** ALSCOR's and its ablations'. */
  config: AlscorConfig;
  /** MAP@all of a random order. */
  chance: number;
  /** Test items without a relevant item. */
  withoutRelevant: number;
}

export type FitMetrics = Omit<RetrievalMetrics, 'queryAp'>;

/** One method fitted from one seed; the test items were read once, at its end. */
export interface Fit {
  method: string;
  seed: number;
  /** The score to report first. */
  headline: ScoreKind;
  scores: Partial<Record<ScoreKind, Record<Direction, FitMetrics>>>;
  /** What the validation items chose, in words. */
  chosen: string;
  /** Passes over the training pairs; null where there is no such thing. */
  epochs: number | null;
  /** Weight of the canonical score in the fused one; null without a fused score. */
  fusedWeight: number | null;
  /** Time of the fit, the test items' not counted. */
  seconds: number;
}

/** A fit that ended in an error. */
export interface FailedFit {
  method: string;
  seed: number;
  message: string;
  advice: string | null;
}

/** A row of the table against ALSCOR, over the test queries of both directions. */
export interface ScoreTest {
  method: string;
  score: ScoreKind;
  /** ALSCOR's score that it is compared with. */
  against: ScoreKind;
  /** Seeds that both have: each query's AP is averaged over them. */
  seeds: number[];
  queries: number;
  /** Mean AP of the row minus ALSCOR's. */
  difference: number;
  p: number;
  /** p after Holm's correction over all tests of the table. */
  corrected: number;
}

/** What a comparison ran on. */
export interface ComparisonEnvironment {
  backend: string;
  /** Browser or Node, and machine. */
  host: string;
}

export interface Comparison {
  setting: ComparisonSetting;
  environment: ComparisonEnvironment;
  /** ISO 8601. */
  startedAt: string;
  fits: Fit[];
  failures: FailedFit[];
  tests: ScoreTest[];
}
