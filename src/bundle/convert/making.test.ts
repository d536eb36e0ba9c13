import { describe, expect, test } from 'vitest';
import { blobFile } from '../columns/byteFile';
import { memorySource, refusal } from '../fixtures/memory';
import { decodeNpy } from '../npy';
import { readBundle } from '../read';
import { convertInMemory, mapped, numbers, texts } from './fixtures/columns';
import type { ImageMaker, Picture, TextMaker, ThumbnailMaker } from './makers';

/** A picture's bytes are its features; a picture of no bytes is broken. */
function byteMaker(): ImageMaker & { batches: string[][] } {
  const batches: string[][] = [];
  return {
    batches, dims: 2, encoder: 'bytes', normalized: false, batch: 3,
    async encode(pictures) {
      batches.push(pictures.map(({ name }) => name));
      const rows = await Promise.all(pictures.map(async ({ blob }) => (blob.size === 0 ? [NaN, NaN] : [...new Uint8Array(await blob.arrayBuffer())])));
      return Float32Array.from(rows.flat());
    },
    encoderFiles: { declaration: { path: 'encoder/model.json', output: 'mean', inputSize: 8, pictureSize: 8 }, files: new Map([['encoder/model.json', new TextEncoder().encode('{}')]]) },
    findings: () => [{ kind: 'warning', text: `${batches.length} batches.` }],
  };
}

const png = Uint8Array.of(0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a);

function sheetMaker(most = 100): ThumbnailMaker & { cells: (string | null)[]; images: number } {
  const cells: (string | null)[] = [];
  return {
    cells, most, images: 0,
    begin(images) {
      this.images = images;
    },
    add: async (pictures: (Picture | null)[]) => void cells.push(...pictures.map((picture) => picture?.name ?? null)),
    finish: async () => ({ thumbnails: { kind: 'sprites', cell: 8, columns: 4, sheets: ['thumbs/0.png'] }, files: new Map([['thumbs/0.png', png]]) }),
    findings: () => [{ kind: 'understood', text: `${cells.length} cells.` }],
  };
}

/** One dimension: the length of the caption beyond the shortest of the training captions. */
function lengthMaker(): TextMaker & { seen: string[][] } {
  const seen: string[][] = [];
  return {
    seen,
    async fit(captions) {
      for await (const block of captions()) seen.push(block);
      const least = Math.min(...seen.flat().map(({ length }) => length));
      return {
        dims: 1, encoder: `length above ${least}`, normalized: true, findings: [{ kind: 'understood', text: 'Lengths were taken.' }],
        encode: async (texts) => Float32Array.from(texts, ({ length }) => length - least),
        vocab: { words: { words: ['a'], weights: [1], parts: [] }, vectors: Int8Array.of(3), scale: Float32Array.of(2) },
      };
    },
  };
}

const files = ['a', 'b', 'c', 'd', 'e'].map((name, i) => blobFile({ path: `shots/${name}.png`, file: new Blob(i === 3 ? [] : [Uint8Array.of(i + 1, 10 * i)]) }));
const names = ['a.png', 'b.png', 'a.png', 'c.png', 'd.png', 'gone.png', 'e.png', 'b.png'];
const captions = names.map((_, i) => 'x'.repeat(i + 2));
const sets = names.map((_, i) => (i === 0 || i === 2 ? 'test' : 'train'));

describe('pictures with captions', () => {
  const drop = () => mapped([{ imageName: texts('file', names), caption: texts('caption', captions), split: texts('set', sets) }]);

  test('become features of both, each picture once, without broken and missing ones', async () => {
    const [imageMaker, textMaker, thumbnailMaker] = [byteMaker(), lengthMaker(), sheetMaker()];
    const { files: written, manifest, report } = await convertInMemory(drop(), { imageMaker, textMaker, thumbnailMaker, pictures: files });
    // Of batches of 3 images: a b c, d and (gone) e.
    expect(imageMaker.batches).toEqual([['a.png', 'b.png', 'c.png'], ['d.png', 'e.png']]);
    expect([...decodeNpy(written.get('image.npy')!, '').data]).toEqual([1, 0, 2, 10, 3, 20, 5, 40]);
    expect([...decodeNpy(written.get('pairs.npy')!, '').data]).toEqual([0, 1, 0, 2, 3, 1]);
    // Training captions that stay have 3, 5, 8 and 9 characters; the test captions 2 and 4.
    expect(textMaker.seen.flat().map(({ length }) => length)).toEqual([3, 5, 8, 9]);
    expect([...decodeNpy(written.get('text.npy')!, '').data]).toEqual([-1, 0, 1, 2, 5, 6]);
    expect(thumbnailMaker).toMatchObject({ images: 4, cells: ['a.png', 'b.png', 'c.png', 'e.png'] });
    expect(manifest).toMatchObject({
      features: { image: { encoder: 'bytes' }, text: { encoder: 'length above 3', normalized: true } },
      thumbnails: { sheets: ['thumbs/0.png'] }, encoder: { path: 'encoder/model.json' }, vocab: { path: 'vocab.json' },
    });
    const dataset = await readBundle(memorySource(written));
    expect(dataset).toMatchObject({ count: 6, vocab: { words: ['a'], vectors: Float32Array.of(6) } });
    const sentences = report.findings.map(({ text }) => text);
    expect(sentences).toContain('1 picture was looked for in vain: gone.png.');
    expect(sentences).toContain('2 rows of the image features have no picture that could be read and were left out with the pairs: row 4, 5.');
    expect(sentences).toEqual(expect.arrayContaining(['Lengths were taken.', '2 batches.', '4 cells.']));
    expect(report.image.dtype).toEqual({ from: 'pictures', to: 'f4' });
  });

  test('are refused without the makers', async () => {
    expect((await refusal(convertInMemory(drop(), { textMaker: lengthMaker(), pictures: files }))).message).toContain('expected image features, or an encoder of pictures');
  });

  test('a maker whose features do not fit is told from a fault of the files', async () => {
    const textMaker: TextMaker = { fit: async () => ({ dims: 2, encoder: 'broken', normalized: false, findings: [], vocab: null, encode: async () => Float32Array.of(1, NaN) }) };
    await expect(convertInMemory(drop(), { imageMaker: byteMaker(), textMaker, pictures: files })).rejects.toThrow('broken: expected 6 rows of 2 finite numbers, got 1 with others among them');
  });
});

describe('thumbnails of given features', () => {
  const drop = () => mapped([{ image: numbers('image', [1, NaN, 3], 1), text: numbers('text', [1, 2, 3], 1), imageName: texts('file', ['a', 'b.png', 'nothing']), split: texts('set', ['train', 'train', 'test']) }]);

  test('are drawn of the images that stay, empty where there is no picture', async () => {
    const thumbnailMaker = sheetMaker();
    const { manifest } = await convertInMemory(drop(), { thumbnailMaker, pictures: files });
    expect(thumbnailMaker.cells).toEqual(['a', null]);
    expect(manifest.thumbnails).toEqual({ kind: 'sprites', cell: 8, columns: 4, sheets: ['thumbs/0.png'] });
    expect(manifest.encoder).toBeUndefined();
  });

  test('are left out above what the maker takes, which is said', async () => {
    const { manifest, report } = await convertInMemory(drop(), { thumbnailMaker: sheetMaker(1), pictures: files });
    expect(manifest.thumbnails).toBeUndefined();
    expect(report.findings).toContainEqual({ kind: 'understood', text: 'No thumbnails were drawn: there are 2 images, above 1.' });
  });
});
