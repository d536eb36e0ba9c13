import { toCsv, type Cell } from '../../parts/csv';

const SLICE_MS = 12;
const ROWS_AT_ONCE = 500;

/** Joins the parts of a file, and lets the page go on in between: a run of 100,000 steps takes a while to write. */
export async function textFile(parts: Iterable<string>, type: 'text/csv' | 'application/json'): Promise<Blob> {
  const written: string[] = [];
  let since = performance.now();
  for (const part of parts) {
    written.push(part);
    if (performance.now() - since < SLICE_MS) continue;
    await new Promise((resolve) => setTimeout(resolve));
    since = performance.now();
  }
  return new Blob(written, { type });
}

/** A CSV file in parts. */
export function* csvParts(header: readonly string[], rows: Iterable<readonly Cell[]>): Generator<string> {
  const head = toCsv(header, []);
  yield head;
  let some: (readonly Cell[])[] = [];
  for (const row of rows) {
    some.push(row);
    if (some.length < ROWS_AT_ONCE) continue;
    yield toCsv(header, some).slice(head.length);
    some = [];
  }
  yield toCsv(header, some).slice(head.length);
}

/** The first `count` numbers of an array in parts; what is not finite is null, as in all of JSON. */
export function* numbersJson(column: ArrayLike<number>, count = column.length): Generator<string> {
  yield '[';
  for (let start = 0; start < count; start += 10 * ROWS_AT_ONCE) {
    const some = Array.from({ length: Math.min(10 * ROWS_AT_ONCE, count - start) }, (_, i) => column[start + i]!);
    yield `${start > 0 ? ',' : ''}${JSON.stringify(some).slice(1, -1)}`;
  }
  yield ']';
}

/** An object in parts, of parts: the values are written by themselves. */
export function* objectJson(entries: Iterable<readonly [string, Iterable<string>]>): Generator<string> {
  let between = '{\n';
  for (const [key, parts] of entries) {
    yield `${between}${JSON.stringify(key)}: `;
    yield* parts;
    between = ',\n';
  }
  yield between === '{\n' ? '{}' : '\n}';
}

/** An array in parts, of parts. */
export function* listJson(items: Iterable<Iterable<string>>): Generator<string> {
  let between = '[';
  for (const parts of items) {
    yield between;
    yield* parts;
    between = ',\n';
  }
  yield between === '[' ? '[]' : ']';
}
