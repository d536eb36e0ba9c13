/** Names of the columns of a table, and which columns are one matrix together. */
import { numberOf } from './numberText';

/** pandas names the columns of an array 0, 1, 2, …: so many of them in order are names, though they are numbers. */
const LEAST_COUNTED = 3;

function areCounted(numbers: number[]): boolean {
  const [first] = numbers;
  return numbers.length >= LEAST_COUNTED && (first === 0 || first === 1) && numbers.every((value, i) => value === first + i);
}

/** True where the first record of a table names its columns: its cells are no numbers, or count them from 0 or 1. */
export function isHeader(record: string[]): boolean {
  const numbers = record.map(numberOf).filter((value) => value !== undefined);
  return numbers.length === 0 || areCounted(numbers);
}

/** Each once: a name that stands again gets " (2)", and so on. */
export function uniqueNames(names: string[]): string[] {
  const taken = new Set<string>();
  const counts = new Map<string, number>();
  return names.map((name) => {
    let unique = name;
    for (let count = counts.get(name) ?? 1; taken.has(unique); unique = `${name} (${count})`) counts.set(name, ++count);
    taken.add(unique);
    return unique;
  });
}

/** Names of the header, "column 3" for a cell without one; null for a table without header. */
export function columnNames(header: string[] | null, count: number): string[] {
  return uniqueNames(Array.from({ length: count }, (_, i) => header?.[i]?.trim() || `column ${i + 1}`));
}

export interface ColumnRun {
  /** What the columns' names start with, without a separator at its end: "image" of image_0, image_1, … */
  name: string;
  first: number;
  count: number;
}

function counted(name: string): { prefix: string; number: number } | null {
  const [, prefix, digits] = /^(.*?)(\d{1,9})$/s.exec(name) ?? [];
  return prefix === undefined ? null : { prefix, number: Number(digits) };
}

const continues = (name: string, before: string): boolean => {
  const [one, next] = [counted(before), counted(name)];
  return one !== null && next !== null && one.prefix === next.prefix && next.number === one.number + 1;
};

/** Columns in order, those that a common start and consecutive numbers name (f0, f1, …) as one run. */
export function runsOf(names: string[]): ColumnRun[] {
  const runs: ColumnRun[] = [];
  names.forEach((name, column) => {
    const run = runs.at(-1);
    if (run && continues(name, names[column - 1]!)) run.count++;
    else runs.push({ name, first: column, count: 1 });
  });
  return runs.map((run) => (run.count === 1 ? run : { ...run, name: counted(run.name)!.prefix.replace(/[\s._-]+$/, '') || 'numbers' }));
}
