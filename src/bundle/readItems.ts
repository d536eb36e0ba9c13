/** items.jsonl: one object a line. */
import { asObject, asText, decodeText, field, mismatch, optional, parseJson } from './json';
import type { Item, Split } from './manifest';
import { BundleError } from './problem';

const splits: readonly unknown[] = ['train', 'val', 'test'] satisfies Split[];
const isSplit = (value: unknown): value is Split => splits.includes(value);

function asAddress(value: unknown, where: string): string {
  const text = asText(value, where);
  if (!/^https?:\/\//i.test(text)) throw mismatch(where, 'an http or https address', text);
  return text;
}

/** Throws BundleError naming `where`. */
export function parseItem(line: string, where: string): Item {
  const object = asObject(parseJson(line, where), where);
  const split = field(object, 'split');
  if (!isSplit(split)) throw mismatch(`${where}, split`, '"train", "val" or "test"', split);
  const caption = field(object, 'caption');
  if (typeof caption !== 'string') throw mismatch(`${where}, caption`, 'a text', caption);
  const item: Item = { id: asText(field(object, 'id'), `${where}, id`), split, caption };
  const url = optional(field(object, 'url'), `${where}, url`, asAddress);
  return url === undefined ? item : { ...item, url };
}

function checkIds(items: Item[], path: string): void {
  const lines = new Map<string, number>();
  items.forEach(({ id }, i) => {
    const first = lines.get(id);
    if (first !== undefined) throw new BundleError(`${path}, line ${i + 1}: expected an id of its own, got ${JSON.stringify(id)} again (first in line ${first}).`, 'Give every item another id.');
    lines.set(id, i + 1);
  });
}

/** The items in the order of the rows. Throws BundleError naming the line. */
export function parseItems(bytes: Uint8Array, path: string, count: number): Item[] {
  const lines = decodeText(bytes, path).split('\n');
  while (lines.at(-1)?.trim() === '') lines.pop();
  if (lines.length !== count) throw new BundleError(`${path}: expected ${count} lines, as "count" in manifest.json says, got ${lines.length}.`, 'Write one line an item.');
  const items = lines.map((line, i) => parseItem(line, `${path}, line ${i + 1}`));
  checkIds(items, path);
  return items;
}
