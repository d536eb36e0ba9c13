import { describe, expect, test } from 'vitest';
import { memorySource, refusal } from '../fixtures/memory';
import type { Split } from '../manifest';
import { readBundle } from '../read';
import { convertInMemory, mapped, numbers, texts, type InMemory } from './fixtures/columns';

const counting = (length: number): number[] => Array.from({ length }, (_, i) => i);

const pairs = (rows: number) => ({ image: numbers('image', counting(rows), 1), text: numbers('text', counting(rows), 1) });

const splitsOf = async ({ files }: InMemory): Promise<Split[]> => (await readBundle(memorySource(files))).items.map(({ split }) => split);

describe('splits that the files give', () => {
  test('are read from words of the field and from 0, 1 and 2', async () => {
    const words = ['train', 'Training', 'tr', '0', 'val', 'valid', 'validation', 'dev', '1', 'test', ' te ', '2'];
    const given = await convertInMemory(mapped([{ ...pairs(12), split: texts('set', words) }]));
    expect(await splitsOf(given)).toEqual(['train', 'train', 'train', 'train', 'val', 'val', 'val', 'val', 'val', 'test', 'test', 'test']);
    expect(given.report.splits).toEqual({ train: 4, val: 5, test: 3, made: false });
    expect(given.report.findings).toContainEqual({ kind: 'understood', text: 'The splits are those of the files: 4 train, 5 val, 3 test.' });
  });

  test('that are none are refused by row', async () => {
    const refused = convertInMemory(mapped([{ ...pairs(3), split: texts('set', ['train', 'test', 'all']) }]));
    expect((await refusal(refused)).message).toBe('part 1, set: expected train, val or test (or 0, 1, 2) in row 3, got "all".');
  });

  test('without test pairs have them drawn of the training pairs', async () => {
    const made = await convertInMemory(mapped([{ ...pairs(50), split: 'train' }, { ...pairs(10), split: 'val' }]));
    // 0.2 of 50.
    expect(made.report.splits).toEqual({ train: 40, val: 10, test: 10, made: true });
    expect((await splitsOf(made)).slice(50)).toEqual(Array.from({ length: 10 }, () => 'val'));
  });

  test('without training pairs are refused', async () => {
    expect((await refusal(convertInMemory(mapped([{ ...pairs(5), split: 'test' }])))).message).toBe('Splits: expected pairs to train on, got none among 5.');
  });

  test('fill up with training pairs where a part has none', async () => {
    const { report } = await convertInMemory(mapped([{ ...pairs(5), split: 'test' }, pairs(7)]));
    expect(report.splits).toEqual({ train: 7, val: 0, test: 5, made: false });
    expect(report.findings).toContainEqual({ kind: 'warning', text: '7 pairs came without a split and became training pairs, as other pairs have one.' });
  });
});

describe('splits that are made', () => {
  const classes = counting(200).map((i) => (i < 100 ? 0 : i < 160 ? 1 : 2));
  const labelled = () => mapped([{ ...pairs(200), labels: numbers('class', classes, 1, 'i4') }]);

  test('are stratified by class', async () => {
    const { report } = await convertInMemory(labelled());
    // Of 100, 60 and 40: a fifth for test, then an eighth of the rest (0.1 / 0.8) for validation, rounded.
    expect(report.classes!.counts.map(({ train, val, test }) => [train, val, test])).toEqual([[70, 10, 20], [42, 6, 12], [28, 4, 8]]);
    expect(report.findings).toContainEqual({ kind: 'understood', text: 'The files give no splits: validation and test pairs were drawn by class and by image with seed 1: 140 train, 20 val, 40 test.' });
  });

  test('come of the seed', async () => {
    const { opened, mapping } = labelled();
    const seeded = (seed: number) => convertInMemory({ opened, mapping: { ...mapping, splits: { ...mapping.splits, seed } } }).then(splitsOf);
    const [one, same, other] = [await seeded(1), await seeded(1), await seeded(2)];
    expect(same).toEqual(one);
    expect(other).not.toEqual(one);
  });

  test('keep the texts of an image together and take the shares of images', async () => {
    const { opened, mapping } = mapped([{ image: numbers('image', counting(40), 1), text: numbers('text', counting(200), 1), labels: numbers('class', counting(200).map((i) => Math.floor(i / 5) % 2), 1, 'i4') }], { captionsPerImage: 5 });
    const made = await convertInMemory({ opened, mapping });
    expect(made.report.splits).toEqual({ train: 140, val: 20, test: 40, made: true });
    const splits = await splitsOf(made);
    for (let i = 0; i < 200; i += 5) expect(new Set(splits.slice(i, i + 5)).size).toBe(1);
  });

  test('draw test pairs where every class has one pair', async () => {
    const { report } = await convertInMemory(mapped([{ ...pairs(10), labels: numbers('class', counting(10), 1, 'i4') }]));
    expect(report.splits).toEqual({ train: 7, val: 1, test: 2, made: true });
  });
});

describe('classes', () => {
  test('that no training pair has are left out, and so are fewer than two', async () => {
    const part = (split: Split, classes: number[]) => ({ ...pairs(classes.length), split, labels: numbers('class', classes, 1, 'i4') });
    const { files, report, manifest } = await convertInMemory(mapped([part('train', [0, 0, 2]), part('test', [0, 1, 2])]));
    expect(manifest.labels).toMatchObject({ kind: 'multihot', names: ['class 1', 'class 3'] });
    expect((await readBundle(memorySource(files))).labels.values).toEqual({ classes: 2, values: Uint8Array.of(1, 0, 1, 0, 0, 1, 1, 0, 0, 0, 0, 1) });
    expect(report.classes).toMatchObject({ without: 1, counts: [{ name: 'class 1', train: 2, val: 0, test: 1 }, { name: 'class 3', train: 1, val: 0, test: 1 }] });
    expect(report.findings).toContainEqual({ kind: 'repaired', text: '1 class has no training pair and was left out; pairs of no other class have none: class 2.' });
    expect(report.findings).toContainEqual({ kind: 'warning', text: '2 classes have fewer than 5 training pairs: class 1 (2), class 3 (1).' });
    const one = await convertInMemory(mapped([part('train', [0, 0]), part('test', [0, 1])]));
    expect(one.manifest.labels).toBeUndefined();
    expect(one.report.findings).toContainEqual({ kind: 'warning', text: 'The classes were left out: all training pairs with a class have the same one.' });
    await readBundle(memorySource(one.files));
  });

  test('keep one number a pair where those that are left out are of no pair', async () => {
    const labels = numbers('class', [0, 2, 0, 2], 1, 'i4');
    const { manifest, files } = await convertInMemory(mapped([{ ...pairs(4), split: 'train', labels }, { ...pairs(4), split: 'test', labels }], { classNames: ['ant', 'bee', 'cat'], labels: { kind: 'index', base: 0 } }));
    expect(manifest.labels).toMatchObject({ kind: 'index', names: ['ant', 'cat'] });
    expect((await readBundle(memorySource(files))).labels.values).toEqual(Int32Array.of(0, 1, 0, 1, 0, 1, 0, 1));
  });

  test('are left out where no test pair has any, so that the bundle can be read', async () => {
    const { manifest, files } = await convertInMemory(mapped([
      { ...pairs(4), split: 'train', labels: numbers('class', [0, 1, 0, 1], 1, 'i4') },
      { ...pairs(2), split: 'test', labels: numbers('class', [-1, -1], 1, 'i4') },
    ]));
    expect(manifest.labels).toBeUndefined();
    await readBundle(memorySource(files));
  });

  test('of several a pair are written as marks', async () => {
    const marks = counting(60).map((i) => (i % 7 < 3 ? 1 : 0));
    const { manifest, files } = await convertInMemory(mapped([{ ...pairs(20), labels: numbers('class', marks, 3, 'u1') }]));
    expect(manifest.labels).toMatchObject({ kind: 'multihot', names: ['class 1', 'class 2', 'class 3'] });
    expect((await readBundle(memorySource(files))).labels.values).toEqual({ classes: 3, values: Uint8Array.from(marks) });
  });
});

describe('leaks', () => {
  test('are the pairs whose features come again in another split, on each side', async () => {
    const { report } = await convertInMemory(mapped([
      { split: 'train', image: numbers('image', [1, 2, 2, 3], 1), text: numbers('text', [1, 1, 2, 3], 1) },
      { split: 'val', image: numbers('image', [4], 1), text: numbers('text', [3], 1) },
      { split: 'test', image: numbers('image', [2, 5], 1), text: numbers('text', [9, 8], 1) },
    ]));
    // Image 2: two training pairs and one test pair. Text 3: one training and one validation pair; text 1 twice within training.
    expect(report.leaks).toEqual({ image: 3, text: 2 });
    expect(report.findings).toContainEqual({ kind: 'warning', text: '3 pairs have the same image features as a pair of another split: results on the test pairs may be too good.' });
  });

  test('count pairs of shared images', async () => {
    const { report } = await convertInMemory(mapped([
      { split: 'train', image: numbers('image', [1, 2], 1), text: numbers('text', [1, 2, 3, 4], 1) },
      { split: 'test', image: numbers('image', [2, 3], 1), text: numbers('text', [5, 6, 7, 8], 1) },
    ], { captionsPerImage: 2 }));
    expect(report.leaks).toEqual({ image: 4, text: 0 });
  });

  test('are of bits: 0 and -0 are two', async () => {
    const { report } = await convertInMemory(mapped([
      { split: 'train', image: numbers('image', [0, 1], 1), text: numbers('text', [1, 2], 1) },
      { split: 'test', image: numbers('image', [-0], 1), text: numbers('text', [1], 1) },
    ]));
    expect(report.leaks).toEqual({ image: 0, text: 2 });
  });
});
