import { readFileSync } from 'node:fs';
import type { Locator, Page } from '@playwright/test';
import { expect, figure, note, openLab, phase, points, results, searchByWords, setFields, smallRun, test, train } from './lab';
import { inEveryLook, pictured } from './looks';

const address = '/?backend=wasm#/train?open=curves,runs';
const epochs = 4;

const rows = (page: Page): Locator => page.getByRole('list', { name: 'Runs' }).getByRole('listitem');
const row = (page: Page, name: string): Locator => rows(page).filter({ has: page.getByText(name, { exact: true }) });
const compared = (page: Page): Locator => page.getByRole('region', { name: 'Comparison of runs' });
const news = (page: Page, text: string | RegExp): Locator => page.getByRole('status').filter({ hasText: text });

async function ended(page: Page, name: string): Promise<void> {
  await expect(row(page, name)).toContainText(/finished, step (\d+) of \1/, { timeout: 90_000 });
  await expect(phase(page)).toHaveAttribute('data-phase', 'finished');
}

async function openRuns(page: Page, changes: Parameters<typeof setFields>[1] = {}): Promise<void> {
  await openLab(page, address);
  await setFields(page, { ...smallRun, epochs, ...changes });
}

async function more(page: Page, name: string, action: string): Promise<void> {
  const button = page.getByRole('button', { name: `More about ${name}`, exact: true });
  if ((await button.getAttribute('aria-expanded')) === 'false') await button.click();
  await page.getByRole('button', { name: action, exact: true }).click();
}

/** The run goes on, and has come beyond this step. */
async function beyond(page: Page, step: number): Promise<void> {
  await expect.poll(() => points(page, 'Total loss'), { timeout: 60_000 }).toBeGreaterThan(step);
  await expect(phase(page)).toHaveAttribute('data-phase', 'running');
}

test('a run is listed, renamed, noted, starred, filtered, deleted, brought back, and gone', async ({ page, watch }) => {
  await openRuns(page);
  await expect(page.getByText('None yet. Every run that you start is kept here')).toBeVisible();
  await train(page);
  await ended(page, 'Run 1');
  await expect(row(page, 'Run 1')).toContainText(/MAP 0\.\d{3} at epoch \d · \d states?/);

  await more(page, 'Run 1', 'Rename Run 1');
  const box = page.getByRole('textbox', { name: 'New name of Run 1' });
  await expect(box).toBeFocused();
  await box.fill('  The first ');
  await box.press('Enter');
  await expect(row(page, 'The first')).toHaveCount(1);
  await expect(page.getByRole('button', { name: 'Rename The first' })).toBeFocused();

  await more(page, 'The first', 'Add the note on The first');
  const text = page.getByRole('textbox', { name: 'Note on The first' });
  await text.fill('Small nets.\nFour epochs.');
  await text.press('Control+Enter');
  await expect(row(page, 'The first')).toContainText('Small nets.\nFour epochs.', { useInnerText: true });
  await page.getByRole('button', { name: 'Star The first' }).click();

  await more(page, 'The first', 'Same start as The first without the adversary');
  const second = 'Run 2, without the adversary';
  await ended(page, second);
  await expect(rows(page).first()).toContainText('The first');
  await page.getByRole('searchbox', { name: 'Filter by name or note' }).fill('epochs SMALL');
  await expect(rows(page)).toHaveCount(1);

  await page.reload();
  await expect(rows(page)).toHaveCount(2, { timeout: 30_000 });
  await expect(rows(page).first()).toContainText('Four epochs.');
  await expect(page.getByRole('button', { name: 'Star The first' })).toHaveAttribute('aria-pressed', 'true');

  await more(page, second, `Delete ${second}`);
  const undo = page.getByRole('button', { name: 'Undo' });
  await expect(undo).toBeFocused();
  await undo.press('Enter');
  await expect(row(page, second)).toHaveCount(1);
  await more(page, 'The first', 'Delete the states of The first');
  await expect(row(page, 'The first')).not.toContainText(/\d states?/);
  await expect(row(page, 'The first')).toContainText('MAP 0.');
  await more(page, second, `Delete ${second}`);
  await expect(rows(page)).toHaveCount(1, { timeout: 20_000 });
  const left = () => page.evaluate(async () => {
    const found: string[] = [];
    for await (const id of (await (await navigator.storage.getDirectory()).getDirectoryHandle('runs')).keys()) found.push(id);
    return found.length;
  });
  await expect.poll(left).toBe(1);
  expect(watch.errors).toEqual([]);
  expect(watch.outside).toEqual([]);
});

test('a run is forked without the adversary, compared, repeated to the last digit, saved as a file and opened from it; a file that is no run is refused; the history fits a desktop and a phone', async ({ page, watch }) => {
  test.setTimeout(300_000);
  await openRuns(page);
  await test.step('a file that is no run is refused with what to try', async () => {
    await page.getByLabel('Run file').setInputFiles({ name: 'notes.zip', mimeType: 'application/zip', buffer: Buffer.from('no zip at all') });
    const alert = page.locator('.runs-panel').getByRole('alert');
    await expect(alert).toContainText(/expected/i);
    note((await alert.innerText()).replace(/\s+/g, ' '));
    await alert.getByRole('button', { name: 'Dismiss' }).click();
    await expect(alert).toHaveCount(0);
  });
  await train(page);
  await ended(page, 'Run 1');

  await page.getByRole('button', { name: 'Start another run from Run 1' }).click();
  const dialog = page.getByRole('dialog', { name: 'Another run from Run 1' });
  await expect(dialog.getByRole('listitem')).toHaveText(['Adversary weight γ: 1 → 0']);
  await dialog.getByRole('combobox', { name: 'Start from' }).selectOption({ index: 1 });
  await dialog.getByRole('radio', { name: 'with another seed' }).check();
  await expect(dialog.getByRole('alert')).toContainText('Seed must stay');
  await expect(dialog.getByRole('button', { name: 'Start', exact: true })).toBeDisabled();
  await dialog.getByRole('combobox', { name: 'Start from' }).selectOption({ index: 0 });
  await dialog.getByRole('radio', { name: 'without the adversary' }).check();
  await dialog.getByRole('button', { name: 'Start', exact: true }).click();
  const forked = 'Run 2, without the adversary';
  await ended(page, forked);

  await page.getByRole('checkbox', { name: 'Show Run 1 in the figures' }).check();
  await expect(figure(page, 'Total loss').getByRole('button', { name: /Run [12]/ })).toHaveCount(2);
  expect(page.url()).toMatch(/runs=[0-9a-f]{12}(&|$)/);
  const differences = compared(page).getByRole('table', { name: 'Differences' });
  await expect(differences.getByRole('row')).toHaveCount(2);
  await expect(differences.getByRole('row').last()).toHaveText(/Adversary weight γ\s*0\s*1/);
  await expect(compared(page).getByRole('row', { name: /^Steps \d+ \d+$/ })).toHaveCount(1);
  const table = page.waitForEvent('download');
  await compared(page).getByRole('button', { name: 'Compared runs as CSV' }).click();
  const csv = readFileSync(await (await table).path(), 'utf8');
  expect(csv.split('\r\n')[1]).toBe('Adversary weight γ,0,1');

  await test.step('the history fits a desktop and a phone, dark and light', async () => {
    const tooWide: string[] = [];
    await inEveryLook(page, async (look) => {
      await rows(page).first().scrollIntoViewIfNeeded();
      tooWide.push(...(await pictured(page, 'runs', look, false)));
    });
    expect(tooWide).toEqual([]);
  });

  await page.getByRole('button', { name: 'Replay Run 1' }).click();
  await ended(page, 'Run 3, replay of Run 1');
  const verdict = row(page, 'Run 3, replay of Run 1').getByText(/^Repeats Run 1:/);
  await expect(verdict).toHaveText(/the total loss is equal to the last digit over \d+ common steps\.$/);
  note(await verdict.innerText());

  const file = page.waitForEvent('download');
  await more(page, 'Run 1', 'Export Run 1');
  const download = await file;
  expect(download.suggestedFilename()).toBe('Run-1.alscor-run.zip');
  note(`one run as a file: ${readFileSync(await download.path()).length} bytes`);
  await page.getByLabel('Run file').setInputFiles({ name: 'Run-1.alscor-run.zip', mimeType: 'application/zip', buffer: readFileSync(await download.path()) });
  await expect(row(page, 'Run 1, imported')).toContainText(/finished, step \d+/);
  await more(page, 'Run 1, imported', 'Use Run 1, imported in Search');
  await expect(news(page, 'Run 1, imported answers in Search and Evaluate')).toBeVisible();
  await searchByWords(page, 'fruit');
  await expect(results(page)).not.toHaveCount(0);
  expect(watch.errors).toEqual([]);
});

test('a paused run waits where it was after a reload', async ({ page }) => {
  await openRuns(page, { epochs: 12 });
  await train(page);
  await beyond(page, 5);
  await page.getByRole('button', { name: 'Pause' }).click();
  await expect(phase(page)).toHaveAttribute('data-phase', 'paused');
  const steps = Number(/step (\d+) of/.exec(await phase(page).innerText())?.[1]);
  // A pause is stored after it is told; what is cut off in between goes on from the state before.
  await expect(page.getByText(new RegExp(`^Saved at step ${steps}[.;]`))).toBeVisible();
  await page.reload();
  await expect(news(page, `Run 1 was interrupted at step ${steps} while it was paused. It waits at step ${steps}.`)).toBeVisible({ timeout: 60_000 });
  await expect(phase(page)).toHaveAttribute('data-phase', 'paused');
  await expect.poll(() => points(page, 'Total loss')).toBe(steps);
  await page.getByRole('button', { name: 'Resume' }).click();
  await beyond(page, steps);
});
