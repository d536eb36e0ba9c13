import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join, relative, sep } from 'node:path';
import { fileURLToPath } from 'node:url';
import { beforeAll, describe, expect, test } from 'vitest';
import type { Dataset, Vocab } from '../../bundle/dataset';
import { encodeText } from '../../bundle/encodeText';
import type { Split } from '../../bundle/manifest';
import { MANIFEST_PATH, parseManifest } from '../../bundle/parseManifest';
import { readBundle, readEncoderFiles } from '../../bundle/read';
import { classesOf, hasClass } from '../../retrieval/labels';
import { openBundle } from '../openBundle';
import { classNames } from './emoji';
import { sources } from './packages';
import { splitByClass } from './split';

const folder = fileURLToPath(new URL('../../../public/demo/', import.meta.url));
const paths = readdirSync(folder, { recursive: true, withFileTypes: true })
  .filter((entry) => entry.isFile())
  .map((entry) => relative(folder, join(entry.parentPath, entry.name)).replaceAll(sep, '/'));
const bytesOf = (path: string): Buffer => readFileSync(join(folder, path));
const NPY_HEADER = 128;
const manifest = parseManifest(bytesOf(MANIFEST_PATH));

let dataset: Dataset;
let vocab: Vocab;

beforeAll(async () => {
  dataset = await readBundle(await openBundle('demo'));
  if (!dataset.vocab) throw new Error('Reading the demo: expected a vocabulary, got none. Run npm run demo.');
  vocab = dataset.vocab;
});

const row = ({ data, dims }: { data: Float32Array; dims: number }, i: number): Float32Array => data.subarray(i * dims, (i + 1) * dims);

function dot(a: Float32Array, b: Float32Array): number {
  let sum = 0;
  for (let i = 0; i < a.length; i++) sum += a[i]! * b[i]!;
  return sum;
}

/** Features of a view with the view's mean subtracted, each of length 1. */
function centredUnitRows(view: number): Float32Array[] {
  const { data, dims } = dataset.image;
  const rows = Array.from({ length: dataset.count }, (_, i) => row({ data, dims }, view * dataset.count + i));
  const mean = new Float32Array(dims);
  for (const feature of rows) feature.forEach((value, c) => (mean[c] = mean[c]! + value / rows.length));
  return rows.map((feature) => {
    const centred = feature.map((value, c) => value - mean[c]!);
    const length = Math.sqrt(dot(centred, centred));
    return centred.map((value) => value / length);
  });
}

describe('files', () => {
  test('they have at most 10 million bytes in all', () => {
    const total = paths.reduce((sum, path) => sum + bytesOf(path).length, 0);
    console.log(`The demo has ${total} bytes.`);
    expect(total).toBeLessThanOrEqual(10_000_000);
  });

  test('every one is in the manifest with its size and checksum, and no other one is there', () => {
    const declared = Object.entries(manifest.files ?? {});
    expect(declared.map(([path]) => path).concat(MANIFEST_PATH).sort()).toEqual([...paths].sort());
    for (const [path, entry] of declared) {
      const bytes = bytesOf(path);
      expect({ bytes: bytes.length, sha256: createHash('sha256').update(bytes).digest('hex') }, path).toEqual(entry);
    }
  });

  test('the sprite sheets are WebP pictures with a cell for every item', () => {
    const { cell, columns, sheets } = manifest.thumbnails!;
    expect(sheets).toHaveLength(4);
    for (const sheet of sheets) {
      const bytes = bytesOf(sheet);
      // An extended WebP file has its width and height less one in 24 bits each from byte 24, and bit 4 of byte 20 for alpha.
      expect(bytes.toString('latin1', 8, 16)).toBe('WEBPVP8X');
      expect(bytes[20]! & 16).toBe(16);
      expect(bytes.readUIntLE(24, 3) + 1).toBe(columns * cell);
      expect(bytes.readUIntLE(27, 3) + 1).toBe(Math.ceil(manifest.count / columns) * cell);
    }
  });
});

describe('items', () => {
  test('1,412 of them, 1,129 to train and 283 to test', () => {
    const inSplit = (split: Split): number => dataset.items.filter((item) => item.split === split).length;
    expect([dataset.count, inSplit('train'), inSplit('val'), inSplit('test')]).toEqual([1412, 1129, 0, 283]);
    expect(dataset.items.filter(({ caption }) => caption.trim() === '')).toEqual([]);
  });

  test('every class is in both splits, about a fifth of it to test', () => {
    expect(dataset.labels.names).toEqual(classNames);
    classNames.forEach((name, c) => {
      const members = dataset.items.filter((_, i) => hasClass(dataset.labels.values, i, c));
      const tests = members.filter(({ split }) => split === 'test').length;
      expect(Math.abs(tests - members.length / 5), name).toBeLessThan(1);
    });
  });

  test('the split is the one that the classes and the fixed seed give', () => {
    expect(dataset.items.map(({ split }) => split)).toEqual(splitByClass(dataset.items.flatMap((_, i) => classesOf(dataset.labels.values, i)), classNames.length));
  });
});

describe('image features', () => {
  test('four views of 816 columns, stored as int8 with a scale a column', () => {
    const { rows, dims, views } = dataset.image;
    expect([rows, dims]).toEqual([4 * 1412, 816]);
    expect(views).toEqual(['fluent-3d', 'fluent-flat', 'noto', 'twemoji']);
    expect(manifest.features.image.scale).toBeDefined();
    expect(bytesOf(manifest.features.image.path)).toHaveLength(NPY_HEADER + rows * dims);
  });

  test('they lie in 0 to 6, as means of a Relu6 do, and no row is empty', () => {
    const { data, rows, dims } = dataset.image;
    expect(data.every((value) => value >= 0 && value <= 6)).toBe(true);
    expect(Array.from({ length: rows }, (_, i) => row({ data, dims }, i)).filter((feature) => !feature.some((value) => value > 0))).toEqual([]);
  });

  test('no test item has the same drawing as a training item', () => {
    const splitOfRow = (i: number): Split => dataset.items[i % dataset.count]!.split;
    const { rows, dims } = dataset.image;
    const bytes = bytesOf(manifest.features.image.path);
    const keys = Array.from({ length: rows }, (_, i) => bytes.toString('latin1', NPY_HEADER + i * dims, NPY_HEADER + (i + 1) * dims));
    const train = new Set(keys.filter((_, i) => splitOfRow(i) === 'train'));
    expect(keys.filter((key, i) => splitOfRow(i) === 'test' && train.has(key))).toEqual([]);
    // Fluent draws "cat face" and "grinning cat" alike in both styles, and two squares in one.
    expect(keys.length - new Set(keys).size).toBe(3);
  });

  test('views of an item are more alike than those of different items', () => {
    const [shown, other] = [0, 1].map((view) => centredUnitRows(view));
    const mean = (shift: number): number => shown!.reduce((sum, feature, i) => sum + dot(feature, other![(i + shift) % dataset.count]!), 0) / dataset.count;
    expect(mean(0)).toBeGreaterThan(0.5);
    expect(Math.abs(mean(500))).toBeLessThan(0.1);
  });
});

describe('text features', () => {
  test('both parts of a row have length 1, up to the rounding to int8', () => {
    const { rows, dims } = dataset.text;
    expect([rows, dims]).toEqual([1412, 200]);
    for (const { start, end } of vocab.parts) {
      const lengths = Array.from({ length: rows }, (_, i) => Math.hypot(...row(dataset.text, i).subarray(start, end)));
      expect(Math.max(...lengths.map((length) => Math.abs(length - 1)))).toBeLessThan(0.02);
    }
  });

  test('typing an item’s caption finds its text feature among the first ten of 1,412', () => {
    const found = dataset.items.map(({ caption }, i) => {
      const { vector } = encodeText(vocab, caption);
      const own = dot(vector, row(dataset.text, i));
      return dataset.items.filter((_, k) => dot(vector, row(dataset.text, k)) > own).length < 10;
    });
    const share = found.filter(Boolean).length / found.length;
    console.log(`Captions that find their own item among the first ten: ${share.toFixed(3)}`);
    expect(share).toBeGreaterThan(0.9);
  });

  test('every caption has words of the vocabulary', () => {
    expect(dataset.items.filter(({ caption }) => encodeText(vocab, caption).known.length === 0)).toEqual([]);
    expect(vocab.weights.every((weight) => weight >= 1)).toBe(true);
  });
});

test('the encoder’s files are whole', async () => {
  const { modelJson, weights } = await readEncoderFiles(await openBundle('demo'), dataset.encoder!);
  expect([modelJson.length, weights.length]).toEqual([bytesOf('encoder/model.json').length, bytesOf('encoder/weights.bin').length]);
});

describe('attributions', () => {
  const text = bytesOf('ATTRIBUTIONS.md').toString();

  test('they name every package with its version', () => {
    for (const [name, version] of Object.entries(sources)) {
      const line = text.split('\n').find((candidate) => candidate.includes(name) && candidate.includes(version));
      expect(line, `${name} ${version}`).toBeDefined();
    }
  });

  test('they name every licence, and say that the pictures under CC BY were modified', () => {
    for (const licence of ['MIT License', '[CC BY 4.0](https://creativecommons.org/licenses/by/4.0/)', '[PDDL 1.0]', 'Apache-2.0']) expect(text).toContain(licence);
    expect(text.replaceAll('\n', ' ')).toMatch(/CC BY 4\.0 .*were modified: rasterised/);
  });

  test('the Apache licence goes with the drawings under it', () => {
    expect(text).toContain('LICENSE-Apache-2.0.txt');
    expect(bytesOf('LICENSE-Apache-2.0.txt').toString()).toMatch(/^\s*Apache License\s+Version 2\.0/);
  });
});
