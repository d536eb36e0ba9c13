/** What Search is asked and answers. Types only: page and worker share them through the protocol. */
import type { Modality, ScoreKind } from '../../retrieval/scores';

/**
 * Names a fitted model: "cca"; "alscor", the one trained now or taken into use; "run:<id>", a stored run at its best;
 * "run:<id>@<epoch>", where a run's items lay after an epoch; "method:<name>", a compared method fitted on the dataset.
 */
export type ModelKey = string;

/** A fitted model, as the page names it. */
export interface ModelInfo {
  key: ModelKey;
  /** Of an epoch the places of items are kept, not the nets: only items of the dataset can ask. */
  kind: 'cca' | 'alscor' | 'run' | 'epoch' | 'method';
  label: string;
  epoch: number | null;
  runId: string | null;
  scores: ScoreKind[];
  /** Weight of the canonical score in the fused one, chosen on validation items; null where there is none. */
  fusedWeight: number | null;
  /** What the features go through first, in words; null where they are taken raw. */
  preprocessing: string | null;
}

/** An item of the dataset or of the visitor's own gallery. */
export type ItemSource = { kind: 'item'; modality: Modality; row: number } | { kind: 'own'; modality: Modality; row: number };

/** An item; typed words; a picture. */
export type QuerySource =
  | ItemSource
  | { kind: 'words'; text: string }
  | { kind: 'picture'; picture: Blob };

/** One of the things asked with; a negative weight turns away from it. */
export type QueryPart = QuerySource & { weight: number };

/** Which items are searched: a split of the dataset, all of it together with the visitor's own items, or only those. */
export type GalleryName = 'test' | 'train' | 'all' | 'own';

export interface SearchRequest {
  /** At least one. The score of several is Σ weight · score / Σ |weight|. */
  query: QueryPart[];
  /** Modality of the results. */
  target: Modality | 'both';
  score: ScoreKind;
  gallery: GalleryName;
  /** Only items of these classes, by number; none: all. */
  classes: number[];
  /** Where it is there, only these rows of the dataset are searched. */
  among?: readonly number[];
  /** Items with the very same features are shown once. */
  fold: boolean;
  model: ModelKey;
  /** Another model, whose ranks are told too. */
  beside?: ModelKey;
  /** By which it ranks; without it by `score`, or its usual one where it lacks that. */
  besideScore?: ScoreKind;
  /** Results that were shown before. */
  offset: number;
  limit: number;
}

/** An item of the visitor's own gallery, as it is shown. */
export interface OwnItem {
  id: string;
  caption: string;
  picture: Blob | null;
}

export interface Hit {
  modality: Modality;
  /** Of the dataset, or of the own gallery's items of that modality. */
  row: number;
  /** Null for an item of the dataset. */
  own: OwnItem | null;
  score: number;
  /** 1-based, in the ranking of all items before any is folded. */
  rank: number;
  /** Shares a class with the query; null where one of both has none. */
  relevant: boolean | null;
  /** Rows with the same features that are folded into this one. */
  copies: number[];
  /** Rank by the model beside; null where none was asked for, and where own items are searched. */
  rankBeside: number | null;
}

/** How the ranking of a query with a class does, over all items of the dataset that are searched; own items have no class. */
export interface Judgement {
  items: number;
  relevant: number;
  averagePrecision: number;
  /** Precision among the first so many. */
  precisionAt: { depth: number; value: number }[];
  /** Highest precision at or beyond recall 0, 0.1 … 1; null where nothing is relevant. */
  precisionRecall: number[] | null;
}

/** How many scores lie in each of equal steps from `from` to `to`. */
export interface ScoreHistogram {
  from: number;
  to: number;
  all: number[];
  /** Of the relevant items; null where the query is not judged. */
  relevant: number[] | null;
}

/** For typed words: which were understood, which not with their nearest known ones. */
export interface UnderstoodWords {
  /** Of the part of the query. */
  part: number;
  known: string[];
  unknown: { word: string; suggestions: string[] }[];
}

export interface SearchResult {
  /** From the request's `offset` on. */
  hits: Hit[];
  /** Results there are, folded ones as one. */
  total: number;
  /** Items searched. */
  gallerySize: number;
  judgement: Judgement | null;
  /** Null where own items are searched, whose scores are not all computed at once. */
  histogram: ScoreHistogram | null;
  words: UnderstoodWords[];
  score: ScoreKind;
  model: ModelInfo;
  elapsedMs: number;
}

/** A query after an epoch. */
export interface EpochOfQuery {
  epoch: number;
  /** Null where the query is not judged. */
  averagePrecision: number | null;
  /** Null also where fewer are searched. */
  precisionAt10: number | null;
  /** 1-based, of the items that are followed; null for one that is not searched. */
  ranks: (number | null)[];
}

/** Why an item was found. */
export interface Explanation {
  /** Class probabilities of query and item, largest products first; null for models without a classifier. */
  classes: { label: number; query: number; hit: number }[] | null;
  /** Words of the item's caption that the query has too. */
  shared: string[];
  /** Words of the vocabulary that score highest with both, by the product of their two scores; null without vocabulary or query. */
  near: { word: string; query: number; hit: number }[] | null;
}
