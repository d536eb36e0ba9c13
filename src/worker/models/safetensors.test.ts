import { describe, expect, it } from 'vitest';
import { readTensors, writeTensors } from '../../alscor/tensorFile';
import type { Dataset } from '../../bundle/dataset';
import { refusal } from '../../bundle/fixtures/memory';
import { joinBytes } from '../../bundle/joinBytes';
import { preprocessingKinds } from '../../math/preprocessingKinds';
import { modelFor, severalDataset, someInfo, tinyDataset } from './fixtures/trainedModel';
import { modelParts, readModel } from './safetensors';

const fileOf = (dataset: Dataset, ...changes: Parameters<typeof modelFor>[1][]): Blob => new Blob(modelParts(modelFor(dataset, ...changes), someInfo, dataset));

/** The file with another header or other numbers. */
async function edited(file: Blob, change: (read: ReturnType<typeof readTensors>) => void): Promise<Blob> {
  const read = readTensors(new Uint8Array(await file.arrayBuffer()));
  change(read);
  return new Blob(writeTensors([...read.tensors.values()], read.metadata));
}

/** Counts, so that tf-idf takes them too. */
function counted(dataset: Dataset): Dataset {
  const count = (data: Float32Array) => data.map((x) => Math.max(0, Math.round(3 * x)));
  return { ...dataset, image: { ...dataset.image, data: count(dataset.image.data) }, text: { ...dataset.text, data: count(dataset.text.data) } };
}

describe('a model file', () => {
  it.each(preprocessingKinds)('gives the model back bit for bit, with its preprocessing: %s', async (kind) => {
    const dataset = counted(await tinyDataset());
    const changes = { imagePreprocessing: kind, textPreprocessing: kind };
    expect(await readModel(fileOf(dataset, changes), 'x', dataset)).toEqual(modelFor(dataset, changes));
  });

  it('gives the model of several classes an item back', async () => {
    const dataset = await severalDataset();
    const read = await readModel(fileOf(dataset), 'x', dataset);
    expect(read).toEqual(modelFor(dataset));
    expect(read.multiLabel).toBe(true);
  });

  it('says of which dataset, features and classes it is', async () => {
    const dataset = await tinyDataset();
    const encoded = { ...dataset, image: { ...dataset.image, encoder: 'ResNet' } };
    const { metadata } = readTensors(joinBytes(modelParts(modelFor(dataset), someInfo, encoded)));
    expect(metadata).toMatchObject({ format: 'alscor-model', label: 'ALSCOR, Run a, epoch 3', dataset: 'Tiny', classes: '["ant","bee","cat"]', 'encoder.image': 'ResNet', 'preprocessing.text': '{"kind":"none"}' });
  });
});

describe('a file is refused', () => {
  it('for a dataset of other features', async () => {
    const dataset = await tinyDataset();
    const wider = { ...dataset, text: { ...dataset.text, dims: 9 } };
    expect((await refusal(readModel(fileOf(dataset), 'x', wider))).message).toBe('x: expected a model of text features 9 wide, as Tiny has, got one for 8.');
    expect((await refusal(readModel(fileOf(dataset, { imagePreprocessing: 'pca' }), 'x', { ...dataset, image: { ...dataset.image, dims: 7 } }))).message).toBe('x: expected a model of image features 7 wide, as Tiny has, got one for 12.');
  });

  it('for features of another encoder', async () => {
    const dataset = await tinyDataset();
    const of = (encoder: string): Dataset => ({ ...dataset, image: { ...dataset.image, encoder } });
    const file = new Blob(modelParts(modelFor(dataset), someInfo, of('ResNet')));
    expect((await refusal(readModel(file, 'x', of('CLIP')))).message).toBe('x: expected a model of image features made by CLIP, as this dataset has, got one for features made by ResNet.');
    // Where one side does not say it, their widths decide.
    expect(await readModel(file, 'x', dataset)).toEqual(modelFor(dataset));
  });

  it('for other classes, or another order of them', async () => {
    const dataset = await tinyDataset();
    const renamed = { ...dataset, labels: { ...dataset.labels, names: ['bee', 'ant', 'cat'] } };
    expect((await refusal(readModel(fileOf(dataset), 'x', renamed))).message).toBe('x: expected a model of this dataset’s classes, 3 (bee, ant, cat), got one of 3 (ant, bee, cat).');
    const several = { ...dataset, labels: { ...dataset.labels, values: { values: new Uint8Array(180), classes: 3 } } };
    expect((await refusal(readModel(fileOf(dataset), 'x', several))).message).toBe('x: expected a model for items with any number of classes each, got one for items with one class.');
  });

  it.each<[string, Parameters<typeof edited>[1], string]>([
    ['of numbers that are not finite', ({ tensors }) => tensors.get('members.1.classifier.bias')!.data.set([1, NaN, 1]), 'x, members.1.classifier.bias: expected finite numbers, got NaN at place 1.'],
    ['without preprocessing', ({ metadata }) => void delete metadata['preprocessing.text'], 'x: expected preprocessing.text in the metadata, got none.'],
    ['with another preprocessing', ({ metadata }) => (metadata['preprocessing.text'] = '{"kind":"zca"}'), 'x, preprocessing.text, kind: expected one of none, sqrt, l2, tfidf, pca, got zca.'],
    ['with preprocessing without its numbers', ({ metadata }) => (metadata['preprocessing.text'] = '{"kind":"tfidf"}'), 'x: expected a tensor preprocessing.text.idf of shape (8), got none.'],
    ['with numbers of no preprocessing', ({ tensors }) => void tensors.set('preprocessing.text.idf', { name: 'preprocessing.text.idf', shape: [1], data: Float32Array.of(1) }), 'x: expected no more tensors than the configuration asks for, got preprocessing.text.idf.'],
    ['with other directions than the standardiser', ({ metadata }) => (metadata['preprocessing.text'] = '{"kind":"pca","kept":3,"share":1}'), 'x, preprocessing.text, kept: expected 8 directions, as the standardiser has, got 3.'],
    ['with more names than classes', ({ metadata }) => (metadata['classes'] = '["ant"]'), 'x: expected a model of this dataset’s classes, 3 (ant, bee, cat), got one of 1 (ant).'],
  ])('%s', async (_, change, message) => {
    const dataset = await tinyDataset();
    expect((await refusal(readModel(await edited(fileOf(dataset), change), 'x', dataset))).message).toBe(message);
  });

  it('that is something else', async () => {
    const dataset = await tinyDataset();
    const zip = await refusal(readModel(new Blob(['PK\x03\x04 and more']), 'x.zip', dataset));
    expect(zip.message).toMatch(/^x.zip: expected a safetensors file with a header of/);
    expect(zip.advice).toBe('Open a model file that this page has saved.');
    const other = new Blob(writeTensors([{ name: 'a', shape: [1], data: Float32Array.of(1) }], { format: 'pt' }));
    expect((await refusal(readModel(other, 'x', dataset))).message).toBe('x: expected a model of ALSCOR (format alscor-model in the metadata), got format pt.');
  });

  it('above 1 GiB, before it is read', async () => {
    class Large extends Blob {
      override get size() {
        return 2 ** 31;
      }
    }
    expect((await refusal(readModel(new Large(), 'x', await tinyDataset()))).message).toBe('x: expected a model file of at most 1073741824 bytes, got 2147483648.');
  });
});
