/** What Search is asked and answers. Types only: page and worker share them through the protocol. */
import type { Direction, Modality, ScoreKind } from '../../retrieval/scores';

/**
 * Names a fitted model: "cca"; "alscor", the one trained now or taken into use; "run:<id>", a stored run at its best;
 * "run:<id>@<epoch>", where a run's items lay after an epoch; "method:<name>", a compared method fitted on the dataset.
 */
export type ModelKey = string;

export type ModelKind = 'cca' | 'alscor' | 'epoch' | 'method';

/** A fitted model, as the page names it. */
export interface ModelInfo {
  key: ModelKey;
  kind: ModelKind;
  label: string;
  epoch: number | null;
  runId: string | null;
  scores: ScoreKind[];
  /** Weight of the canonical score in the fused one, chosen on validation items; null where there is none. */
  fusedWeight: number | null;
  /** What the features go through first, in words; null where they are taken raw. */
  preprocessing: string | null;
  /** False where only items of the dataset can ask: of an epoch the places of items are kept, not the nets. */
  embeds: boolean;
}

/** An item of the dataset or of the visitor's own gallery; typed words; a picture. */
export type QuerySource =
  | { kind: 'item'; modality: Modality; row: number }
  | { kind: 'own'; modality: Modality; row: number }
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
  /** Rows of the dataset with the same features that are folded into this one. */
  copies: number[];
}

/** How the ranking of a query with a class does, over all items that are searched. */
export interface Judgement {
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
  /** From `offset` on. */
  hits: Hit[];
  offset: number;
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

/** Why an item was found: class probabilities of query and item, and words that are near to both. */
export interface Explanation {
  /** Largest products first; null for models without a classifier. */
  classes: { label: number; query: number; hit: number }[] | null;
  /** Of the vocabulary, by the smaller of both cosines; null where the dataset has none, or the model cannot embed. */
  words: { word: string; query: number; hit: number }[] | null;
  /** That both captions have. */
  shared: string[];
  /** Of the whole score; in order of `SearchRequest.query`. */
  parts: { weight: number; score: number }[];
}

/** The same query by two models; ranks are those before any item is folded. */
export interface Beside {
  first: SearchResult;
  second: SearchResult;
  /** Rank that each hit of the first has in the second, and the other way round; null where it is not ranked there. */
  ranksInSecond: (number | null)[];
  ranksInFirst: (number | null)[];
}

/** The same query after each epoch of which it is known where the items lay. */
export interface QueryHistory {
  runId: string;
  epochs: {
    epoch: number;
    averagePrecision: number | null;
    precisionAt10: number | null;
    /** 1-based, of the items that were asked for. */
    ranks: (number | null)[];
  }[];
}

/** What a model makes of the whole test set, by one score. */
export interface Insights {
  model: ModelInfo;
  score: ScoreKind;
  /** A test item each, by rising AP; the images' and the texts' queries. */
  queries: Record<Direction, { row: number; averagePrecision: number }[]>;
  /** Mean share of class `column` among the first ten results of queries of class `row`. */
  confusion: Record<Direction, number[][]>;
  /** How often an item is among the first ten of all queries. */
  hubness: Record<Direction, {
    /** Most often found first. */
    hubs: { row: number; count: number }[];
    /** Items never among the first ten. */
    never: number;
    gallery: number;
    /** Third standardised moment of the counts: 0 without hubs. */
    skewness: number;
  }>;
}
