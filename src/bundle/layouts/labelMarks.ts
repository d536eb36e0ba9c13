/** Classes written as one column a class, 1 where a row has it. */
import type { ItemLabels } from '../../retrieval/labels';
import type { Finding } from '../convert/report';
import { commonDims, MOST_CLASSES, rowsOf, unfit, type LabelColumn } from './labelColumns';
import { emptyMarks, keepRows, nameClasses, withoutClass } from './labelRows';

interface Marks {
  /** uint8 [rows, classes]. */
  values: Uint8Array;
  rows: number;
  classes: number;
  /** Every row has exactly one class. */
  one: boolean;
  /** Rows without a class. */
  none: number;
}

/** NaN and -1 count as 0. */
function markOf(value: number, row: number): 0 | 1 {
  if (value === 1) return 1;
  if (value === 0 || value === -1 || Number.isNaN(value)) return 0;
  throw unfit('only 0 and 1, as there is a column a class', `${value} at row ${row}`);
}

/** Throws BundleError for other numbers than 0, 1, -1 and NaN. */
export function marksOf(columns: LabelColumn[]): Marks {
  const classes = commonDims(columns);
  const rows = rowsOf(columns);
  if (classes > MOST_CLASSES) throw unfit(`at most ${MOST_CLASSES} of them`, `${classes}`);
  const values = emptyMarks(rows, classes);
  let at = 0;
  for (const { values: part } of columns) {
    if (Array.isArray(part)) throw unfit('numbers, one column a class', 'texts');
    for (const value of part) {
      values[at] = markOf(value, Math.floor(at / classes) + 1);
      at++;
    }
  }
  return { values, rows, classes, ...countMarks(values, rows, classes) };
}

function countMarks(values: Uint8Array, rows: number, classes: number): { one: boolean; none: number } {
  let [none, several] = [0, 0];
  for (let row = 0; row < rows; row++) {
    let marks = 0;
    for (let label = 0; label < classes; label++) marks += values[row * classes + label]!;
    if (marks === 0) none++;
    if (marks > 1) several++;
  }
  return { one: several === 0 && none === 0, none };
}

function singleRows({ values, rows, classes }: Marks): ItemLabels {
  return keepRows(Int32Array.from({ length: rows }, (_, row) => values.subarray(row * classes, (row + 1) * classes).indexOf(1)), classes).values;
}

/** Throws BundleError for other marks than 0 and 1, and where a one-hot row has several. */
export function readMarks(columns: LabelColumn[], kind: 'onehot' | 'multihot', classNames: string[] | null) {
  const marks = marksOf(columns);
  if (kind === 'onehot' && marks.rows - marks.none < marks.values.reduce((sum, mark) => sum + mark, 0)) {
    throw unfit('at most one 1 a row', 'rows with several', 'Read them as several classes a row.');
  }
  if (classNames && classNames.length > marks.classes) throw unfit(`${marks.classes} names, one for each column`, `${classNames.length}`, 'Give as many names as there are columns.');
  const { names, findings: unnamed } = nameClasses(marks.classes, classNames);
  const text = kind === 'onehot' ? `Classes are marked by a 1 in one of ${marks.classes} columns.` : `Rows have any number of ${marks.classes} classes, a column each.`;
  const findings: Finding[] = [{ kind: 'understood', text }, ...unnamed, ...(marks.none > 0 ? [withoutClass(marks.none, marks.rows)] : [])];
  return { values: kind === 'onehot' ? singleRows(marks) : { values: marks.values, classes: marks.classes }, names, findings };
}
