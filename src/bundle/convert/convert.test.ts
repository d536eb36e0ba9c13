import { describe, expect, test } from 'vitest';
import { memorySource, refusal } from '../fixtures/memory';
import { halvesToFloats } from '../float16';
import { decodeNpy } from '../npy';
import { readBundle } from '../read';
import { convertInMemory, mapped, numbers, texts } from './fixtures/columns';

const counting = (length: number, from = 0): Float32Array => Float32Array.from({ length }, (_, i) => from + i);

/** 20 pairs of two classes; image row i is [2i, 2i + 1], text row i is [i]. */
const plain = () => ({ image: numbers('image', counting(40), 2), text: numbers('text', counting(20), 1), labels: numbers('class', counting(20).map((i) => i % 2), 1, 'i8') });

describe('a table of pairs', () => {
  test('becomes a bundle that reads as the columns were', async () => {
    const captions = Array.from({ length: 20 }, (_, i) => `caption ${i}`);
    const { files, manifest } = await convertInMemory(mapped([{ ...plain(), caption: texts('caption', captions) }]));
    const dataset = await readBundle(memorySource(files));
    expect(dataset.image.data).toEqual(counting(40));
    expect(dataset.text.data).toEqual(counting(20));
    expect(dataset.labels).toEqual({ names: ['class 1', 'class 2'], values: Int32Array.from({ length: 20 }, (_, i) => i % 2) });
    expect(dataset.items.map(({ caption }) => caption)).toEqual(captions);
    expect(dataset.items[16]).toMatchObject({ id: 'row 17' });
    expect(manifest).toMatchObject({ format: 'alscor-bundle', name: 'Made', count: 20 });
    for (const [path, { bytes }] of Object.entries(manifest.files!)) expect(files.get(path), path).toHaveLength(bytes);
  });

  test('keeps float16 bit by bit and makes float32 of everything else', async () => {
    // Every finite half: 63488 of 65536 bit patterns, 31744 of each sign.
    const halves = Uint16Array.from({ length: 63488 }, (_, i) => (i < 31744 ? i : i - 31744 + 0x8000));
    const image = numbers('image', halvesToFloats(halves), 62, 'f2');
    const text = numbers('text', Array.from({ length: 1024 }, (_, i) => 2 ** 24 + i), 1, 'i4');
    const { files, report } = await convertInMemory(mapped([{ image, text }]));
    expect(decodeNpy(files.get('image.npy')!, '').dtype).toBe('f2');
    expect(new Uint16Array(files.get('image.npy')!.buffer, 128)).toEqual(halves);
    expect(decodeNpy(files.get('text.npy')!, '')).toMatchObject({ dtype: 'f4', shape: [1024, 1] });
    expect(report.text.dtype).toEqual({ from: 'i4', to: 'f4' });
    // 2^24 + 1 is no float32.
    expect(report.findings.map(({ text: sentence }) => sentence)).toContain('Text features were rounded from int32 to float32, which keeps 7 digits.');
  });

  test('loses the pairs that hold NaN or an infinity on either side, and says which', async () => {
    const { image, text, labels } = plain();
    const broken = numbers('image', counting(40).with(6, NaN), 2);
    const wide = numbers('text', Float64Array.from(counting(20)).with(0, -Infinity).with(19, 1e39), 1, 'f8');
    const { files, report } = await convertInMemory(mapped([{ image: broken, text: wide, labels, id: numbers('id', counting(20), 1) }]));
    const dataset = await readBundle(memorySource(files));
    // Rows 1, 4 and 20, counted from 1; 1e39 is beyond float32.
    expect(dataset.items.map(({ id }) => Number(id))).toEqual([1, 2, ...Array.from({ length: 15 }, (_, i) => i + 4)]);
    expect([...dataset.text.data]).toEqual(dataset.items.map(({ id }) => Number(id)));
    expect([...dataset.image.data]).toEqual(dataset.items.flatMap(({ id }) => [2 * Number(id), 2 * Number(id) + 1]));
    expect([...(dataset.labels.values as Int32Array)]).toEqual(dataset.items.map(({ id }) => Number(id) % 2));
    expect(report.image.notFinite).toEqual({ rows: 1, first: [4] });
    expect(report.text.notFinite).toEqual({ rows: 2, first: [1, 20] });
    expect(report.image.rows).toBe(17);
    expect(image.rows - report.pairs).toBe(3);
    expect(text.rows).toBe(20);
  });

  test('is watched for constant columns and zero rows', async () => {
    const image = numbers('image', Float32Array.from({ length: 60 }, (_, i) => (i % 3 === 1 ? 5 : Math.floor(i / 3))), 3);
    const text = numbers('text', counting(20).fill(0, 0, 3), 1);
    const { report } = await convertInMemory(mapped([{ image, text }]));
    expect(report.image.constantColumns).toEqual({ count: 1, first: [2] });
    expect(report.text).toMatchObject({ zeroRows: 3, constantColumns: { count: 0, first: [] } });
    expect(report.findings).toContainEqual({ kind: 'warning', text: '1 column of the image features has one value only: column 2.' });
    // float32: 20 rows of 3 + 1 numbers.
    expect(report.memoryBytes).toBe(320);
  });
});

describe('parts', () => {
  test('follow each other with their splits, and classes are counted over all of them', async () => {
    const part = (split: 'train' | 'test', from: number, classes: number[]) => ({
      split,
      image: numbers('image', counting(2 * classes.length, from), 2),
      text: numbers('text', counting(classes.length, from), 1),
      labels: numbers('class', classes, 1, 'i4'),
    });
    const { files, report } = await convertInMemory(mapped([part('train', 0, [1, 2, 3, 1]), part('test', 100, [2, 3])]));
    const dataset = await readBundle(memorySource(files));
    expect(dataset.items.map(({ split }) => split)).toEqual(['train', 'train', 'train', 'train', 'test', 'test']);
    expect([...dataset.text.data]).toEqual([0, 1, 2, 3, 100, 101]);
    expect([...(dataset.labels.values as Int32Array)]).toEqual([0, 1, 2, 0, 1, 2]);
    expect(report.classes).toMatchObject({ kind: 'index', base: 1, without: 0 });
    expect(report.classes!.counts[0]).toEqual({ name: 'class 1', train: 2, val: 0, test: 0 });
    expect(report.splits).toEqual({ train: 4, val: 0, test: 2, made: false });
  });

  test('that are float16 and float32 become float32', async () => {
    const { report } = await convertInMemory(mapped([
      { split: 'train', image: numbers('image', counting(4), 2, 'f2'), text: numbers('text', counting(2), 1) },
      { split: 'test', image: numbers('image', counting(4), 2, 'f4'), text: numbers('text', counting(2), 1) },
    ]));
    expect(report.image.dtype).toEqual({ from: 'f2, f4', to: 'f4' });
  });
});

describe('several captions an image', () => {
  const captions = Array.from({ length: 30 }, (_, i) => `caption ${i}`);

  test('keep each image once, and say which image each text has', async () => {
    const image = numbers('image', counting(20), 2);
    const { files, report, manifest } = await convertInMemory(mapped([{ image, text: numbers('text', counting(30), 1), caption: texts('caption', captions) }], { captionsPerImage: 3 }));
    expect(manifest.pairs).toEqual({ path: 'pairs.npy' });
    expect(decodeNpy(files.get('image.npy')!, '')).toMatchObject({ shape: [10, 2], data: counting(20) });
    expect(decodeNpy(files.get('pairs.npy')!, '').data).toEqual(Int32Array.from({ length: 30 }, (_, i) => Math.floor(i / 3)));
    expect(report).toMatchObject({ pairs: 30, images: 10, captions: { given: true, empty: 0, perImage: 3 } });
    const splits = (await readBundle(memorySource(files))).items.map(({ split }) => split);
    for (let i = 0; i < 30; i += 3) expect(new Set(splits.slice(i, i + 3)).size).toBe(1);
  });

  test('are taken once where the image features repeat for each caption, as in precomputed COCO', async () => {
    const image = numbers('image', counting(30).map((i) => Math.floor(i / 3)), 1);
    const { files } = await convertInMemory(mapped([{ image, text: numbers('text', counting(30), 1) }], { captionsPerImage: 3 }));
    expect(decodeNpy(files.get('image.npy')!, '').data).toEqual(counting(10));
  });

  test('lose an image that is not finite with all its texts, a text alone, and an image whose texts are all lost', async () => {
    const image = numbers('image', counting(10).with(2, NaN), 1);
    const text = numbers('text', counting(30).with(0, NaN).with(27, NaN).with(28, NaN).with(29, Infinity), 1);
    const { files, report } = await convertInMemory(mapped([{ image, text }], { captionsPerImage: 3 }));
    const kept = [...counting(30)].filter((row) => row !== 0 && Math.floor(row / 3) !== 2 && row < 27);
    expect([...decodeNpy(files.get('text.npy')!, '').data]).toEqual(kept);
    expect([...decodeNpy(files.get('image.npy')!, '').data]).toEqual([0, 1, 3, 4, 5, 6, 7, 8]);
    const rowOfImage = new Map([0, 1, 3, 4, 5, 6, 7, 8].map((image, row) => [image, row]));
    expect([...decodeNpy(files.get('pairs.npy')!, '').data]).toEqual(kept.map((row) => rowOfImage.get(Math.floor(row / 3))));
    expect(report.text.notFinite).toEqual({ rows: 4, first: [1, 28, 29, 30] });
    await readBundle(memorySource(files));
  });

  test('are told by ids, in any order', async () => {
    const ids = ['b', 'a', 'b', 'c', 'a', 'd', 'd', 'e', 'f', 'g'];
    const image = numbers('image', ids.map((id) => id.charCodeAt(0)), 1);
    const { files } = await convertInMemory(mapped([{ image, text: numbers('text', counting(10), 1), imageId: texts('image id', ids) }]));
    expect([...decodeNpy(files.get('image.npy')!, '').data].map((code) => String.fromCharCode(Number(code)))).toEqual(['b', 'a', 'c', 'd', 'e', 'f', 'g']);
    expect([...decodeNpy(files.get('pairs.npy')!, '').data]).toEqual([0, 1, 0, 2, 1, 3, 3, 4, 5, 6]);
  });

  test('are told by the row of the image where ids are rows', async () => {
    const rows = [3, 0, 3, 1, 2, 0, 4, 5, 5, 4];
    const { files } = await convertInMemory(mapped([{ image: numbers('image', counting(7), 1), text: numbers('text', counting(10), 1), imageId: numbers('row', rows, 1, 'i4') }]));
    // Image 6 has no text.
    expect([...decodeNpy(files.get('image.npy')!, '').data]).toEqual([0, 1, 2, 3, 4, 5]);
    expect([...decodeNpy(files.get('pairs.npy')!, '').data]).toEqual(rows);
  });

  test('are refused where ids and rows of images do not fit', async () => {
    const problem = await refusal(convertInMemory(mapped([{ image: numbers('image', counting(4), 1), text: numbers('text', counting(6), 1), imageId: texts('ids', ['a', 'a', 'b', 'b', 'c', 'c']) }])));
    expect(problem.message).toBe('part 1, ids: expected 4 different ids, as part 1, image has so many rows, got 3.');
  });
});
