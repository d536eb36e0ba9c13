/** How classes are written, found from the columns of all parts together, and the classes themselves. */
import type { ItemLabels } from '../../retrieval/labels';
import type { Finding } from '../convert/report';
import { distinctNumbers, commonDims, numbersOf, rowsOf, textsOf, unfit, type LabelColumn } from './labelColumns';
import { readIndices } from './labelIndices';
import { marksOf, readMarks } from './labelMarks';
import { findSeparator, readNames } from './labelNames';
import type { LabelReading } from './mapping';

export type { LabelColumn };

export interface InterpretedLabels {
  /** Of all rows, in the order of the parts; null where every row's class is missing. */
  values: ItemLabels | null;
  /** By class. */
  names: string[];
  reading: LabelReading | { kind: 'none' };
  findings: Finding[];
}

/**
 * How the classes of a dataset are written, from the columns of all its parts: whole numbers are counted from the least,
 * 0 or 1; where that is another or numbers are left out, each distinct number is a class (kind 'names'), unless
 * `classNames` names the ones left out. Throws BundleError for numbers that are no classes.
 */
export function readLabelsAs(columns: LabelColumn[], classNames: string[] | null = null): LabelReading {
  if (commonDims(columns) > 1) return { kind: marksOf(columns).one ? 'onehot' : 'multihot' };
  const numbers = numbersOf(columns);
  if (!numbers) return { kind: 'names', separator: findSeparator(textsOf(columns)) };
  const distinct = distinctNumbers(numbers);
  const [least = 1, most = least] = [distinct[0], distinct.at(-1)];
  const counted = least === 0 || least === 1;
  const complete = distinct.length === most - least + 1;
  const base = counted && (complete || (classNames !== null && classNames.length > most - least)) ? least : null;
  return base === null ? { kind: 'names', separator: null } : { kind: 'index', base };
}

function allMissing(columns: LabelColumn[]): boolean {
  if (commonDims(columns) > 1) return columns.every(({ values }) => !Array.isArray(values) && values.every(Number.isNaN));
  return textsOf(columns).every((texts) => texts.every((text) => text === ''));
}

function read(columns: LabelColumn[], reading: LabelReading, classNames: string[] | null): Omit<InterpretedLabels, 'reading'> {
  const matrix = commonDims(columns) > 1;
  if (matrix !== (reading.kind === 'onehot' || reading.kind === 'multihot')) {
    throw unfit(matrix ? 'one class a row' : 'one column a class', `${columns[0]!.dims} numbers a row`, 'Let the reading of the classes be found from the numbers, or choose another column.');
  }
  if (reading.kind === 'index') return readIndices(columns, reading.base, classNames);
  return reading.kind === 'names' ? readNames(columns, reading.separator, classNames) : readMarks(columns, reading.kind, classNames);
}

function warnings(rows: number, names: string[]): Finding[] {
  if (names.length === 1) return [{ kind: 'warning', text: `All rows have the one class "${names[0]}": retrieval cannot be judged by classes.` }];
  if (rows < 8 || names.length <= rows / 2) return [];
  return [{ kind: 'warning', text: `${names.length} classes for ${rows} rows: most have few items; is the column of classes the right one?` }];
}

/**
 * The classes of all rows, the parts' one after another: one class a row (int32), or any number of them (uint8 [rows,
 * classes]) where `reading` says so or some row has none: NaN, -1 and empty cells are missing classes. `reading` null: found
 * by `readLabelsAs`. Throws BundleError where the columns cannot be read so.
 */
export function interpretLabels(columns: LabelColumn[], reading: LabelReading | null, classNames: string[] | null): InterpretedLabels {
  if (allMissing(columns)) {
    return { values: null, names: [], reading: { kind: 'none' }, findings: [{ kind: 'warning', text: 'The class of every row is missing: the dataset has no classes.' }] };
  }
  const used = reading ?? readLabelsAs(columns, classNames);
  const { values, names, findings } = read(columns, used, classNames);
  return { values, names, reading: used, findings: [...findings, ...warnings(rowsOf(columns), names)] };
}
