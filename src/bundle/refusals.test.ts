import { expect, test } from 'vitest';
import { refusalOf, tinyFiles, withManifest, withText, type Files } from './fixtures/memory';
import type { JsonObject } from './json';
import { encodeNpy, type TypedArray } from './npy';

const message = async (files: Files): Promise<string> => (await refusalOf(files)).message;

function flipped(bytes: Uint8Array, at: number): Uint8Array {
  const changed = Uint8Array.from(bytes);
  changed[at]! ^= 1;
  return changed;
}

function withItem(line: number, change: (item: JsonObject) => void): Files {
  const lines = new TextDecoder().decode(tinyFiles().get('items.jsonl')).trimEnd().split('\n');
  const item = JSON.parse(lines[line - 1]!) as JsonObject;
  change(item);
  lines[line - 1] = JSON.stringify(item);
  return withText(tinyFiles(), 'items.jsonl', lines.join('\r\n'));
}

const manifestWith = (change: Parameters<typeof withManifest>[1]): Files => withManifest(tinyFiles(), change);

test('a truncated file is named with expected and found size', async () => {
  const files = tinyFiles(true);
  expect(await message(files.set('image.npy', files.get('image.npy')!.subarray(0, -100)))).toBe('Checking image.npy: expected 1568 bytes, got 1468.');
});

test('a flipped bit is named with expected and found checksum', async () => {
  const files = tinyFiles(true);
  expect(await message(files.set('text.npy', flipped(files.get('text.npy')!, 1000)))).toMatch(/^Checking text\.npy: expected sha256 [0-9a-f]{64}, got [0-9a-f]{64}\.$/);
});

test('sizes are checked where the checksum is left out', async () => {
  const files = withManifest(tinyFiles(true), (manifest) => {
    for (const entry of Object.values(manifest['files']!)) delete (entry as JsonObject)['sha256'];
  });
  expect(await message(files.set('labels.npy', new Uint8Array(3)))).toBe('Checking labels.npy: expected 608 bytes, got 3.');
});

test('a missing file is named, with what is there', async () => {
  const files = tinyFiles();
  files.delete('text.npy');
  expect(await message(files)).toContain('Reading text.npy in memory: expected the file, got only: manifest.json');
});

test.each<[string, (manifest: Record<string, JsonObject>) => void, string]>([
  ['another format', (m) => Object.assign(m, { format: 'zip' }), 'manifest.json.format: expected "alscor-bundle", got "zip".'],
  ['a later version', (m) => Object.assign(m, { version: 2 }), 'manifest.json.version: expected 1, got 2.'],
  ['no name', (m) => delete m['name'], 'manifest.json.name: expected a text, got nothing.'],
  ['a negative count', (m) => Object.assign(m, { count: -1 }), 'manifest.json.count: expected a whole number of at least 1, got -1.'],
  ['no text features', (m) => delete m['features']!['text'], 'manifest.json.features.text: expected an object, got nothing.'],
  ['a path out of the bundle', (m) => Object.assign(m['items']!, { path: '../items.jsonl' }), 'manifest.json.items.path: expected a path inside the bundle, got "../items.jsonl".'],
  ['an absolute path', (m) => Object.assign(m['items']!, { path: '/etc/passwd' }), 'expected a path inside the bundle, got "/etc/passwd"'],
  ['an address as path', (m) => Object.assign(m['items']!, { path: 'https://example.org/x' }), 'expected a path inside the bundle'],
  ['a column of labels where it promises a matrix', (m) => Object.assign(m['labels']!, { kind: 'multihot' }), 'labels.npy: expected shape (60, 3), got (60).'],
  ['labels of another kind', (m) => Object.assign(m['labels']!, { kind: 'soft' }), 'manifest.json.labels.kind: expected "index" or "multihot", got "soft".'],
  ['a count that differs', (m) => Object.assign(m, { count: 61 }), 'items.jsonl: expected 61 lines, as "count" in manifest.json says, got 60.'],
  ['a class without training items', (m) => (m['labels']!['names'] as string[]).push('dog'), 'items.jsonl: expected training items of every class, got none of dog.'],
  ['several captions an image that are not there', (m) => Object.assign(m, { pairs: { path: 'pairs.npy' } }), 'Reading pairs.npy in memory: expected the file'],
  ['a checksum that is none', (m) => Object.assign(m, { files: { x: { bytes: 1, sha256: 'abc' } } }), 'manifest.json.files["x"].sha256: expected 64 hexadecimal digits, got "abc".'],
])('a manifest with %s is refused', async (_, change, expected) => {
  expect(await message(manifestWith(change))).toContain(expected);
});

test('a web page or broken text in place of the manifest is said to be one', async () => {
  expect(await message(withText(tinyFiles(), 'manifest.json', '<!doctype html>'))).toBe('manifest.json: expected JSON, got: a web page.');
  expect(await message(withText(tinyFiles(), 'manifest.json', '{'))).toContain('manifest.json: expected JSON, got: ');
  expect(await message(tinyFiles().set('manifest.json', Uint8Array.of(0xff)))).toContain('manifest.json: expected UTF-8 text');
});

test('a value nested deeper than the stack is refused, not shown', async () => {
  const deep = `${'['.repeat(100_000)}${']'.repeat(100_000)}`;
  expect(await message(withText(tinyFiles(), 'manifest.json', `{"format": ${deep}}`))).toMatch(/^manifest\.json\.format: expected "alscor-bundle", got /);
  expect(await message(withText(tinyFiles(), 'items.jsonl', `${deep}${'\n{}'.repeat(59)}`))).toMatch(/^items\.jsonl, line 1: expected /);
});

test('__proto__ as a field or a path changes nothing', async () => {
  const text = new TextDecoder().decode(tinyFiles().get('manifest.json'));
  const inherited = withText(tinyFiles(), 'manifest.json', text.replace('{', '{"__proto__": {"license": "none"}, "files": {"__proto__": {"bytes": 1}},'));
  expect(await message(withText(inherited, 'items.jsonl', ''))).toContain('expected 60 lines');
  expect(Object.hasOwn(Object.prototype, 'license')).toBe(false);
});

test.each<[string, Uint8Array, string]>([
  ['too few rows', encodeNpy(new Float32Array(118), [59, 2]), 'image.npy: expected shape (60, any), got (59, 2).'],
  ['one dimension', encodeNpy(new Float32Array(60), [60]), 'image.npy: expected shape (60, any), got (60).'],
  ['no columns', encodeNpy(new Float32Array(0), [60, 0]), 'image.npy: expected shape (60, any), got (60, 0).'],
  ['int8 without scale', encodeNpy(new Int8Array(120), [60, 2]), 'image.npy: expected float16, float32 or float64, got i1.'],
])('image features with %s are refused', async (_, bytes, expected) => {
  expect(await message(tinyFiles().set('image.npy', bytes))).toBe(expected);
});

test.each([NaN, Infinity, -Infinity])('%s is found with file, row, column and count', async (value) => {
  const data = new Float32Array(120).fill(1);
  data[7] = data[100] = value;
  const files = tinyFiles().set('text.npy', encodeNpy(data, [60, 2]));
  expect(await message(files)).toBe(`text.npy: expected finite numbers, got ${value} at row 3, column 1 (counted from 0), 2 such values in all.`);
});

test('labels out of range, of another length, or not whole are refused', async () => {
  const labels = Int32Array.from({ length: 60 }, (_, i) => i % 3);
  const outside = encodeNpy(labels.with(5, 3), [60]);
  expect(await message(tinyFiles().set('labels.npy', outside))).toBe('labels.npy: expected classes 0 to 2, got 3 at row 5 (counted from 0).');
  expect(await message(tinyFiles().set('labels.npy', encodeNpy(labels, [60, 1])))).toBe('labels.npy: expected shape (60), got (60, 1).');
  expect(await message(tinyFiles().set('labels.npy', encodeNpy(Float32Array.from(labels), [60])))).toBe('labels.npy: expected integers, got f4.');
});

const marks = (): Uint8Array => Uint8Array.from({ length: 180 }, (_, i) => (i % 3 === Math.floor(i / 3) % 3 ? 1 : 0));
const withMarks = (data: TypedArray, shape = [60, 3]): Files =>
  manifestWith((m) => Object.assign(m['labels']!, { kind: 'multihot' })).set('labels.npy', encodeNpy(data, shape));

test.each<[string, Files, string]>([
  ['a 2', withMarks(marks().with(7, 2)), 'labels.npy: expected only 0 and 1, got 2 at row 2, column 1 (counted from 0).'],
  ['a negative number', withMarks(Int8Array.from(marks()).with(179, -1)), 'labels.npy: expected only 0 and 1, got -1 at row 59, column 2 (counted from 0).'],
  ['a number of 64 bits', withMarks(BigInt64Array.from(marks(), BigInt).with(0, 2n ** 40n)), 'labels.npy: expected only 0 and 1, got 1099511627776 at row 0, column 0 (counted from 0).'],
  ['floats', withMarks(Float32Array.from(marks())), 'labels.npy: expected integers or bools, got f4.'],
  ['a column too many', withMarks(new Uint8Array(240), [60, 4]), 'labels.npy: expected shape (60, 3), got (60, 4).'],
  ['a row too few', withMarks(new Uint8Array(177), [59, 3]), 'labels.npy: expected shape (60, 3), got (59, 3).'],
  ['a class that no training item has', withMarks(marks().map((mark, i) => (i % 3 === 2 ? 0 : mark))), 'items.jsonl: expected training items of every class, got none of cat.'],
  ['no class for any item', withMarks(new Uint8Array(180)), 'items.jsonl: expected items of split "train" with a class, got none with any.'],
  ['no class for any test item', withMarks(marks().map((mark, i) => (Math.floor(i / 3) % 5 === 4 ? 0 : mark))), 'items.jsonl: expected items of split "test" with a class, got none with any.'],
])('labels of several classes with %s are refused', async (_, files, expected) => {
  expect(await message(files)).toBe(expected);
});

test.each<[string, (item: JsonObject) => void, string]>([
  ['a split of another name', (item) => Object.assign(item, { split: 'dev' }), 'items.jsonl, line 7, split: expected "train", "val" or "test", got "dev".'],
  ['a number as id', (item) => Object.assign(item, { id: 6 }), 'items.jsonl, line 7, id: expected a text, got 6.'],
  ['no caption', (item) => delete item['caption'], 'items.jsonl, line 7, caption: expected a text, got nothing.'],
  ['an id used before', (item) => Object.assign(item, { id: '2' }), 'items.jsonl, line 7: expected an id of its own, got "2" again (first in line 3).'],
  ['a script as url', (item) => Object.assign(item, { url: 'javascript:alert(1)' }), 'items.jsonl, line 7, url: expected an http or https address'],
])('an item with %s is refused by line', async (_, change, expected) => {
  expect(await message(withItem(7, change))).toContain(expected);
});

test('a line that is no JSON is refused by its number', async () => {
  const text = new TextDecoder().decode(tinyFiles().get('items.jsonl'));
  expect(await message(withText(tinyFiles(), 'items.jsonl', text.replace('{"id": "9"', '"id": "9"')))).toContain('items.jsonl, line 10: expected JSON');
});

test.each(['train', 'test'])('a bundle without %s items is refused', async (split) => {
  const text = new TextDecoder().decode(tinyFiles().get('items.jsonl')).replaceAll(`"${split}"`, '"val"');
  expect(await message(withText(tinyFiles(), 'items.jsonl', text))).toBe(`items.jsonl: expected items of split "${split}", got none.`);
});

test('every refusal says what to try', async () => {
  expect((await refusalOf(manifestWith((m) => Object.assign(m['labels']!, { kind: 'soft' })))).advice).not.toBe('');
});
