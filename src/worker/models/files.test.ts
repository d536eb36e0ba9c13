import { beforeAll, describe, expect, it } from 'vitest';
import { convertLimits, convertToBundle } from '../../bundle/convert/convert';
import { memorySink } from '../../bundle/convert/memorySink';
import type { Dataset } from '../../bundle/dataset';
import { closeDrop, guessOf, openDrop, unpacked } from '../../bundle/dropped';
import { memorySource } from '../../bundle/fixtures/memory';
import { sharedImageFiles } from '../../bundle/fixtures/sharedImages';
import { decodeNpy } from '../../bundle/npy';
import { readBundle } from '../../bundle/read';
import { zipSource } from '../../bundle/zipSource';
import { startBackend } from '../../engine/backends';
import { classesOf } from '../../retrieval/labels';
import { wasmFolder } from '../../tools/wasmFolder';
import type { ModelFormat } from '../protocol';
import { linearCca, type SearchModel } from '../search/searchModel';
import { clipRetrievalFiles } from './embeddings';
import { modelFile, readModelFile, searchModelOf } from './files';
import { modelFor, severalDataset, tinyDataset } from './fixtures/trainedModel';
import { zipOf } from './zip';

beforeAll(() => startBackend('wasm', wasmFolder()));

const placed = (dataset: Dataset): Promise<SearchModel> => searchModelOf(modelFor(dataset), dataset, { id: 'a', name: 'Run a', epoch: 3 });

/** As the page takes in a dropped file. */
async function takenIn(name: string, blob: Blob): Promise<{ dataset: Dataset; layout: string; certain: boolean }> {
  const files = await unpacked([{ path: name, file: blob }]);
  const drop = await openDrop(files, () => undefined);
  const { mapping, certain } = await guessOf(drop, files.map(({ path }) => path), 'again');
  const sink = memorySink();
  await convertToBundle(drop.opened, mapping, sink, { onProgress: () => undefined, signal: new AbortController().signal, limits: convertLimits });
  closeDrop(drop);
  return { dataset: await readBundle(memorySource(sink.files)), layout: mapping.layout, certain };
}

const classWords = ({ labels, count }: Dataset): string[][] => Array.from({ length: count }, (_, row) => classesOf(labels.values, row).map((label) => labels.names[label]!));

/** float16 of the bundle: 11 bits of precision, so values up to 1 within 2^-11. */
const near = (a: Float32Array, b: Float32Array): boolean => a.length === b.length && a.every((x, i) => Math.abs(x - b[i]!) <= 2 ** -11);

describe('embeddings as clip-retrieval has them', () => {
  it.each([
    ['one class an item', tinyDataset],
    ['several classes an item', severalDataset],
  ])('are taken in by this page: the same vectors, captions, ids, splits and classes, %s', async (_, open) => {
    const dataset = await open();
    const model = await placed(dataset);
    const { name, blob } = await modelFile('parquet', model, dataset);
    const { dataset: again, layout, certain } = await takenIn(name, blob);
    expect([name, layout, certain]).toEqual(['alscor-embeddings-parquet.zip', 'clip-retrieval', true]);
    expect(again.items.map(({ id, caption, split }) => ({ id, caption, split }))).toEqual(dataset.items.map(({ id, caption, split }) => ({ id, caption, split })));
    expect(classWords(again)).toEqual(classWords(dataset));
    expect(again.labels.names).toEqual(dataset.labels.names);
    expect(near(again.image.data, model.space.image.latent)).toBe(true);
    expect(near(again.text.data, model.space.text.latent)).toBe(true);
  });

  it('keep which captions are of one image, where there are no classes', async () => {
    const dataset = await readBundle(memorySource(sharedImageFiles()));
    const space = (await placed(await tinyDataset())).space;
    const image = { ...space.image, latent: space.image.latent.map((_, i) => dataset.images![Math.floor(i / 6)]! / 20 + (i % 6)) };
    const { info } = linearCca(dataset);
    const { dataset: again, layout } = await takenIn('x.zip', await zipOf(clipRetrievalFiles({ info, space: { image, text: space.text } }, dataset)));
    expect(layout).toBe('clip-retrieval');
    expect(again.images).toEqual(dataset.images);
    expect(again.items.map(({ caption }) => caption)).toEqual(dataset.items.map(({ caption }) => caption));
  });
});

async function unzipped(blob: Blob): Promise<Map<string, Uint8Array>> {
  const source = await zipSource(blob, 'x');
  const paths = (await source.paths())!;
  return new Map(await Promise.all(paths.map(async (path): Promise<[string, Uint8Array]> => [path, await source.read(path)])));
}

describe('a model as a file', () => {
  it('of .npy has the very numbers of the space', async () => {
    const dataset = await tinyDataset();
    const model = await placed(dataset);
    const files = await unzipped((await modelFile('npy', model, dataset)).blob);
    expect([...files.keys()]).toEqual(['README.txt', 'image_embeddings.npy', 'text_embeddings.npy', 'image_posteriors.npy', 'text_posteriors.npy', 'items.jsonl', 'classes.json']);
    const array = (path: string) => decodeNpy(files.get(path)!, path);
    expect(array('image_embeddings.npy')).toMatchObject({ shape: [60, 6], data: model.space.image.latent });
    expect(array('text_posteriors.npy')).toMatchObject({ shape: [60, 3], data: model.space.text.posterior });
    const [first] = new TextDecoder().decode(files.get('items.jsonl')).split('\n');
    const { id, split, caption } = dataset.items[0]!;
    expect(JSON.parse(first!)).toEqual({ row: 0, id, split, caption, class: 'ant' });
  });

  it('of ONNX holds both towers, the labels and words on their use', async () => {
    const dataset = await severalDataset();
    const files = await unzipped((await modelFile('onnx', await placed(dataset), dataset)).blob);
    expect([...files.keys()]).toEqual(['README.txt', 'image_tower.onnx', 'text_tower.onnx', 'labels.json']);
    expect(JSON.parse(new TextDecoder().decode(files.get('labels.json')))).toEqual({ classes: ['ant', 'bee', 'cat', 'dog'], multiLabel: true, fusedWeight: 0.1 + 0.2 });
    expect(new TextDecoder().decode(files.get('README.txt'))).toContain('in:  features   float32 (batch, 12)   image features as the dataset has them');
  });

  it('of safetensors is the model again', async () => {
    const dataset = await tinyDataset();
    const model = await placed(dataset);
    const { name, blob } = await modelFile('safetensors', model, dataset);
    expect(await readModelFile(blob, name, dataset)).toEqual(model.trained);
  });

  it.each<ModelFormat>(['safetensors', 'onnx', 'npy', 'parquet'])('of %s is the same however often it is made', async (format) => {
    const dataset = await tinyDataset();
    const model = await placed(dataset);
    const bytes = async () => new Uint8Array(await (await modelFile(format, model, dataset)).blob.arrayBuffer());
    expect(await bytes()).toEqual(await bytes());
  });

  it('is not made of linear CCA', async () => {
    const dataset = await tinyDataset();
    await expect(modelFile('onnx', linearCca(dataset), dataset)).rejects.toThrow('Saving a model: expected a trained one, got Linear CCA.');
  });
});
