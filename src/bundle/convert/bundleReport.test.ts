import { expect, test } from 'vitest';
import { decodeNpy, encodeNpy } from '../npy';
import { memorySource, tinyFiles } from '../fixtures/memory';
import { sharedImageFiles } from '../fixtures/sharedImages';
import { readBundle } from '../read';
import { reportOfBundle } from './bundleReport';

test('a sound bundle is told in numbers, without warnings', async () => {
  const report = reportOfBundle(await readBundle(memorySource(tinyFiles())), [{ path: 'tiny.zip', format: 'bundle', bytes: 8000 }]);
  expect(report).toMatchObject({ layout: 'bundle', pairs: 60, images: 60, splits: { train: 48, val: 0, test: 12, made: false }, leaks: { image: 0, text: 0 }, captions: { given: true, empty: 0, perImage: 1 } });
  // 60 × (12 + 8) float32.
  expect(report.memoryBytes).toBe(4800);
  expect(report.classes?.counts).toEqual(['ant', 'bee', 'cat'].map((name) => ({ name, train: 16, val: 0, test: 4 })));
  expect(report.findings).toEqual([{ kind: 'understood', text: 'Read as a bundle of this page: 60 pairs.' }]);
});

test('constant columns, rows of zeros and the same row in two splits are found', async () => {
  const files = tinyFiles();
  const text = Float32Array.from(decodeNpy(files.get('text.npy')!, 'text.npy').data as Float32Array);
  for (let row = 0; row < 60; row++) text[row * 8 + 3] = 0;
  // Row 4 is a test item, row 5 a training item.
  text.copyWithin(5 * 8, 4 * 8, 5 * 8);
  text.fill(0, 7 * 8, 8 * 8);
  const report = reportOfBundle(await readBundle(memorySource(files.set('text.npy', encodeNpy(text, [60, 8])))), []);
  expect(report.text).toMatchObject({ constantColumns: { count: 1, first: [4] }, zeroRows: 1 });
  expect(report.leaks).toEqual({ image: 0, text: 2 });
  expect(report.findings.filter(({ kind }) => kind === 'warning')).toHaveLength(3);
});

test('captions that share images, without classes', async () => {
  expect(reportOfBundle(await readBundle(memorySource(sharedImageFiles())), [])).toMatchObject({ pairs: 60, images: 20, classes: null, captions: { perImage: 3 } });
});
