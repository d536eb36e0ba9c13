import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, describe, expect, it } from 'vitest';
import { defaultSplits, type Mapping } from '../bundle/layouts/mapping';
import { encodeNpy } from '../bundle/npy';
import { readBundle } from '../bundle/read';
import { readBundleOptions } from './bundleOptions';
import { parseMapping } from './mappingFile';
import { openBundle } from './openBundle';

const program = fileURLToPath(new URL('bundle.ts', import.meta.url));
const tiny = fileURLToPath(new URL('../bundle/fixtures/tiny/', import.meta.url));
const folder = mkdtempSync(join(tmpdir(), 'alscor-bundle-'));
const arrays = ['image.npy', 'text.npy', 'labels.npy'].map((name) => join(tiny, name));

afterAll(() => rmSync(folder, { recursive: true }));

function bundle(...args: string[]) {
  const { status, stdout, stderr } = spawnSync(process.execPath, ['--import', 'tsx', program, ...args], { encoding: 'utf8' });
  return { status, stdout, stderr };
}

describe('npm run bundle', () => {
  it('makes a folder of arrays, says what it took for what, and checks it', async () => {
    const out = join(folder, 'made');
    const { status, stdout } = bundle(...arrays, '--out', out, '--name', 'Made');
    expect(status).toBe(0);
    expect(stdout).toContain('Image features: image.npy, 60 × 12');
    // 20 pairs of each of 3 classes: 4 for test, 2 of the other 16 for validation.
    expect(stdout).toContain('60 pairs: 42 train, 6 val, 12 test; 3 classes');
    expect(stdout).toContain('image features 60 × 12, f2 kept as float16');
    const [made, given] = [await readBundle(await openBundle(out)), await readBundle(await openBundle(tiny))];
    expect(made.image.data).toEqual(given.image.data);
    expect(made.text.data).toEqual(given.text.data);
    expect(made.labels.values).toEqual(given.labels.values);
    const checked = bundle('--check', out);
    expect(checked.stdout).toContain('Made: 60 pairs: 42 train, 6 val, 12 test; 3 classes\n  image features 60 × 12\n');
  }, 60_000);

  it('takes a changed mapping, and writes a zip', async () => {
    const map = join(folder, 'map.json');
    const printed = bundle(...arrays, '--print-map');
    expect(printed.status).toBe(0);
    const mapping = JSON.parse(printed.stdout) as Mapping;
    delete mapping.parts[0]!.roles.labels;
    writeFileSync(map, JSON.stringify({ ...mapping, name: 'Without classes', captionsPerImage: 5, splits: { validation: 0, test: 0.5, seed: 3 } }));
    const out = join(folder, 'made.zip');
    const { status, stdout } = bundle(...arrays, '--map', map, '--out', out);
    expect(status).toBe(0);
    expect(stdout).toContain('60 pairs of 12 images: 30 train, 0 val, 30 test; no classes');
    expect(await readBundle(await openBundle(out))).toMatchObject({ name: 'Without classes', count: 60, labels: { names: [] } });
    expect(readdirSync(folder).filter((name) => name.startsWith('.'))).toEqual([]);
  }, 60_000);

  it('makes text features of captions beside precomputed image features', async () => {
    const data = join(folder, 'f8k_precomp');
    mkdirSync(data);
    const colours = ['red', 'green', 'blue', 'yellow'];
    for (const [split, images] of [['train', 8], ['dev', 4], ['test', 4]] as const) {
      writeFileSync(join(data, `${split}_ims.npy`), encodeNpy(Float32Array.from({ length: images * 3 }, (_, i) => i % 7), [images, 3]));
      writeFileSync(join(data, `${split}_caps.txt`), Array.from({ length: images * 5 }, (_, i) => `a ${colours[Math.floor(i / 5) % 4]} ball number ${i % 5}\n`).join(''));
    }
    const out = join(folder, 'captions');
    const { status, stdout } = bundle(data, '--out', out);
    expect(stdout).toContain('80 pairs of 16 images: 40 train, 20 val, 20 test; no classes');
    expect(status).toBe(0);
    const { items, vocab, text } = await readBundle(await openBundle(out));
    expect(items[41]).toMatchObject({ split: 'val', caption: 'a red ball number 1' });
    expect(vocab?.words).toEqual(expect.arrayContaining(colours));
    expect(text.dims).toBe(vocab?.dims);
  }, 60_000);

  it('refuses in words, and leaves nothing', () => {
    const { status, stderr } = bundle(arrays[0]!, '--out', join(folder, 'x'));
    expect(status).toBe(1);
    expect(stderr).toContain('expected features of images beside features or captions of texts');
    expect(stderr).toContain('See npm run bundle -- --help.');
    expect(stderr).not.toContain('    at ');
    expect(readdirSync(folder).filter((name) => name === 'x' || name.startsWith('.'))).toEqual([]);
  }, 60_000);
});

describe('pictures in Node', () => {
  it('are left to the page', () => {
    const { status, stderr } = bundle(fileURLToPath(new URL('../../e2e/fixtures/pictures', import.meta.url)), '--out', join(folder, 'x'));
    expect(status).toBe(1);
    expect(stderr).toContain('Making a bundle of pictures: expected image features, got pictures.\nDrop the folder onto the page');
  }, 60_000);
});

describe('options of npm run bundle', () => {
  it.each([
    [[], 'Files: expected the files, folder or .zip of a dataset, got none.'],
    [['a.npy'], '--out: expected a folder or a .zip to write, got none.'],
    [['a', 'b', '--check'], '--check: expected one bundle and nothing to write.'],
    [['a', '--outt', 'b'], "Unknown option '--outt'"],
  ])('%j are refused in words', (args, words) => {
    expect(() => readBundleOptions(args)).toThrow(words);
  });

  it('are read', () => {
    expect(readBundleOptions(['a.npy', 'b.npy', '--out', 'c.zip', '--name', 'C'])).toEqual({ inputs: ['a.npy', 'b.npy'], out: 'c.zip', name: 'C', map: undefined, printMap: false, check: false, help: false });
  });
});

describe('a file of a mapping', () => {
  const part = { split: null, roles: { image: { path: 'a.npy', name: '' }, text: { path: 'b.npy', name: '' } } };
  const mapping: Mapping = { layout: 'table', name: 'A', parts: [part], labels: { kind: 'names', separator: '|' }, classNames: ['x', 'y'], captionsPerImage: 2, splits: { validation: 0, test: 0.3, seed: 4 } };
  const parse = (value: unknown) => parseMapping(new TextEncoder().encode(JSON.stringify(value)), 'map.json');

  it('is read as it was written, and with the defaults for what it leaves out', () => {
    expect(parse(mapping)).toEqual(mapping);
    expect(parse({ layout: 'table', name: 'A', parts: [part] })).toEqual({ ...mapping, labels: null, classNames: null, captionsPerImage: 1, splits: defaultSplits });
  });

  it.each([
    [{ ...mapping, layout: 'other' }, 'map.json.layout: expected "clip-retrieval"'],
    [{ ...mapping, parts: [{ roles: { picture: part.roles.image } }] }, 'map.json.parts[0].roles: expected "image", "text"'],
    [{ ...mapping, parts: [{ roles: { image: { path: 'a.npy' } } }] }, 'map.json.parts[0].roles.image.name: expected a text, got nothing.'],
    [{ ...mapping, parts: [{ ...part, split: 'dev' }] }, 'map.json.parts[0].split: expected "train", "val", "test", got "dev".'],
    [{ ...mapping, labels: { kind: 'index', base: -1 } }, 'map.json.labels.base: expected a whole number of at least 0, got -1.'],
    [{ ...mapping, captionsPerImage: 1.5 }, 'map.json.captionsPerImage: expected a whole number of at least 1, got 1.5.'],
  ])('is refused by its field: %#', (value, words) => {
    expect(() => parse(value)).toThrow(words);
  });
});
