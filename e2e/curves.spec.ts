import { readFileSync } from 'node:fs';
import type { Locator, Page } from '@playwright/test';
import { expect, figure, figures, note, openLab, points, setFields, smallRun, test, train, waitForEnd, type Figure } from './lab';

const reader = (page: Page, name: Figure): Locator => page.getByRole('slider', { name: `Reading of ${name}` });
const surface = (page: Page, name: Figure): Locator => figure(page, name).locator('.pointer-surface');
/** What a figure says of itself to those who do not see it. */
const told = (page: Page, name: Figure): Locator => figure(page, name).locator('.visually-hidden');

async function trained(page: Page, address = '/?backend=wasm'): Promise<void> {
  await openLab(page, address);
  await setFields(page, { ...smallRun, epochs: 4 });
  await train(page);
  await waitForEnd(page, 60_000);
  await expect.poll(() => points(page, 'Validation MAP')).toBe(4);
  // Four epochs of eight batches; each chart is drawn at its turn.
  for (const name of figures.filter((one) => one !== 'Validation MAP')) await expect.poll(() => points(page, name)).toBe(32);
}

async function drag(page: Page, name: Figure, from: number, to: number): Promise<void> {
  await surface(page, name).scrollIntoViewIfNeeded();
  const box = (await surface(page, name).boundingBox())!;
  const y = box.y + box.height / 2;
  await page.mouse.move(box.x + from * box.width, y);
  await page.mouse.down();
  await page.mouse.move(box.x + to * box.width, y, { steps: 4 });
  await page.mouse.up();
}

async function saved(page: Page, button: string): Promise<{ name: string; bytes: Buffer }> {
  const download = page.waitForEvent('download');
  await page.getByRole('button', { name: button, exact: true }).click();
  const file = await download;
  return { name: file.suggestedFilename(), bytes: readFileSync(await file.path()) };
}

test('curves of one run are smoothed, read, hidden, zoomed, shown as tables, saved, and drawn over other axes', async ({ page, context, watch }) => {
  test.setTimeout(240_000);
  await trained(page);

  await test.step('smoothing goes from off to strong and off again, and the address follows', async () => {
    const curves = figure(page, 'Total loss').locator('.plot path[fill="none"][stroke="var(--total)"]');
    await expect(curves).toHaveCount(1);
    await expect(page.getByRole('button', { name: 'Off', exact: true })).toHaveAttribute('aria-pressed', 'true');

    await page.getByRole('slider', { name: 'Smoothing' }).fill('0.9');
    await expect(curves).toHaveCount(2);
    await expect(told(page, 'Total loss')).toContainText('smoothed by 0.9');
    await expect.poll(() => page.url()).toContain('smoothing=0.9');

    await page.getByRole('button', { name: 'Off', exact: true }).click();
    await expect(curves).toHaveCount(1);
    await expect.poll(() => page.url()).not.toContain('smoothing');
  });

  await test.step('all charts are read at one place, by pointer and by keyboard', async () => {
    await page.getByRole('combobox', { name: 'X axis' }).selectOption('Step');
    await expect(reader(page, 'Correlation loss')).toHaveAttribute('aria-valuetext', /^step \d+: /);
    const latest = await reader(page, 'Correlation loss').getAttribute('aria-valuetext');
    await surface(page, 'Total loss').hover({ position: { x: 60, y: 40 } });
    await expect(reader(page, 'Correlation loss')).not.toHaveAttribute('aria-valuetext', latest!);
    await page.mouse.move(0, 0);
    await expect(reader(page, 'Correlation loss')).toHaveAttribute('aria-valuetext', latest!);

    await reader(page, 'Total loss').focus();
    await page.keyboard.press('Home');
    for (const name of figures.filter((one) => one !== 'Validation MAP')) await expect(reader(page, name)).toHaveAttribute('aria-valuetext', /^step 1: /);
    await page.keyboard.press('ArrowRight');
    await expect(reader(page, 'Classification losses')).toHaveAttribute('aria-valuetext', /^step 2: image [\d.]+, text [\d.]+$/);
    await page.keyboard.press('End');
    await expect(reader(page, 'Correlation loss')).toHaveAttribute('aria-valuetext', latest!);
    await page.keyboard.press('Home');
    await page.keyboard.press('Escape');
    await expect(reader(page, 'Correlation loss')).toHaveAttribute('aria-valuetext', latest!);
    await page.getByRole('combobox', { name: 'X axis' }).selectOption('Epoch');
  });

  await test.step('a legend hides a curve and brings it back', async () => {
    const image = figure(page, 'Classification losses').getByRole('button', { name: /^image/ });
    await image.click();
    await expect(image).toHaveAttribute('aria-pressed', 'false');
    await expect(reader(page, 'Classification losses')).toHaveAttribute('aria-valuetext', /: text [\d.]+$/);
    await image.click();
    await expect(reader(page, 'Classification losses')).toHaveAttribute('aria-valuetext', /: image [\d.]+, text [\d.]+$/);
  });

  await test.step('a drag zooms all charts, and a double click, a button and a key show everything again', async () => {
    const whole = 'from epoch 0 to epoch 4';
    const zoomed = async () => {
      for (const name of figures) await expect(told(page, name)).toContainText(/from epoch 1(\.\d+)? to epoch (2\.9\d*|3)/);
    };
    await drag(page, 'Total loss', 0.25, 0.75);
    await zoomed();
    await surface(page, 'Total loss').dblclick();
    for (const name of figures) await expect(told(page, name)).toContainText(whole);

    await drag(page, 'Validation MAP', 0.25, 0.75);
    await zoomed();
    await page.getByRole('button', { name: 'Whole range' }).click();
    await expect(told(page, 'Total loss')).toContainText(whole);

    // A key zooms about the place that is read: a pointer that rests on a chart would be it.
    const read = reader(page, 'Correlation loss');
    await page.mouse.move(0, 0);
    await expect(read).toHaveAttribute('aria-valuetext', /^epoch 4: /);
    await read.focus();
    await page.keyboard.press('+');
    await expect(told(page, 'Total loss')).toContainText('from epoch 2 to epoch 4');
    await page.keyboard.press('-');
    await expect(told(page, 'Total loss')).toContainText(whole);
    await page.keyboard.press('+');
    await page.keyboard.press('0');
    await expect(told(page, 'Total loss')).toContainText(whole);
  });

  await test.step('a chart is a table, and files of what it shows', async () => {
    const steps = await points(page, 'Classification losses');
    await page.getByRole('button', { name: 'Table of Classification losses' }).click();
    const table = page.getByRole('table', { name: /^Classification losses from epoch 0 to epoch 4: every point/ });
    await expect(table.locator('tbody tr')).toHaveCount(steps);
    await expect(table.getByRole('columnheader')).toHaveText(['Step', 'Epoch', 'Time', 'image', 'text', 'Changed']);

    const csv = await saved(page, 'Classification losses as CSV');
    expect(csv.name).toBe('alscor-classification-losses.csv');
    const lines = csv.bytes.toString().trimEnd().split('\r\n');
    expect(lines[0]).toBe('run,step,epoch,elapsedMs,classImage,classText,changed');
    expect(lines).toHaveLength(1 + steps);
    const json = JSON.parse((await saved(page, 'Classification losses as JSON')).bytes.toString()) as { chart: string; points: { classImage: number }[] };
    expect([json.chart, json.points.length]).toEqual(['Classification losses', steps]);

    const svg = (await saved(page, 'Classification losses as SVG')).bytes.toString();
    expect(svg).toMatch(/^<svg xmlns="http:\/\/www.w3.org\/2000\/svg"/);
    expect(svg).toContain('<title>Classification losses</title>');
    expect(svg).not.toContain('var(--');
    const png = (await saved(page, 'Classification losses as PNG')).bytes;
    expect(png.subarray(1, 4).toString()).toBe('PNG');
    // Width in the header of a PNG: bytes 16 to 19; twice the plot and 12 px on each side.
    const plot = (await figure(page, 'Classification losses').locator('.plot svg').first().boundingBox())!;
    expect(Math.abs(png.readUInt32BE(16) - 2 * (plot.width + 24))).toBeLessThanOrEqual(2);
    note(`PNG of ${png.readUInt32BE(16)} × ${png.readUInt32BE(20)} px, ${png.length} bytes; SVG of ${svg.length} characters`);
  });

  await test.step('every step and epoch is saved, of the present run and of all that are shown', async () => {
    const steps = await points(page, 'Total loss');
    const rows = async (button: string) => (await saved(page, button)).bytes.toString().trimEnd().split('\r\n');
    const header = 'step,epoch,elapsedMs,total,correlation,classImage,classText,contrast,adversary,modalityAccuracy,reversal';
    const one = await rows('Steps as CSV');
    expect([one[0], one.length]).toEqual([header, 1 + steps]);
    const all = await rows('All steps as CSV');
    expect([all[0], all.length]).toEqual([`run,${header}`, 1 + steps]);
    expect(await rows('Epochs as CSV')).toHaveLength(5);
    expect(await rows('All epochs as CSV')).toHaveLength(5);
    const run = JSON.parse((await saved(page, 'Run as JSON')).bytes.toString()) as { config: { members: number }; steps: { total: number[] }; epochs: object[] };
    expect([run.config.members, run.steps.total.length, run.epochs.length]).toEqual([1, steps, 4]);
    const runs = JSON.parse((await saved(page, 'All runs as JSON')).bytes.toString()) as { runs: { steps: { total: number[] } }[] };
    expect(runs.runs.map((each) => each.steps.total)).toEqual([run.steps.total]);
  });

  await test.step('axes are linear or logarithmic, over epochs, steps or time, and a link keeps them', async () => {
    const steps = await points(page, 'Total loss');
    await expect(told(page, 'Validation MAP')).toContainText('from epoch 0 to epoch 4');
    await page.getByRole('combobox', { name: 'X axis' }).selectOption('Step');
    await expect(told(page, 'Validation MAP')).toContainText(`at step ${steps}`);
    await page.getByRole('combobox', { name: 'X axis' }).selectOption('Training time');
    for (const name of figures) await expect(told(page, name)).toContainText('from time 0 s to time');
    await page.getByLabel('Log x axis').check();
    for (const name of figures) await expect(told(page, name)).toContainText(', logarithmic');

    await page.getByRole('button', { name: 'Log y axis of Total loss' }).click();
    await expect(page.getByRole('button', { name: 'Log y axis of Total loss' })).toHaveAttribute('aria-pressed', 'true');
    await page.getByRole('button', { name: 'Log y axis of Correlation loss' }).click();
    await expect(figure(page, 'Correlation loss')).toContainText('a logarithmic axis has nothing to show');
    expect(page.url()).toContain('x=time&logx=1&log=total,correlation');

    const other = await context.newPage();
    await openLab(other, page.url());
    await expect(other.getByRole('combobox', { name: 'X axis' })).toHaveValue('time');
    await expect(other.getByLabel('Log x axis')).toBeChecked();
    await expect(other.getByRole('button', { name: 'Log y axis of Correlation loss' })).toHaveAttribute('aria-pressed', 'true');
  });
  expect(watch.errors).toEqual([]);
});
