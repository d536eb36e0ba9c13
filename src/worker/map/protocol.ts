/** What the page asks of the worker that draws up the map of the common space; it lives while somebody looks. */
import type { ProblemReport, SpaceSnapshot } from '../protocol';

/** Where the pairs of a space lie in the plane. Point i is the image of pair i, point n + i its text. */
export interface SpaceMap {
  epoch: number;
  /** Rows of the dataset, int32 [n] */
  rows: Int32Array;
  /** float32 [2n, 2], the images first; within -1 and 1, y upward */
  positions: Float32Array;
  /** What the plane holds of the space: a share of its variance, or of each point's `count` nearest neighbours. */
  held: { kind: 'variance'; share: number } | { kind: 'neighbours'; share: number; count: number };
  /** Mean cosine distance between an image and its own text, and between an image and the texts of others. */
  apart: { own: number; others: number | null };
}

/** Points nearest to one in the whole space, the nearest first, with the cosines of the angles between them. */
export interface NearPoints {
  points: Int32Array;
  cosines: Float32Array;
}

export interface MapCommands {
  /** The principal plane of a space, turned so that it lies as the map before did. */
  place: { payload: { space: SpaceSnapshot }; result: SpaceMap };
  /** Of a point of the space that was placed last. */
  nearest: { payload: { point: number; count: number }; result: NearPoints };
  /** UMAP of a sample of the space that was placed last; null where it was cancelled. */
  umap: { payload: { pairs: number; seed: number }; result: SpaceMap | null };
  /** Ends the UMAP that goes on, which answers null then. */
  cancel: { payload: object; result: null };
}

/** How far UMAP is: its neighbours are found first, then the layout is improved epoch by epoch. */
export interface UmapProgress {
  type: 'progress';
  stage: 'neighbours' | 'layout';
  done: number;
  total: number;
  /** Null until it can be told. */
  remainingMs: number | null;
}

export type MapRequest = { [N in keyof MapCommands]: { id: number; command: N; payload: MapCommands[N]['payload'] } }[keyof MapCommands];

export type MapReply =
  | { type: 'reply'; id: number; ok: true; result: MapCommands[keyof MapCommands]['result'] }
  | { type: 'reply'; id: number; ok: false; problem: ProblemReport };
