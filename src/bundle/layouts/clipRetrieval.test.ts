import { expect, test } from 'vitest';
import { refusal } from '../fixtures/memory';
import { detectClipRetrieval } from './clipRetrieval';
import { dropOf } from './fixtures/dropOf';
import { numberColumn, textColumn } from './fixtures/memoryColumns';
import type { Column } from '../columns/column';

const shard = (image: string, text: string, metadata: string, rows: number): Column[] => [
  numberColumn(`img_emb/img_emb_${image}.npy`, '', rows, 512),
  numberColumn(`text_emb/text_emb_${text}.npy`, '', rows, 512),
  textColumn(`metadata/metadata_${metadata}.parquet`, 'image_path', ['a.jpg'], rows),
  textColumn(`metadata/metadata_${metadata}.parquet`, 'caption', ['a cat'], rows),
  textColumn(`metadata/metadata_${metadata}.parquet`, 'url', ['https://example.org/a.jpg'], rows),
];

test('shards are joined by number, whatever their zero-padding, in the order of the numbers', async () => {
  const guess = await detectClipRetrieval(dropOf(...shard('10', '10', '10', 3), ...shard('2', '02', '0002', 5)));
  expect(guess).toMatchObject({ certain: true, doubts: [], mapping: { layout: 'clip-retrieval', captionsPerImage: 1, labels: null } });
  expect(guess?.mapping.parts).toEqual([
    {
      split: null,
      roles: {
        image: { path: 'img_emb/img_emb_2.npy', name: '' },
        text: { path: 'text_emb/text_emb_02.npy', name: '' },
        caption: { path: 'metadata/metadata_0002.parquet', name: 'caption' },
        id: { path: 'metadata/metadata_0002.parquet', name: 'image_path' },
        url: { path: 'metadata/metadata_0002.parquet', name: 'url' },
      },
    },
    expect.objectContaining({ roles: expect.objectContaining({ image: { path: 'img_emb/img_emb_10.npy', name: '' } }) }),
  ]);
  expect(guess?.reasons[0]).toBe('Files as clip-retrieval writes them, in 2 shards that are joined by their numbers: 2 and 10.');
});

test('a key is the id before image_path', async () => {
  const key = textColumn('metadata/metadata_0.parquet', 'key', ['000000001'], 3);
  const guess = await detectClipRetrieval(dropOf(...shard('0', '0', '0', 3), key));
  expect(guess?.mapping.parts[0]?.roles.id).toEqual({ path: 'metadata/metadata_0.parquet', name: 'key' });
});

test('ids, splits and images of captions are told by columns of these names', async () => {
  const column = (name: string, values: string[]) => textColumn('metadata/metadata_0.parquet', name, values, 3);
  const image = numberColumn('metadata/metadata_0.parquet', 'image_id', 3, 1);
  const guess = await detectClipRetrieval(dropOf(...shard('0', '0', '0', 3), column('id', ['a', 'b', 'c']), column('split', ['train', 'test', 'test']), image));
  const ref = (name: string) => ({ path: 'metadata/metadata_0.parquet', name });
  expect(guess?.mapping.parts[0]?.roles).toMatchObject({ id: ref('id'), split: ref('split'), imageId: ref('image_id') });
  expect(guess?.reasons).toContain('From the metadata: caption: caption, id: id, imageId: image_id, split: split, url: url.');
});

test('without text embeddings the captions stand for the texts', async () => {
  const guess = await detectClipRetrieval(dropOf(...shard('0', '0', '0', 3).filter(({ path }) => !path.startsWith('text_emb'))));
  expect(guess?.mapping.parts[0]?.roles.text).toBeUndefined();
  expect(guess?.reasons).toContain('Text features: none; they are made of the captions.');
});

test('a missing shard is refused, naming it', async () => {
  const without = [...shard('0', '0', '0', 3), ...shard('1', '1', '1', 3)].filter(({ path }) => path !== 'text_emb/text_emb_1.npy');
  const { message } = await refusal(Promise.resolve().then(() => detectClipRetrieval(dropOf(...without))));
  expect(message).toBe('Shards of the text files: expected 0 and 1 as in the other folders, got none for 1.');
});

test('rows that differ are refused, naming both files', async () => {
  const [image] = shard('0', '0', '0', 3);
  const { message } = await refusal(Promise.resolve().then(() => detectClipRetrieval(dropOf(image!, ...shard('0', '0', '0', 4).slice(1)))));
  expect(message).toBe('text_emb/text_emb_0.npy: expected 3 rows, as img_emb/img_emb_0.npy has, got 4.');
});

test('the same shard twice is refused', async () => {
  const { message } = await refusal(Promise.resolve().then(() => detectClipRetrieval(dropOf(...shard('0', '0', '0', 3), ...shard('00', '1', '1', 3)))));
  expect(message).toBe('Shard 0 of the image files: expected one, got img_emb/img_emb_0.npy and img_emb/img_emb_00.npy.');
});

test('other files are not taken for it', async () => {
  expect(await detectClipRetrieval(dropOf(numberColumn('image.npy', '', 3, 4), numberColumn('text.npy', '', 3, 4)))).toBeNull();
});
