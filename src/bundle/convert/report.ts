/** What was found and done when files were taken in; shown in the page and saved as JSON. */
import type { Split } from '../manifest';

export interface FeatureCheck {
  rows: number;
  dims: number;
  /** As in the files, and as kept. */
  dtype: { from: string; to: 'f2' | 'f4' };
  /** Rows that held NaN or an infinity; they are left out with their pairs. The first ones, counted from 1. */
  notFinite: { rows: number; first: number[] };
  /** Columns with one value only: the first ones, counted from 1, and how many. */
  constantColumns: { count: number; first: number[] };
  /** Rows that are zero throughout. */
  zeroRows: number;
}

/** `warning`: the dataset is used as it is, but its results may mislead. `repaired`: something was changed or left out. */
export interface Finding {
  kind: 'understood' | 'warning' | 'repaired';
  text: string;
}

export interface CheckReport {
  layout: string;
  files: { path: string; format: string; bytes: number }[];
  pairs: number;
  images: number;
  image: FeatureCheck;
  text: FeatureCheck;
  /** null: none were given, and only methods without classes can learn from it. */
  classes: { kind: 'index' | 'multihot'; base: number | null; counts: { name: string; train: number; val: number; test: number }[]; without: number } | null;
  splits: Record<Split, number> & { made: boolean };
  /** Pairs whose image (text) features are bit for bit those of an item in another split. */
  leaks: { image: number; text: number };
  captions: { given: boolean; empty: number; perImage: number };
  /** Bytes of the features as float32, which training holds in memory. */
  memoryBytes: number;
  findings: Finding[];
}
