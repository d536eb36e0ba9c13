import { beforeAll, expect, test } from 'vitest';
import { defaultConfig } from '../../alscor/config';
import { AlscorRun, type RunResult } from '../../alscor/run';
import { startBackend } from '../../engine/backends';
import { wasmFolder } from '../../tools/wasmFolder';
import { pairsToTrain } from '../pairs';
import { embedDataset, searchModelOf } from './embedDataset';
import { modelFor, severalDataset, someInfo, tinyDataset } from './fixtures/trainedModel';
import { modelParts, readModel } from './safetensors';

beforeAll(() => startBackend('wasm', wasmFolder()));

const largest = (a: Float32Array, b: Float32Array): number => a.reduce((most, x, i) => Math.max(most, Math.abs(x - b[i]!)), a.length === b.length ? 0 : Infinity);

test.each([
  ['one class an item', tinyDataset],
  ['several classes an item', severalDataset],
])('a model that was stored and read places all items where training did, %s', async (_, open) => {
  const dataset = await open();
  const config = { ...defaultConfig, imagePreprocessing: 'pca' as const, textPreprocessing: 'l2' as const, latentDim: 3, hiddenDim: 12, batchSize: 16, adversaryHidden: 8, epochs: 2, members: 2 };
  const { data, trainSplit, preprocessing } = pairsToTrain(dataset, config);
  let result: RunResult | null = null;
  for await (const event of new AlscorRun(data, config, trainSplit).events()) if (event.type === 'result') result = event.result;
  const { model, space } = result!;
  const read = await readModel(new Blob(modelParts({ ...model, preprocessing }, someInfo, dataset)), 'x', dataset);
  expect(read).toEqual({ ...model, preprocessing });
  const again = await embedDataset(read, dataset);
  for (const modality of ['image', 'text'] as const) {
    expect(largest(again[modality].latent, space[modality].latent)).toBeLessThan(1e-5);
    expect(largest(again[modality].posterior!, space[modality].posterior!)).toBeLessThan(1e-5);
  }
});

test('more items than a part holds are placed one after the other', async () => {
  const tiny = await tinyDataset();
  const count = 2048 + 60;
  const repeated = (data: Float32Array, dims: number) => Float32Array.from({ length: count * dims }, (_, i) => data[i % (60 * dims)]!);
  const many = { ...tiny, count, image: { ...tiny.image, data: repeated(tiny.image.data, 12), rows: count }, text: { ...tiny.text, data: repeated(tiny.text.data, 8), rows: count } };
  const trained = modelFor(tiny);
  const { image } = await embedDataset(trained, many);
  const one = await embedDataset(trained, tiny);
  expect([image.rows, image.k, image.classes]).toEqual([count, 6, 3]);
  // Row 2048 is pair 2048 mod 60 = 8.
  expect(largest(image.latent.subarray(2048 * 6, 2049 * 6), one.image.latent.subarray(8 * 6, 9 * 6))).toBeLessThan(1e-6);
  expect(largest(image.posterior!.subarray(2048 * 3, 2049 * 3), one.image.posterior!.subarray(8 * 3, 9 * 3))).toBeLessThan(1e-6);
});

test('the model is named after its run, or its file, and places new items among the others', async () => {
  const dataset = await tinyDataset();
  const trained = modelFor(dataset, { textPreprocessing: 'l2' });
  expect((await searchModelOf(trained, dataset, { id: 'r', name: 'Run 1', epoch: 4 })).info).toMatchObject({ kind: 'alscor', label: 'ALSCOR, Run 1, epoch 4', runId: 'r', epoch: 4, fusedWeight: trained.fusedWeight });
  const { info, space, embed } = await searchModelOf(trained, dataset, { id: null, name: 'm.safetensors', epoch: null });
  expect(info).toMatchObject({ label: 'ALSCOR, m.safetensors', runId: null, epoch: null });
  const { latent } = await embed('text', dataset.text.data.slice(7 * 8, 8 * 8));
  expect(largest(latent, space.text.latent.subarray(7 * 6, 8 * 6))).toBeLessThan(1e-6);
});
