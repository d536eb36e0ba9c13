/** Classes of rows as they are kept: one a row, or marks where some row has none or several. */
import type { ItemLabels } from '../../retrieval/labels';
import type { Finding } from '../convert/report';
import { unfit } from './labelColumns';

/** Marks [rows, classes], all 0. Throws BundleError above 2 GiB. */
export function emptyMarks(rows: number, classes: number): Uint8Array {
  if (rows * classes <= 2 ** 31) return new Uint8Array(rows * classes);
  throw unfit(`at most ${2 ** 31} pairs of a row and a class, as rows may have none or several`, `${rows} × ${classes}`, 'Give each row one class, or use fewer classes.');
}

/** `labels` holds -1 where a class is missing: then every row becomes a row of marks. */
export function keepRows(labels: Int32Array, classes: number): { values: ItemLabels; findings: Finding[] } {
  const missing = labels.reduce((count, label) => count + (label < 0 ? 1 : 0), 0);
  if (missing === 0) return { values: labels, findings: [] };
  const values = emptyMarks(labels.length, classes);
  labels.forEach((label, row) => {
    if (label >= 0) values[row * classes + label] = 1;
  });
  return { values: { values, classes }, findings: [withoutClass(missing, labels.length)] };
}

export const withoutClass = (missing: number, rows: number): Finding => ({ kind: 'warning', text: `${missing} of ${rows} rows have no class: they are relevant to nothing.` });

/** Names by class: those given, and "class 5" for those that are not. */
export function nameClasses(classes: number, given: string[] | null): { names: string[]; findings: Finding[] } {
  const names = Array.from({ length: Math.max(classes, given?.length ?? 0) }, (_, label) => given?.[label] ?? `class ${label + 1}`);
  if (!given || given.length >= classes) return { names, findings: [] };
  return { names, findings: [{ kind: 'warning', text: `${given.length} names were given for ${classes} classes: the others are called "${names[given.length]}" and so on.` }] };
}
