/** The visitor's own items, as page and worker tell each other of them. Types only. */
import type { Modality } from '../../retrieval/scores';
import type { IndexBackend, VectorStorage } from '../../retrieval/vectorIndex';
import type { WorkProgress } from '../pace';
import type { OwnItem } from '../search/types';

/** What was added at once: the rows of a file, pictures, or texts. */
export interface OwnAddition {
  id: string;
  /** Of its file or files. */
  name: string;
  modality: Modality;
  /** That are there; those that were removed one by one are not. */
  rows: number;
  /** Stored for it. */
  bytes: number;
  /** Milliseconds since 1970. */
  created: number;
  /** When it was removed; its files go after the time to undo. Null while it is there. */
  deletedAt: number | null;
}

/** Items in memory as a model places them. */
export interface OwnIndexInfo {
  model: string;
  epoch: number | null;
  modality: Modality;
  rows: number;
  storage: VectorStorage;
  backend: IndexBackend;
  bytes: number;
}

export interface OwnSummary {
  /** False where the browser stores nothing: the items end with the page. */
  kept: boolean;
  /** In the order of their rows. */
  additions: OwnAddition[];
  counts: Record<Modality, number>;
  indexes: OwnIndexInfo[];
}

export interface OwnAdded {
  added: OwnAddition[];
  /** In sentences: what was left out. */
  notes: string[];
  /** The rows fit images and texts: it must be said which they are. */
  ask: { name: string; dims: number } | null;
}

export interface OwnProgress extends WorkProgress {
  task: 'adding' | 'embedding' | 'exporting';
}

/** What goes on with own items, before it is told how far it is. */
export type OwnWork = Pick<OwnProgress, 'task' | 'name' | 'total'>;

/** An item with the number that queries name it by. */
export interface NumberedItem extends OwnItem {
  modality: Modality;
  row: number;
}

/** Items of the own gallery to remove or to bring back. */
export type OwnTarget = { kind: 'additions'; ids: string[] } | { kind: 'item'; modality: Modality; row: number };

export type OwnExportFormat = 'npy' | 'parquet';
