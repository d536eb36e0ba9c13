import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { memorySource, refusal } from '../fixtures/memory';
import { floatsToHalves } from '../float16';
import { decodeNpy } from '../npy';
import { readBundle } from '../read';
import { convertLimits, convertToBundle, type ConvertOptions } from './convert';
import { bigColumn, countingSink } from './fixtures/bigColumns';
import { convertInMemory, mapped, numbers, texts } from './fixtures/columns';
import { memorySink } from './memorySink';
import type { BundleSink } from './sink';

const quiet: ConvertOptions = { onProgress: () => undefined, signal: new AbortController().signal, limits: convertLimits };

const big = (rows: number) => mapped([{ image: bigColumn('image', rows, 512, 'f2'), text: bigColumn('text', rows, 512, 'f2') }]);

/** Counts the files that stand open. */
function watched(sink: BundleSink): BundleSink & { open: () => number } {
  let open = 0;
  return {
    open: () => open,
    async create(path) {
      const file = await sink.create(path);
      open++;
      return { ...file, close: async () => void (await file.close(), open--) };
    },
  };
}

describe('a large dataset', () => {
  test('passes through with memory that does not grow with its features', async () => {
    const { opened, mapping } = big(50_000);
    const sink = countingSink();
    let most = 0;
    const used = () => process.memoryUsage().arrayBuffers + process.memoryUsage().heapUsed;
    const before = used();
    const onProgress = () => (most = Math.max(most, used() - before));
    const { report } = await convertToBundle(opened, mapping, sink, { ...quiet, onProgress });
    expect(report.pairs).toBe(50_000);
    // 128 bytes of header, 50,000 × 512 halves; 51 MB a side.
    expect(sink.bytes.get('image.npy')).toBe(128 + 50_000 * 512 * 2);
    expect(sink.bytes.get('text.npy')).toBe(128 + 50_000 * 512 * 2);
    // Held whole as float32 they would take 205 MB, as float16 102 MB; garbage that is not collected yet counts here.
    expect(most).toBeLessThan(80e6);
  });

  test('tells of its progress in order, to the end', async () => {
    const { opened, mapping } = big(5000);
    const told: [number, number, string][] = [];
    await convertToBundle(opened, mapping, countingSink(), { ...quiet, onProgress: (...one) => told.push(one) });
    // Both features, then the items: three times 5000 rows.
    expect(new Set(told.map(([, total]) => total))).toEqual(new Set([15_000]));
    expect(told.map(([done]) => done)).toEqual(told.map(([done]) => done).sort((a, b) => a - b));
    expect(told.at(-1)![0]).toBe(15_000);
    expect([...new Set(told.map(([, , task]) => task))]).toEqual(['Reading features', 'Reading classes and splits', 'Writing items']);
  });

  test('is stopped between blocks by its signal, with the reason, no manifest and no open file', async () => {
    const { opened, mapping } = big(50_000);
    for (const task of ['Reading features', 'Writing items']) {
      const memory = countingSink();
      const sink = watched(memory);
      const controller = new AbortController();
      let after = 0;
      const onProgress = (done: number, _: number, now: string) => {
        if (controller.signal.aborted) after++;
        if (now === task && done > 20_000) controller.abort(new Error('enough'));
      };
      await expect(convertToBundle(opened, mapping, sink, { ...quiet, onProgress, signal: controller.signal })).rejects.toThrow('enough');
      expect(after).toBe(0);
      expect(sink.open()).toBe(0);
      expect(memory.bytes.has('manifest.json')).toBe(false);
    }
  });

  test('hears of a cancel although its columns never wait', async () => {
    const controller = new AbortController();
    setTimeout(() => controller.abort(new Error('by a message')), 100);
    const { opened, mapping } = big(2_000_000);
    await expect(convertToBundle(opened, mapping, countingSink(), { ...quiet, signal: controller.signal })).rejects.toThrow('by a message');
  });
});

describe('an error', () => {
  test('of a column in the middle comes out as it is, and leaves no file open', async () => {
    const image = bigColumn('image', 20_000, 512, 'f4');
    const failing = { ...image, readRows: async (start: number, end: number) => (end > 10_000 ? Promise.reject(new Error('the disk is gone')) : image.readRows(start, end)) };
    const { opened, mapping } = mapped([{ image: failing, text: bigColumn('text', 20_000, 8, 'f4') }]);
    const memory = memorySink();
    const sink = watched(memory);
    await expect(convertToBundle(opened, mapping, sink, quiet)).rejects.toThrow('the disk is gone');
    expect(sink.open()).toBe(0);
    expect(memory.files.has('manifest.json')).toBe(false);
  });

  test('of the sink comes out as it is', async () => {
    const { opened, mapping } = big(5000);
    const memory = countingSink();
    let left = 3_000_000;
    const full: BundleSink = {
      async create(path) {
        const file = await memory.create(path);
        return { ...file, close: async () => Promise.reject(new Error('broken too')), append: async (bytes) => ((left -= bytes.length) < 0 ? Promise.reject(new DOMException('no room', 'QuotaExceededError')) : file.append(bytes)) };
      },
    };
    await expect(convertToBundle(opened, mapping, full, quiet)).rejects.toMatchObject({ name: 'QuotaExceededError' });
  });

  test('is a mapping that does not fit, above the limits, or without any pair that can be kept', async () => {
    const image = numbers('image', [1, 2], 1);
    const unfit = mapped([{ image, text: numbers('text', [1, 2, 3], 1) }]);
    expect((await refusal(convertInMemory(unfit))).message).toMatch(/^Taking in Made: .*has 2 rows, but .* has 3/);
    const { opened, mapping } = mapped([{ image, text: numbers('text', [1, 2], 1) }]);
    const limited = (limits: Partial<ConvertOptions['limits']>) => refusal(convertInMemory({ opened, mapping }, { limits: { ...convertLimits, ...limits } }));
    expect((await limited({ pairs: 1 })).message).toBe('Taking in 2 pairs: expected at most 1.');
    expect((await limited({ bytes: 15 })).message).toBe('Taking in features of 16 bytes: expected at most 15.');
    expect((await refusal(convertInMemory(mapped([{ image: numbers('image', [NaN, NaN], 1), text: numbers('text', [1, 2], 1) }])))).message).toContain('got none among 2');
    expect((await refusal(convertInMemory(mapped([{ image, caption: texts('caption', ['a', 'b']) }])))).message).toContain('expected text features, or an encoder of captions');
  });
});

describe('of any columns', () => {
  const value = fc.oneof({ weight: 30, arbitrary: fc.double({ min: -60_000, max: 60_000, noNaN: true }) }, { weight: 1, arbitrary: fc.constantFrom(NaN, Infinity, -Infinity) });
  const table = fc.record({ rows: fc.integer({ min: 3, max: 40 }), dims: fc.integer({ min: 1, max: 5 }), dtype: fc.constantFrom('f2', 'f4', 'f8'), captions: fc.integer({ min: 1, max: 4 }) })
    .chain(({ rows, dims, dtype, captions }) => fc.record({
      dims: fc.constant(dims),
      dtype: fc.constant(dtype),
      captions: fc.constant(captions),
      image: fc.array(value, { minLength: rows * dims, maxLength: rows * dims }),
      text: fc.array(value, { minLength: rows * captions, maxLength: rows * captions }),
    }));

  const asStored = (values: number[], dtype: string): Uint8Array => {
    const floats = Float32Array.from(values);
    const items = dtype === 'f2' ? floatsToHalves(floats) : floats;
    return new Uint8Array(items.buffer);
  };

  test('the rows without NaN stay, and every one has the bytes of its source', async () => {
    await fc.assert(fc.asyncProperty(table, async ({ dims, dtype, captions, image, text }) => {
      // A half that a column holds is exact in float32.
      const images = dtype === 'f2' ? image.map((number) => Math.fround(Math.round(number / 32) * 32)) : image;
      const finite = (numbers: number[]) => numbers.every(Number.isFinite);
      const rowsOf = (numbers: number[], width: number) => Array.from({ length: numbers.length / width }, (_, row) => numbers.slice(row * width, (row + 1) * width));
      const imageRows = rowsOf(images, dims);
      const keptTexts = text.flatMap((number, row) => (finite([number]) && finite(imageRows[Math.floor(row / captions)]!) ? [row] : []));
      const keptImages = [...new Set(keptTexts.map((row) => Math.floor(row / captions)))];
      fc.pre(keptTexts.length > 0);
      const split = Array.from(text, (_, row) => (row === keptTexts[0] ? 'test' : 'train'));
      fc.pre(keptTexts.length > 1);
      const { files, report } = await convertInMemory(mapped([{ image: numbers('image', images, dims, dtype), text: numbers('text', text, 1, 'f8'), split: texts('set', split) }], { captionsPerImage: captions }));
      expect(files.get('image.npy')!.subarray(128)).toEqual(asStored(keptImages.flatMap((row) => imageRows[row]!), dtype));
      expect(files.get('text.npy')!.subarray(128)).toEqual(asStored(keptTexts.map((row) => text[row]!), 'f4'));
      const places = files.has('pairs.npy') ? Array.from(decodeNpy(files.get('pairs.npy')!, '').data, Number) : keptTexts.map((_, pair) => pair);
      expect(places.map((place) => keptImages[place])).toEqual(keptTexts.map((row) => Math.floor(row / captions)));
      expect(report.image.notFinite.rows).toBe(imageRows.filter((row) => !finite(row)).length);
      expect(report.text.notFinite.rows).toBe(text.filter((number) => !finite([number])).length);
      expect((await readBundle(memorySource(files))).count).toBe(keptTexts.length);
    }), { numRuns: 300 });
  });
});
