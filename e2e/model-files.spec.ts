import { readFileSync } from 'node:fs';
import type { Page } from '@playwright/test';
import { readTensors } from '../src/alscor/tensorFile';
import { decodeNpy } from '../src/bundle/npy';
import { zipSource } from '../src/bundle/zipSource';
import { expect, go, note, openLab, results, searchByWords, setFields, smallRun, test, train, waitForEnd } from './lab';

const panel = (page: Page) => page.getByRole('region', { name: 'Files of the trained model' });
const told = (page: Page) => panel(page).getByRole('status', { name: 'State of model files' });
const saveButton = (page: Page, title: string) => panel(page).getByRole('button', { name: `Save ${title}`, exact: true });

interface Saved {
  name: string;
  path: string;
  bytes: Uint8Array<ArrayBuffer>;
}

async function saved(page: Page, title: string): Promise<Saved> {
  const [download] = await Promise.all([page.waitForEvent('download'), saveButton(page, title).click()]);
  const path = await download.path();
  return { name: download.suggestedFilename(), path, bytes: new Uint8Array(readFileSync(path)) };
}

async function unzipped({ name, bytes }: Saved): Promise<Map<string, Uint8Array>> {
  const source = await zipSource(new Blob([bytes]), name);
  const paths = (await source.paths()) ?? [];
  return new Map(await Promise.all(paths.map(async (path): Promise<[string, Uint8Array]> => [path, await source.read(path)])));
}

const shapeOf = (files: Map<string, Uint8Array>, path: string): number[] => decodeNpy(files.get(path)!, path).shape;

interface FirstHits {
  captions: string[];
  scores: number[];
}

async function firstHits(page: Page): Promise<FirstHits> {
  await searchByWords(page, 'cat');
  const hits = await results(page).evaluateAll((items) => items.slice(0, 10).map((item) => [item.querySelector('.clamp')?.textContent ?? '', Number(item.dataset['score'])] as const));
  return { captions: hits.map(([caption]) => caption), scores: hits.map(([, score]) => score) };
}

const address = '/?backend=wasm#/train?open=curves,model';

test('a trained model is saved in four formats; after a reload its file answers as it did', async ({ page, watch }) => {
  test.setTimeout(180_000);
  await openLab(page, address);
  await expect(saveButton(page, 'Towers (.onnx)')).toBeDisabled();
  await setFields(page, smallRun);
  await train(page);
  await waitForEnd(page, 120_000);

  const model = await saved(page, 'Model (.safetensors)');
  const { tensors, metadata } = readTensors(model.bytes, model.name);
  expect(metadata).toMatchObject({ format: 'alscor-model', dataset: 'Emoji' });
  const [inputs, hidden] = tensors.get('members.0.visNet.hidden')!.shape;
  expect([inputs, hidden]).toEqual([816, 32]);

  const towers = await unzipped(await saved(page, 'Towers (.onnx)'));
  expect([...towers.keys()]).toEqual(['README.txt', 'image_tower.onnx', 'text_tower.onnx', 'labels.json']);
  // Field 1, the version of the format: 8.
  expect([...towers.get('image_tower.onnx')!.subarray(0, 2)]).toEqual([8, 8]);

  const arrays = await unzipped(await saved(page, 'Embeddings (.npy)'));
  const [count, k] = shapeOf(arrays, 'image_embeddings.npy');
  expect([shapeOf(arrays, 'text_embeddings.npy'), shapeOf(arrays, 'text_posteriors.npy'), k]).toEqual([[count, 8], [count, 8], 8]);

  const table = await unzipped(await saved(page, 'Embeddings (.parquet)'));
  expect(shapeOf(table, 'img_emb/img_emb_0.npy')).toEqual([count, 8]);
  const parquet = table.get('metadata/metadata_0.parquet')!;
  expect([parquet.subarray(0, 4), parquet.subarray(-4)].map((magic) => new TextDecoder().decode(magic))).toEqual(['PAR1', 'PAR1']);
  await expect(panel(page)).toContainText('KB');
  note(`model files: ${model.bytes.length} bytes of safetensors, ${tensors.size} arrays`);

  const before = await firstHits(page);
  await page.goto(address);
  await page.reload();
  await expect(panel(page)).toContainText('There is no trained model yet');
  await expect(panel(page).getByRole('button', { name: 'Open a model file' })).toBeEnabled({ timeout: 30_000 });
  await panel(page).getByLabel('Model file', { exact: true }).setInputFiles(model.path);
  await expect(told(page)).toContainText('fits this dataset', { timeout: 30_000 });
  const after = await firstHits(page);
  expect(after.captions).toEqual(before.captions);
  after.scores.forEach((score, i) => expect(score).toBeCloseTo(before.scores[i]!, 4));
  expect(watch.errors).toEqual([]);
  expect(watch.outside).toEqual([]);
});

test('a file that is no model is refused in words', async ({ page, watch }) => {
  await openLab(page, address);
  await panel(page).getByLabel('Model file', { exact: true }).setInputFiles({ name: 'letter.safetensors', mimeType: 'application/octet-stream', buffer: Buffer.from('Dear reader, this is no model.') });
  await expect(panel(page).getByRole('alert')).toContainText('letter.safetensors: expected a safetensors file with a header of at most');
  await expect(panel(page).getByRole('alert')).toContainText('Open a model file that this page has saved.');
  await go(page, 'Search');
  await expect(results(page).first()).toBeVisible();
  expect(watch.errors).toEqual([]);
});
