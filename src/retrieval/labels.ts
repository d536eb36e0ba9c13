/** Which items are relevant to each other: those of one class, or those that share a class. */

/** Items with any number of classes, none included. */
export interface MultiLabels {
  /** 1 where the item has the class, uint8 [rows, classes]. */
  values: Uint8Array;
  classes: number;
}

/** One 0-based class a row, int32 [rows], or any number of them. */
export type ItemLabels = Int32Array | MultiLabels;

export function countRows(labels: ItemLabels): number {
  return labels instanceof Int32Array ? labels.length : labels.values.length / labels.classes;
}

export function hasClass(labels: ItemLabels, row: number, label: number): boolean {
  return labels instanceof Int32Array ? labels[row] === label : labels.values[row * labels.classes + label] === 1;
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
  if (!(labels instanceof Int32Array)) return sharingRows(labels, row);
  const related = new Uint8Array(labels.length);
  const own = labels[row];
  for (let other = 0; other < related.length; other++) related[other] = labels[other] === own ? 1 : 0;
  return related;
}
