import { expect, test } from 'vitest';
import { encodeNpy } from '../../bundle/npy';
import type { Dataset } from '../../bundle/dataset';
import type { PathedFile } from '../../bundle/source';
import { fileOf, npyFile, someFeatures, wordyDataset } from './fixtures/own';
import type { Input } from './input';
import { planAddition } from './plan';
import { tensorFile } from './fixtures/tensorFile';

const encode = (): Promise<Float32Array> => Promise.reject(new Error('not asked'));
const planned = async (files: PathedFile[], dataset?: Dataset, as: 'image' | 'text' | null = null) => planAddition(files, { dataset: dataset ?? (await wordyDataset()), encode }, as, () => undefined);

async function inputsOf(...args: Parameters<typeof planned>): Promise<{ inputs: Input[]; notes: string[] }> {
  const plan = await planned(...args);
  if ('ask' in plan) throw new Error('expected inputs, was asked');
  return plan;
}

async function rowsOf({ blocks }: Input): Promise<{ features: number[]; ids: string[]; captions: string[]; notes: string[] }> {
  const [notes, features, ids, captions] = [[], [], [], []] as [string[], number[], string[], string[]];
  for await (const block of blocks(notes)) {
    features.push(...block.features);
    ids.push(...block.items.map(({ id }) => id));
    captions.push(...block.items.map(({ caption }) => caption));
  }
  return { features, ids, captions, notes };
}

test.each([['image' as const, 12], ['text' as const, 8]])('the width tells that features are of the %s modality', async (modality, dims) => {
  const features = someFeatures(3, dims);
  const { inputs: [input] } = await inputsOf([npyFile('mine.npy', features, dims)]);
  expect(input).toMatchObject({ name: 'mine.npy', modality, rows: 3, dtype: 'f4', bytes: 3 * dims * 4 });
  const rows = await rowsOf(input!);
  expect(rows.features).toEqual([...features]);
  expect(rows.ids).toEqual(['mine 1', 'mine 2', 'mine 3']);
});

test('float16 stays float16, and float64 becomes float32', async () => {
  const [half, double] = [someFeatures(2, 12), Float64Array.from(someFeatures(2, 12))];
  const { inputs } = await inputsOf([npyFile('a.npy', half, 12, 'f2'), fileOf('b.npy', encodeNpy(double, [2, 12]))]);
  expect(inputs.map(({ dtype, bytes }) => [dtype, bytes])).toEqual([['f2', 48], ['f4', 96]]);
});

test('ids and captions come from a table beside, captions from lines, too', async () => {
  const table = fileOf('items.csv', 'id,caption\nx1,red car\nx2,\nx3,blue sea\n');
  const { inputs: [first] } = await inputsOf([npyFile('mine.npy', someFeatures(3, 12), 12), table]);
  expect(await rowsOf(first!)).toMatchObject({ ids: ['x1', 'x2', 'x3'], captions: ['red car', '', 'blue sea'] });
  const { inputs: [second] } = await inputsOf([npyFile('mine.npy', someFeatures(2, 12), 12), fileOf('captions.txt', 'one\ntwo\n')]);
  expect(await rowsOf(second!)).toMatchObject({ ids: ['mine 1', 'mine 2'], captions: ['one', 'two'] });
});

test('texts beside features that have other rows are refused, as they belong to something else', async () => {
  const files = [npyFile('mine.npy', someFeatures(3, 12), 12), fileOf('captions.txt', 'one\ntwo\n')];
  await expect(planned(files)).rejects.toMatchObject({ name: 'BundleError', message: 'captions.txt: expected 3 rows, as mine.npy has, got 2.', advice: 'Add texts that belong to other items on their own.' });
});

test('features of another width are refused by what is expected and what came', async () => {
  const dataset = { ...(await wordyDataset()) };
  dataset.image = { ...dataset.image, encoder: 'Net' };
  await expect(planned([npyFile('mine.npy', someFeatures(3, 5), 5)], dataset)).rejects.toMatchObject({
    message: 'mine.npy: expected 12 numbers a row (image features of "Net") or 8 (text features), got 5.', advice: 'Make the features with the dataset’s own encoder.',
  });
});

test('where both modalities have the width it is asked, and the answer counts', async () => {
  const tiny = await wordyDataset();
  const square: Dataset = { ...tiny, text: { ...tiny.text, dims: 12 } };
  const files = [npyFile('mine.npy', someFeatures(3, 12), 12)];
  expect(await planned(files, square)).toEqual({ ask: { name: 'mine.npy', dims: 12 } });
  expect((await inputsOf(files, square, 'text')).inputs[0]!.modality).toBe('text');
});

test('a row that holds no number is refused by its file and number', async () => {
  const features = someFeatures(3, 12);
  features[12 + 4] = NaN;
  const { inputs: [input] } = await inputsOf([npyFile('mine.npy', features, 12)]);
  await expect(rowsOf(input!)).rejects.toMatchObject({ message: 'mine.npy, row 2: expected numbers of float32, got NaN.', advice: 'Leave the row out, or make its features again.' });
});

test('int8 features are refused: their scales are elsewhere', async () => {
  await expect(planned([fileOf('mine.npy', encodeNpy(new Int8Array(24), [2, 12]))])).rejects.toThrow('mine.npy: expected features as floating-point numbers, got int8.');
});

test('an encoder that is not the dataset’s is refused, in a column by the row and in safetensors by the file', async () => {
  const tiny = await wordyDataset();
  const dataset: Dataset = { ...tiny, image: { ...tiny.image, encoder: 'Net' }, text: { ...tiny.text, encoder: 'Words' } };
  const { inputs: [input] } = await inputsOf([npyFile('mine.npy', someFeatures(2, 12), 12), fileOf('items.csv', 'id,encoder\na,Net\nb,Other\n')], dataset);
  await expect(rowsOf(input!)).rejects.toThrow('items.csv, encoder, row 2: expected features of "Net", got those of "Other".');
  const named = fileOf('mine.safetensors', tensorFile(someFeatures(2, 12), [2, 12], { encoder: 'Other' }));
  await expect(planned([named], dataset)).rejects.toThrow('mine.safetensors: expected features of "Net" or "Words", got those of "Other".');
});

test('texts alone are encoded by the words that the dataset knows; others are left out and told', async () => {
  const { inputs: [input] } = await inputsOf([fileOf('mine.txt', 'red\nmauve\ngreen blue\n')]);
  expect(input).toMatchObject({ modality: 'text', rows: 3 });
  const rows = await rowsOf(input!);
  expect(rows).toMatchObject({ ids: ['mine 1', 'mine 3'], captions: ['red', 'green blue'], notes: ['1 text was left out, as no word of it is known: line 2 “mauve”.'] });
  // green + blue, scaled to length 1
  expect(rows.features.map((value) => Math.round(value * 1e4) / 1e4)).toEqual([1, 0, 0, 0, 0, 0, 0, 0, 0, 0.7071, 0.7071, 0, 0, 0, 0, 0]);
});

test('captions of a table are its texts, with their ids', async () => {
  const { inputs: [input] } = await inputsOf([fileOf('mine.jsonl', '{"id":"t1","caption":"red"}\n{"id":"t2","caption":"blue"}\n')]);
  expect(await rowsOf(input!)).toMatchObject({ ids: ['t1', 't2'], captions: ['red', 'blue'] });
});

test('what a dataset cannot encode is refused with what it can take', async () => {
  const tiny = { ...(await wordyDataset()), vocab: undefined };
  await expect(planned([fileOf('mine.txt', 'red\n')], tiny)).rejects.toMatchObject({ message: 'Adding mine.txt: expected a dataset whose words are known, Tiny has no vocabulary.', advice: 'Add text features instead: 8 numbers a row.' });
  await expect(planned([fileOf('a.png', new Uint8Array(9))], tiny)).rejects.toMatchObject({ message: 'Adding a.png: expected a dataset with its own image encoder, Tiny has none.', advice: 'Add features instead: 12 numbers a row, made with the dataset’s image encoder.' });
});

test('a whole dataset is no addition', async () => {
  await expect(planned([fileOf('manifest.json', '{}')])).rejects.toMatchObject({ message: expect.stringContaining('got a whole dataset'), advice: 'Open it in Data, or add its files of features one by one.' });
});
