/** The classes of items, and which are relevant to each other: those of one class, or those that share a class. */

/** Items with any number of classes, none included. */
export interface MultiLabels {
  /** 1 where the item has the class, uint8 [rows, classes]. */
  values: Uint8Array;
  classes: number;
}

/** One 0-based class a row, int32 [rows], or any number of them. */
export type ItemLabels = Int32Array | MultiLabels;

export function isMultiLabel(labels: ItemLabels): labels is MultiLabels {
  return !(labels instanceof Int32Array);
}

export function countRows(labels: ItemLabels): number {
  return isMultiLabel(labels) ? labels.values.length / labels.classes : labels.length;
}

export function hasClass(labels: ItemLabels, row: number, label: number): boolean {
  return isMultiLabel(labels) ? labels.values[row * labels.classes + label] === 1 : labels[row] === label;
}

/** The classes of a row, ascending. */
export function classesOf(labels: ItemLabels, row: number): number[] {
  if (!isMultiLabel(labels)) return [labels[row]!];
  const { values, classes } = labels;
  const own: number[] = [];
  for (let label = 0; label < classes; label++) if (values[row * classes + label] === 1) own.push(label);
  return own;
}

/** Labels of the rows, in the order given. */
export function selectLabels(labels: ItemLabels, rows: Int32Array): ItemLabels {
  if (!isMultiLabel(labels)) return Int32Array.from(rows, (row) => labels[row]!);
  const { values, classes } = labels;
  const selected = new Uint8Array(rows.length * classes);
  rows.forEach((row, i) => selected.set(values.subarray(row * classes, (row + 1) * classes), i * classes));
  return { values: selected, classes };
}

/** 1 where a row has a class, else 0: float32 [rows, classes]. */
export function targetMatrix(labels: ItemLabels, classes: number): Float32Array {
  if (isMultiLabel(labels)) return Float32Array.from(labels.values);
  const target = new Float32Array(labels.length * classes);
  labels.forEach((label, row) => (target[row * classes + label] = 1));
  return target;
}

function sharingRows({ values, classes }: MultiLabels, row: number): Uint8Array {
  const related = new Uint8Array(values.length / classes);
  for (let label = 0; label < classes; label++) {
    if (values[row * classes + label] !== 1) continue;
    for (let other = 0, at = label; other < related.length; other++, at += classes) related[other]! |= values[at]!;
  }
  return related;
}

/**
 * The items relevant to `row`, uint8 [rows]: 1 where both share at least one class.
 * An item with a class is relevant to itself; one without any is relevant to nothing.
 */
export function relatedRows(labels: ItemLabels, row: number): Uint8Array {
  if (isMultiLabel(labels)) return sharingRows(labels, row);
  const related = new Uint8Array(labels.length);
  const own = labels[row];
  for (let other = 0; other < related.length; other++) related[other] = labels[other] === own ? 1 : 0;
  return related;
}
