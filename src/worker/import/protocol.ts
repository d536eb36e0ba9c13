/** What the page asks of the worker that takes files in; it lives for one import. */
import type { CheckReport } from '../../bundle/convert/report';
import type { Guess, Mapping } from '../../bundle/layouts/mapping';
import type { PreviewRow } from '../../bundle/layouts/preview';
import type { LibraryEntry } from '../library/entry';
import type { BackendChoice, ProblemReport } from '../protocol';

export interface ColumnInfo {
  kind: 'numbers' | 'texts';
  path: string;
  name: string;
  rows: number;
  /** Numbers in a row; 1 for texts. */
  dims: number;
  /** As in numpy, e.g. "f4"; "text" for texts. */
  dtype: string;
}

/** How a mapping would be taken in. */
export interface Checked {
  /** What does not fit; empty where it can be converted. */
  problems: string[];
  /** Some rows as they would be. */
  rows: PreviewRow[];
}

export interface Inspection {
  files: { path: string; format: string; bytes: number; columns: ColumnInfo[]; notes: string[] }[];
  guess: Guess;
  checked: Checked;
}

export interface Converted {
  /** Of the stored dataset; null where it could not be stored, and `files` hold it for this visit. */
  entry: LibraryEntry | null;
  files: { path: string; file: File }[] | null;
  /** Why it could not be stored. */
  notStored: ProblemReport | null;
  report: CheckReport;
}

export interface ImportCommands {
  /** Opens the files and finds out what they are; a bundle of our own needs no import. */
  inspect: { payload: { name: string; files: { path: string; file: File }[] }; result: { inspection: Inspection } | { bundle: CheckReport } };
  check: { payload: { mapping: Mapping }; result: Checked };
  /** Writes the bundle to the browser's private files under this id. @param demo address of the demo bundle, whose CNN makes features of pictures */
  convert: { payload: { mapping: Mapping; id: string; demo: string; backend: BackendChoice }; result: Converted };
}

export type ImportEvent = { type: 'progress'; task: string; done: number; total: number };

export type ImportRequest = { [N in keyof ImportCommands]: { id: number; command: N; payload: ImportCommands[N]['payload'] } }[keyof ImportCommands];
