/** Classes written as numbers that are counted from 0 or 1. */
import { isMissing, MOST_CLASSES, numbersOf, rowsOf, unfit, type LabelColumn } from './labelColumns';
import { keepRows, nameClasses } from './labelRows';

/** Throws BundleError for numbers below `base`, fractions, and more than MOST_CLASSES classes. */
export function readIndices(columns: LabelColumn[], base: number, classNames: string[] | null) {
  const numbers = numbersOf(columns);
  if (!numbers) throw unfit('whole numbers', 'texts', 'Read them as names of classes.');
  const labels = new Int32Array(rowsOf(columns));
  let row = 0;
  for (const part of numbers) {
    for (const number of part) {
      labels[row] = labelOf(number, base, row + 1);
      row++;
    }
  }
  const most = labels.reduce((greatest, label) => Math.max(greatest, label), 0);
  const named = nameClasses(most + 1, classNames);
  const kept = keepRows(labels, named.names.length);
  const text = `Classes are counted from ${base}: ${most + 1}.`;
  return { values: kept.values, names: named.names, findings: [{ kind: 'understood' as const, text }, ...named.findings, ...kept.findings] };
}

function labelOf(number: number, base: number, row: number): number {
  if (isMissing(number)) return -1;
  const label = number - base;
  if (Number.isInteger(label) && label >= 0 && label < MOST_CLASSES) return label;
  throw unfit(`whole numbers from ${base} on, below ${base + MOST_CLASSES}`, `${number} at row ${row}`, 'Let the reading of the classes be found from the numbers.');
}
