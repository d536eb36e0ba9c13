import type { Locator, Page } from '@playwright/test';
import { expect, go, openLab, phase, results, setFields, smallRun, test, train, waitForEnd } from './lab';

const map = (page: Page): Locator => page.getByRole('application', { name: 'Map of the common space' });
const card = (page: Page): Locator => page.getByRole('region', { name: 'Item of the map' });
const selection = (page: Page): Locator => page.getByRole('group', { name: 'Selection' });

async function openMap(page: Page): Promise<void> {
  await openLab(page, '/?backend=wasm#/train?open=space');
  await expect(map(page)).toHaveAttribute('data-epoch', '0', { timeout: 60_000 });
}

/** The middle of the map and how far it reaches from there, in pixels of the page. */
async function middle(page: Page): Promise<{ x: number; y: number; reach: number }> {
  await map(page).scrollIntoViewIfNeeded();
  const box = (await map(page).boundingBox())!;
  return { x: box.x + box.width / 2, y: box.y + box.height / 2, reach: Math.min(box.width, box.height) / 2 };
}

/** Drags around the middle of the map with Shift held. */
async function lasso(page: Page): Promise<void> {
  const { x, y, reach } = await middle(page);
  await page.keyboard.down('Shift');
  await page.mouse.move(x - reach / 3, y - reach / 3);
  await page.mouse.down();
  for (const [dx, dy] of [[1, -1], [1, 1], [-1, 1], [-1, -0.5]] as const) await page.mouse.move(x + (dx * reach) / 3, y + (dy * reach) / 3, { steps: 5 });
  await page.mouse.up();
  await page.keyboard.up('Shift');
}

async function selectedPairs(page: Page): Promise<number> {
  return Number(await page.locator('[data-selected]').getAttribute('data-selected'));
}

test('the map before, while and after a run, open and closed', async ({ page, watch }) => {
  await openMap(page);
  await test.step('before training the map shows linear CCA, and while a run trains its epoch advances', async () => {
    const heading = page.locator('[data-map-epoch]');
    await expect(heading).toContainText('Linear CCA, before any training');
    await expect(heading).toContainText(/axes hold \d+ % of the space’s variance/);
    await expect(heading).toContainText(/Pairs lie \d\.\d\d apart, other pairs \d\.\d\d/);
    await setFields(page, smallRun);
    await train(page);
    await expect(heading).toContainText(/Epoch [12] of 2/, { timeout: 60_000 });
    await waitForEnd(page, 60_000);
    await expect(heading).toHaveAttribute('data-map-epoch', /[12]/);
  });

  await test.step('a map that is closed asks nothing of the trainer, and the run goes on', async () => {
    await page.getByText('Common space', { exact: true }).click();
    await expect(map(page)).toHaveCount(0);
    await setFields(page, { ...smallRun, epochs: 3 });
    await train(page);
    await waitForEnd(page, 60_000);
    await page.getByText('Common space', { exact: true }).click();
    await expect(page.locator('[data-map-epoch]')).toContainText(/Epoch [123] of 3/, { timeout: 30_000 });
    await expect(phase(page)).toHaveAttribute('data-phase', 'finished');
  });
  expect(watch.errors).toEqual([]);
  expect(watch.outside).toEqual([]);
});

test('items of the map stand out, are pointed at, reached by keyboard and selected, and lead to Search', async ({ page, watch }) => {
  await openMap(page);
  await test.step('a class of the legend stands out until it is pressed again', async () => {
    const legend = page.getByRole('group', { name: 'Classes that stand out' });
    const first = legend.getByRole('button').first();
    await first.click();
    await expect(first).toHaveAttribute('aria-pressed', 'true');
    await expect(legend.locator('[data-dimmed=true]')).not.toHaveCount(0);
    await first.click();
    await expect(legend.locator('[data-dimmed=true]')).toHaveCount(0);
    await page.getByLabel('Colour by').selectOption('modality');
    await expect(page.getByRole('group', { name: 'Modalities that stand out' }).getByRole('button')).toHaveCount(2);
  });

  await test.step('pointing at an item shows what it is, and arrow keys lead on to its neighbours and to Search', async () => {
    const { x, y, reach } = await middle(page);
    await expect(async () => {
      await page.mouse.move(x + (Math.random() - 0.5) * reach, y + (Math.random() - 0.5) * reach);
      await expect(card(page)).toHaveAttribute('data-row', /\d+/, { timeout: 200 });
    }).toPass();
    await expect(card(page).getByText(/(train|val|test) item/)).toBeVisible();

    await page.mouse.move(5, 5);
    await map(page).focus();
    await page.keyboard.press('ArrowRight');
    await expect(card(page)).toHaveAttribute('data-row', /\d+/);
    const first = await card(page).getAttribute('data-row');
    const firstKind = await card(page).getAttribute('data-modality');
    await page.keyboard.press('ArrowRight');
    await expect.poll(async () => `${await card(page).getAttribute('data-modality')} ${await card(page).getAttribute('data-row')}`).not.toBe(`${firstKind} ${first}`);
    await expect(page.getByRole('region', { name: 'Nearest in the whole space' }).getByRole('listitem')).toHaveCount(8);
    await page.keyboard.press('Space');
    await expect(selection(page)).toContainText('1 pair selected');
    const caption = await card(page).locator('.clamp').innerText();
    await page.keyboard.press('Enter');
    await expect(page.getByRole('region', { name: 'Present query' })).toContainText(caption);
  });

  await go(page, 'Train');
  await test.step('items inside a lasso are selected, Search answers with them alone, and with all again when asked', async () => {
    await lasso(page);
    await expect.poll(() => selectedPairs(page)).toBeGreaterThan(10);
    const pairs = await selectedPairs(page);
    await page.getByText('Selected pairs as a table').click();
    await expect(page.getByRole('region', { name: 'Selected pairs' }).getByRole('row')).toHaveCount(1 + Math.min(50, pairs));

    await page.getByRole('button', { name: 'Search among them' }).click();
    await expect(selection(page)).toContainText(`Only among the ${pairs.toLocaleString('en-US')} pairs selected on the map`);
    const query = page.getByRole('region', { name: 'Present query' });
    await expect(query).toContainText(new RegExp(`of ${pairs} items`));
    await expect(results(page).first()).toBeVisible();

    await page.getByRole('button', { name: 'Search all again' }).click();
    await expect(selection(page)).toHaveCount(0);
    await expect(query).not.toContainText(new RegExp(`of ${pairs} items`));
    await go(page, 'Train');
    await expect.poll(() => selectedPairs(page)).toBe(0);
  });
  expect(watch.errors).toEqual([]);
  expect(watch.outside).toEqual([]);
});

test('where WebGL says that it is on a graphics card, the map is drawn with it', async ({ page, watch }) => {
  await page.addInitScript(() => {
    const { getParameter } = WebGLRenderingContext.prototype;
    WebGLRenderingContext.prototype.getParameter = function (name) {
      const value: unknown = getParameter.call(this, name);
      return typeof value === 'string' && /swiftshader/i.test(value) ? 'A graphics card' : value;
    };
  });
  await openMap(page);
  await expect(page.getByText('the map is drawn without it')).toHaveCount(0);
  await setFields(page, smallRun);
  await train(page);
  await expect(page.locator('[data-map-epoch]')).toContainText(/Epoch [12] of 2/, { timeout: 60_000 });
  await waitForEnd(page, 60_000);
  await page.keyboard.press('Escape');
  const colours = await map(page).locator('canvas').first().evaluate((canvas: HTMLCanvasElement) => {
    const copy = new OffscreenCanvas(canvas.width, canvas.height).getContext('2d')!;
    copy.drawImage(canvas, 0, 0);
    return new Set(new Uint32Array(copy.getImageData(0, 0, canvas.width, canvas.height).data.buffer)).size;
  });
  expect(colours).toBeGreaterThan(20);
  expect(watch.errors).toEqual([]);
});

test('UMAP is cancelled, and runs to its map', async ({ page, watch }) => {
  await openMap(page);
  await page.getByRole('button', { name: 'UMAP', exact: true }).click();
  const controls = page.locator('.umap-controls');
  await controls.getByLabel('Pairs').selectOption('3000');
  await page.getByRole('button', { name: 'Draw UMAP' }).click();
  await expect(controls.getByRole('progressbar')).toBeVisible();
  await page.getByRole('button', { name: 'Cancel UMAP' }).click();
  await expect(page.getByRole('button', { name: 'Draw UMAP' })).toBeVisible();
  await expect(page.locator('[data-umap]')).toHaveAttribute('data-umap', 'none');

  await controls.getByLabel('Pairs').selectOption('500');
  await page.getByRole('button', { name: 'Draw UMAP' }).click();
  await expect(page.locator('[data-umap]')).toHaveAttribute('data-umap', 'there', { timeout: 90_000 });
  await expect(map(page)).toHaveAttribute('data-points', '1000');
  await expect(page.locator('[data-map-epoch]')).toContainText(/of the 15 items nearest to each in the space/);
  await page.getByRole('button', { name: 'Principal axes' }).click();
  await expect(map(page)).toHaveAttribute('data-points', /[23]\d{3}/);
  expect(watch.errors).toEqual([]);
});
