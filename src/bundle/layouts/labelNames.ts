/** Classes written as names, or as numbers of which each distinct one is a class. */
import type { ItemLabels } from '../../retrieval/labels';
import type { Finding } from '../convert/report';
import { MOST_CLASSES, numbersOf, rowsOf, textsOf, unfit, type LabelColumn } from './labelColumns';
import { emptyMarks, keepRows, withoutClass } from './labelRows';

const SEPARATORS = ['|', ';', ','];

const piecesOf = (text: string, separator: string | null): string[] => [
  ...new Set(text.split('\n').flatMap((line) => (separator === null ? [line] : line.split(separator))).map((piece) => piece.trim()).filter((piece) => piece !== '')),
];

/** A piece is known where at least two distinct texts hold it; "Paris, France" and "Rome, Italy" are then one name each. */
function separates(distinct: Map<string, number>, separator: string): boolean {
  const holders = new Map<string, number>();
  const pieces = new Map([...distinct.keys()].map((text) => [text, piecesOf(text, separator)]));
  for (const own of pieces.values()) for (const piece of own) holders.set(piece, (holders.get(piece) ?? 0) + 1);
  let [known, separated] = [0, 0];
  for (const [text, rows] of distinct) {
    if (!text.includes(separator)) continue;
    separated += rows;
    if (pieces.get(text)!.every((piece) => holders.get(piece)! > 1)) known += rows;
  }
  return separated > 0 && known > separated / 2;
}

/** What stands between the names of a row with several: "|", ";" or "," where most rows with it hold names that other texts hold too, else null. */
export function findSeparator(parts: string[][]): string | null {
  const distinct = new Map<string, number>();
  for (const texts of parts) for (const text of texts) if (text !== '') distinct.set(text, (distinct.get(text) ?? 0) + 1);
  return SEPARATORS.find((separator) => separates(distinct, separator)) ?? null;
}

function collectNames(parts: string[][], separator: string | null): string[] {
  const found = new Set<string>();
  for (const texts of parts) {
    for (const text of texts) for (const name of piecesOf(text, separator)) found.add(name);
    if (found.size > MOST_CLASSES) throw unfit(`at most ${MOST_CLASSES} of them`, 'more', 'Choose another column: this one may name the rows.');
  }
  const numeric = [...found].every((name) => /^[+-]?\d+$/.test(name));
  return [...found].sort(numeric ? (a, b) => Number(a) - Number(b) : (a, b) => (a < b ? -1 : 1));
}

interface Classes {
  /** Names in the texts, by class. */
  found: string[];
  /** What they are called. */
  names: string[];
  findings: Finding[];
}

/** Given names order the classes where they are those of the texts, or rename numbers where there are as many. */
function nameFound(found: string[], given: string[] | null, numeric: boolean): Classes {
  if (given && found.every((name) => given.includes(name))) return { found: given, names: given, findings: [] };
  if (given && numeric && given.length === found.length) return { found, names: given, findings: [] };
  const names = numeric ? found.map((number) => `class ${number}`) : found;
  if (!given) return { found, names, findings: [] };
  return { found, names, findings: [{ kind: 'warning', text: `The ${given.length} names given are not those of the ${found.length} classes in the rows: they were not used.` }] };
}

function describe(found: string[], numeric: boolean): Finding {
  const some = found.slice(0, 5).join(', ') + (found.length > 5 ? ', …' : '');
  return { kind: 'understood', text: `${numeric ? 'The distinct numbers are the classes' : 'Classes are named'}: ${found.length} (${some}).` };
}

function fillRows(parts: string[][], rows: number, separator: string | null, found: string[]): { values: ItemLabels; findings: Finding[] } {
  const labels = new Map(found.map((name, label) => [name, label]));
  const single = new Int32Array(rows).fill(-1);
  const several: [row: number, labels: number[]][] = [];
  let row = 0;
  for (const text of parts.flat()) {
    const own = piecesOf(text, separator).map((piece) => labels.get(piece)!);
    if (own.length > 1) several.push([row, own]);
    else if (own[0] !== undefined) single[row] = own[0];
    row++;
  }
  return several.length === 0 ? keepRows(single, found.length) : markRows(single, several, found.length);
}

function markRows(single: Int32Array, several: [number, number[]][], classes: number): { values: ItemLabels; findings: Finding[] } {
  const values = emptyMarks(single.length, classes);
  let marked = several.length;
  single.forEach((label, row) => {
    if (label < 0) return;
    values[row * classes + label] = 1;
    marked++;
  });
  for (const [row, labels] of several) for (const label of labels) values[row * classes + label] = 1;
  const missing = single.length - marked;
  return { values: { values, classes }, findings: missing > 0 ? [withoutClass(missing, single.length)] : [] };
}

/** Names in the order of the alphabet, numbers by size. Throws BundleError above MOST_CLASSES. */
export function readNames(columns: LabelColumn[], separator: string | null, classNames: string[] | null) {
  const numeric = numbersOf(columns) !== null;
  const parts = textsOf(columns).map((texts) => (numeric ? texts.map(plainNumber) : texts));
  const { found, names, findings } = nameFound(collectNames(parts, separator), classNames, numeric);
  const rows = fillRows(parts, rowsOf(columns), separator, found);
  return { values: rows.values, names, findings: [describe(found, numeric), ...findings, ...rows.findings] };
}

/** "01", "+1" and "1.0" are one class; -1 is none. */
function plainNumber(text: string): string {
  const number = Number(text);
  return text === '' || number === -1 ? '' : `${number}`;
}
