/** The values of one field of many JSON objects, as a column. */
import type { CellBudget } from './cellBudget';
import type { Column } from './column';
import { GrowingNumbers } from './growingNumbers';
import { numbersInMemory, textsInMemory } from './memoryColumns';
import { ownText } from './textChunks';

type Value = null | number | string | number[] | undefined;

/** undefined: it cannot stand in a column. Truth values are 1 and 0; a list of texts is joined; an empty list is missing. */
function valueOf(json: unknown): Value {
  if (json === null || typeof json === 'number') return json;
  if (typeof json === 'string') return ownText(json);
  if (typeof json === 'boolean') return json ? 1 : 0;
  if (!Array.isArray(json)) return undefined;
  const list: unknown[] = json;
  if (list.length === 0) return null;
  if (list.every((entry) => typeof entry === 'string')) return list.join('\n');
  return list.every((entry) => entry === null || typeof entry === 'number') ? list.map((entry) => entry ?? NaN) : undefined;
}

const isRounded = (value: number): boolean => Number.isInteger(value) && !Number.isSafeInteger(value) && Math.abs(value) < 1e21;

/** Holds numbers, a matrix, or texts: what the first value is; numbers among which a text comes are texts from then on. */
export class JsonField {
  /** Said of the column, or of why there is none. */
  note: string | null = null;
  /** Rows that are known, also as missing. */
  private rows = 0;
  private dims = 0;
  private numbers: GrowingNumbers | null = null;
  private texts: string[] | null = null;
  private isOut = false;

  constructor(
    private readonly name: string,
    private readonly budget: CellBudget,
  ) {}

  /** The value in row `row`; rows since the last value are missing. Throws BundleError where these are too many. */
  add(row: number, json: unknown): void {
    if (this.isOut) return;
    const value = valueOf(json);
    if (value === null) return;
    if (value === undefined) this.leaveOut('it holds lists or objects that are neither all numbers nor all texts');
    else if (typeof value === 'string') this.addText(row, value);
    else if (typeof value === 'number' && this.texts) this.addText(row, String(value));
    else this.addNumbers(row, typeof value === 'number' ? [value] : value, typeof value !== 'number');
  }

  /** Null where the field was left out, or never had a value. */
  column(path: string, rows: number): Column | null {
    this.fillTo(rows);
    if (this.texts) return textsInMemory(path, this.name, this.texts);
    return this.numbers && numbersInMemory(path, this.name, this.numbers, this.dims);
  }

  private addText(row: number, text: string): void {
    if (this.numbers?.kind === 'f4') return this.leaveOut('it holds both texts and lists of numbers');
    this.texts ??= this.textsOfNumbers();
    this.numbers = null;
    this.fillTo(row);
    this.budget.take(1);
    this.texts.push(text);
    this.rows = row + 1;
  }

  private addNumbers(row: number, values: number[], isList: boolean): void {
    if (this.texts) return this.leaveOut('it holds both texts and lists of numbers');
    this.numbers ??= this.newNumbers(values.length, isList);
    if (values.length !== this.dims || isList !== (this.numbers.kind === 'f4')) return this.leaveOut(`its lists of numbers are not of one length: ${this.dims} and ${values.length}`);
    this.fillTo(row);
    this.budget.take(values.length);
    for (const value of values) this.numbers.push(value);
    if (!isList && isRounded(values[0]!)) this.note = `${this.name} holds integers beyond 2^53, which JSON readers round: write them as texts.`;
    this.rows = row + 1;
  }

  private newNumbers(dims: number, isList: boolean): GrowingNumbers {
    this.dims = dims;
    return new GrowingNumbers(isList ? 'f4' : 'f8');
  }

  private textsOfNumbers(): string[] {
    return Array.from(this.numbers?.slice(0, this.rows) ?? [], (value) => (Number.isNaN(value) ? '' : String(value)));
  }

  private fillTo(row: number): void {
    const missing = row - this.rows;
    if (!this.numbers && !this.texts) return;
    this.budget.take(missing * (this.texts ? 1 : this.dims));
    for (let i = 0; i < missing; i++) this.texts?.push('');
    for (let i = 0; i < missing * this.dims; i++) this.numbers?.push(NaN);
    this.rows = row;
  }

  private leaveOut(reason: string): void {
    this.note = `${this.name} was left out: ${reason}.`;
    this.numbers = null;
    this.texts = null;
    this.isOut = true;
  }
}
