import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { tinyFiles } from './fixtures/memory';
import { isValid } from './fixtures/jsonSchema';
import type { JsonObject } from './json';
import { parseManifest } from './parseManifest';
import { BundleError } from './problem';

const readJson = (place: string): JsonObject => JSON.parse(readFileSync(new URL(place, import.meta.url), 'utf8')) as JsonObject;
const schema = readJson('manifest.schema.json');

const tiny = JSON.parse(new TextDecoder().decode(tinyFiles(true).get('manifest.json'))) as JsonObject;
const demo = readJson('../../public/demo/manifest.json');

/** Every field that there is. */
const full = {
  format: 'alscor-bundle', version: 1, name: 'Full', description: 'd', license: 'l', citation: 'c', count: 4,
  features: {
    image: { path: 'image.npy', encoder: 'e', normalized: true, scale: 'image_scale.npy', views: ['a', 'b'] },
    text: { path: 'deep/text.npy', encoder: 'e', normalized: false, scale: 'text_scale.npy' },
  },
  labels: { path: 'labels.npy', kind: 'multihot', names: ['x', 'y'] },
  pairs: { path: 'pairs.npy' },
  items: { path: 'items.jsonl' },
  thumbnails: { kind: 'sprites', cell: 8, columns: 2, rows: 3, sheets: ['thumbs/0.png'] },
  vocab: { path: 'vocab.json', vectors: 'vocab.npy', scale: 'vocab_scale.npy' },
  encoder: { path: 'encoder/model.json', output: 'o', inputSize: 9, pictureSize: 9 },
  files: { 'image.npy': { bytes: 0, sha256: 'Ab'.repeat(32) }, 'deep/text.npy': { bytes: 1, sha256: '' } },
};

function parses(manifest: unknown): boolean {
  try {
    parseManifest(new TextEncoder().encode(JSON.stringify(manifest)));
    return true;
  } catch (error) {
    if (error instanceof BundleError) return false;
    throw error;
  }
}

type Place = (string | number)[];

const isNode = (value: unknown): value is Record<string | number, unknown> => typeof value === 'object' && value !== null;

function placesIn(value: unknown, at: Place = []): Place[] {
  if (!isNode(value)) return [at];
  return [at, ...Object.keys(value).flatMap((key) => placesIn(value[key], [...at, Array.isArray(value) ? Number(key) : key]))];
}

/** A copy with another value at the place; undefined leaves the field out. */
function changed(root: unknown, place: Place, value: unknown): unknown {
  const copy = structuredClone(root);
  let node: unknown = copy;
  for (const key of place.slice(0, -1)) node = isNode(node) ? node[key] : undefined;
  const last = place.at(-1);
  if (last === undefined || !isNode(node)) return value;
  if (value === undefined && !Array.isArray(node)) delete node[last];
  else node[last] = value;
  return copy;
}

const values: unknown[] = [
  undefined, null, true, false, 0, -1, 1, 1.5, 9, 2 ** 53, '', 'x', '.', '..', 'a/../b', '../x', './x', '/x', 'x/', 'a//b', 'a\\b', 'https://x', 'a\u0000b', 'a\nb', '..a/.b',
  'index', 'multihot', 'sprites', 'Ff'.repeat(32), 'f'.repeat(63), [], ['a'], ['a', 'b'], [''], [1, 2], {}, { path: 'x' }, { '../x': { bytes: 1 } }, { x: { bytes: 1 } }, { x: null },
];

/** The one rule that a schema cannot tell. */
const sizesFit = (manifest: unknown): boolean => !isNode(manifest) || !isNode(manifest['encoder']) || !(Number(manifest['encoder']['pictureSize']) > Number(manifest['encoder']['inputSize']));

test.each([['tiny', tiny], ['demo', demo], ['full', full]])('schema and reader take the manifest: %s', (_, manifest) => {
  expect([isValid(manifest, schema), parses(manifest)]).toEqual([true, true]);
});

test('schema and reader agree on every damage at every place of a manifest', () => {
  let taken = 0;
  let refused = 0;
  for (const place of placesIn(full)) {
    for (const value of values) {
      const manifest = changed(full, place, value);
      if (manifest === undefined || !sizesFit(manifest)) continue;
      const verdict = parses(manifest);
      expect(isValid(manifest, schema), `${place.join('.')} = ${JSON.stringify(value)}`).toBe(verdict);
      if (verdict) taken++;
      else refused++;
    }
  }
  expect(refused).toBeGreaterThan(1000);
  expect(taken).toBeGreaterThan(200);
});

test('a picture larger than the input of the encoder is refused by the reader alone', () => {
  const manifest = changed(full, ['encoder', 'pictureSize'], 10);
  expect([isValid(manifest, schema), parses(manifest)]).toEqual([true, false]);
});

test('the validator knows every keyword of the schema, and would say where it does not', () => {
  expect(() => isValid(full, { ...schema, oneOf: [] })).toThrow('The schema uses oneOf');
});
