import { readFile } from 'node:fs/promises';
import { expect, test as base, type Locator, type Page, type Route } from '@playwright/test';
import { configFields, type AlscorConfig } from '../src/alscor/config';

export type Place = 'Data' | 'Train' | 'Evaluate' | 'Search';
export type Figure = 'Total loss' | 'Correlation loss' | 'Classification losses' | 'Modality classifier' | 'Validation MAP';

export const figures: Figure[] = ['Total loss', 'Correlation loss', 'Classification losses', 'Modality classifier', 'Validation MAP'];

/** A run that ends within a minute even on a software adapter. */
export const smallRun: Partial<AlscorConfig> = { members: 1, latentDim: 8, hiddenDim: 32, batchSize: 128, epochs: 2 };

/** What the page should never do: errors in its console, and requests to other machines. */
interface Watch {
  errors: string[];
  outside: string[];
}

export const test = base.extend<{ watch: Watch }>({
  watch: [
    async ({ page, baseURL }, use) => {
      const watch: Watch = { errors: [], outside: [] };
      page.on('console', (message) => {
        if (message.type() === 'error') watch.errors.push(message.text());
      });
      page.on('pageerror', (error) => watch.errors.push(error.message));
      page.context().on('request', (request) => {
        const { protocol, origin } = new URL(request.url());
        if (protocol.startsWith('http') && origin !== baseURL) watch.outside.push(request.url());
      });
      await use(watch);
    },
    { auto: true },
  ],
});

export { expect };

/** A measurement for the reader of the log. */
export function note(text: string): void {
  console.log(`    » ${text}`);
}

export async function go(page: Page, place: Place): Promise<void> {
  await page.getByRole('navigation').getByRole('link', { name: place }).click();
}

export const backendStatus = (page: Page): Locator => page.getByRole('status', { name: 'Backend' });

/** Opens the page and waits until the dataset is there and a run could start. */
export async function openLab(page: Page, address = '/'): Promise<void> {
  await page.goto(address);
  await go(page, 'Train');
  await expect(page.getByRole('button', { name: 'Train' })).toBeEnabled({ timeout: 30_000 });
}

export async function setFields(page: Page, fields: Partial<AlscorConfig>): Promise<void> {
  for (const { key, label, kind } of configFields) {
    const value = fields[key];
    if (value === undefined) continue;
    const field = page.getByLabel(label, { exact: true });
    if (kind === 'choice') await field.selectOption(String(value));
    else await field.fill(String(value));
  }
}

export const figure = (page: Page, name: Figure): Locator => page.getByRole('figure', { name, exact: true });

export async function points(page: Page, name: Figure): Promise<number> {
  return Number(await figure(page, name).getAttribute('data-points'));
}

/** The newest value of each curve of a figure. */
export async function latest(page: Page, name: Figure): Promise<number[]> {
  const values = (await figure(page, name).getAttribute('data-latest')) ?? '';
  return values.split(' ').filter(Boolean).map(Number);
}

export const mean = (values: number[]): number => values.reduce((sum, value) => sum + value, 0) / values.length;

export async function train(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Train' }).click();
  await expect(phase(page)).toBeVisible();
}

/** The word for the run's phase, e.g. "Training" or "Finished". */
export const phase = (page: Page): Locator => page.locator('[data-phase]');

export async function waitForEnd(page: Page, timeout: number): Promise<void> {
  await expect(phase(page)).not.toHaveAttribute('data-phase', 'running', { timeout });
  await expect(phase(page)).toHaveAttribute('data-phase', 'finished');
}

export async function classNames(page: Page): Promise<string[]> {
  const manifest = (await (await page.request.get('/demo/manifest.json')).json()) as { labels: { names: string[] } };
  return manifest.labels.names;
}

export const results = (page: Page): Locator => page.getByRole('list', { name: 'Results' }).getByRole('listitem');

async function answered(page: Page): Promise<void> {
  await expect(page.getByRole('region', { name: 'Answers' })).toHaveAttribute('aria-busy', 'false');
  await expect(results(page).first()).toBeVisible();
}

export interface Relevance {
  /** Share of the first ten results that have the query's class. */
  share: number;
  /** The same for results drawn by chance. */
  chance: number;
}

/** Relevance of the present query's results. */
async function judge(page: Page): Promise<Relevance> {
  await answered(page);
  const relevant = await results(page).evaluateAll((items) => items.slice(0, 10).map((item) => item.dataset.relevant));
  const [, same, gallery] = /(\d+) of (\d+) items share its class/.exec(await page.getByRole('region', { name: 'Present query' }).innerText()) ?? [];
  expect(relevant).toHaveLength(10);
  return { share: relevant.filter((value) => value === 'true').length / 10, chance: Number(same) / Number(gallery) };
}

/** Asks with two items of every class, picked by hand from the list, and averages what came back. */
export async function relevanceByClass(page: Page, modality: 'image' | 'text', names: string[]): Promise<Relevance> {
  await go(page, 'Search');
  await page.getByRole('button', { name: modality === 'image' ? 'Image → texts' : 'Text → images' }).click();
  const list = page.getByRole('list', { name: modality === 'image' ? 'Pictures' : 'Texts' });
  const found: Relevance[] = [];
  for (const name of names) {
    await page.getByRole('searchbox', { name: modality === 'image' ? /Filter pictures/ : /Filter texts/ }).fill(name);
    await expect(list.getByRole('button').nth(1)).toBeVisible();
    for (const position of [0, 1]) {
      await list.getByRole('button').nth(position).click();
      await expect(list.getByRole('button').nth(position)).toHaveAttribute('aria-pressed', 'true');
      found.push(await judge(page));
    }
  }
  return { share: mean(found.map(({ share }) => share)), chance: mean(found.map(({ chance }) => chance)) };
}

/** Types words and waits for pictures. */
export async function searchByWords(page: Page, words: string): Promise<void> {
  await go(page, 'Search');
  const box = page.getByRole('textbox', { name: 'Search by words' });
  await box.fill(words);
  await box.press('Enter');
  await expect(page.getByRole('region', { name: 'Present query' })).toContainText(words);
  await answered(page);
}

/** MAP average of each method's best score, from the evaluation table. */
export async function evaluate(page: Page): Promise<{ cca: number; alscor: number }> {
  await go(page, 'Evaluate');
  await page.getByRole('button', { name: 'Evaluate on the test split' }).click();
  const table = page.getByRole('table', { name: 'Evaluation' });
  await expect(table).toBeVisible({ timeout: 60_000 });
  await expect(page.getByRole('button', { name: 'Evaluate on the test split' })).toBeEnabled({ timeout: 60_000 });
  const rows = await table.locator('tbody tr').evaluateAll((elements) => elements.map((row) => [...row.children].map((cell) => cell.textContent ?? '')));
  const best = (method: RegExp) => Math.max(...rows.filter(([name]) => method.test(name ?? '')).map((cells) => Number(cells[4])));
  return { cca: best(/CCA/), alscor: best(/ALSCOR/) };
}

/** Answers a request with its own bytes changed. */
export async function alter(route: Route, change: (body: Buffer) => Buffer): Promise<void> {
  const response = await route.fetch();
  const body = change(await response.body());
  await route.fulfill({ response, body, headers: { ...response.headers(), 'content-length': String(body.length) } });
}

/** Drags files and folders of this machine onto the middle of the page, as a person does. */
export async function dropPaths(page: Page, paths: string[]): Promise<void> {
  const session = await page.context().newCDPSession(page);
  const { width, height } = page.viewportSize()!;
  const data = { items: [], files: paths, dragOperationsMask: 1 };
  for (const type of ['dragEnter', 'dragOver', 'drop'] as const) await session.send('Input.dispatchDragEvent', { type, x: width / 2, y: height / 2, data });
  await session.detach();
}

/** Losses of every step, as the page saves them. */
export async function losses(page: Page): Promise<number[][]> {
  const [download] = await Promise.all([page.waitForEvent('download'), page.getByRole('button', { name: 'Steps as CSV', exact: true }).click()]);
  const [head, ...rows] = (await readFile(await download.path(), 'utf8')).trim().split('\n').map((line) => line.split(','));
  const columns = ['step', 'total', 'correlation', 'adversary', 'modalityAccuracy'].map((name) => head!.indexOf(name));
  expect(Math.min(...columns)).toBeGreaterThanOrEqual(0);
  return rows.map((cells) => columns.map((column) => Number(cells[column])));
}

/** Of two runs that have made the same steps. */
export function largestDifference(a: number[][], b: number[][]): number {
  expect(a.map(([step]) => step)).toEqual(b.map(([step]) => step));
  return Math.max(...a.flatMap((row, i) => row.map((value, j) => Math.abs(value - b[i]![j]!))));
}
