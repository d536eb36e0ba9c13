import { openAsBlob, readdirSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { blobFile } from '../columns/byteFile';
import type { OpenedFile } from '../columns/column';
import { openColumns } from '../columns/openFile';
import { wikipedia, wikipediaNote } from '../fixtures/wikipedia';
import { checkMapping } from './checkMapping';
import { detectLayout } from './detect';
import { findColumn } from './findColumn';
import { interpretLabels } from './labelReading';
import { previewRows } from './preview';

async function openFolder(folder: string): Promise<OpenedFile[]> {
  const opened = await Promise.all(readdirSync(folder).map(async (path) => openColumns(blobFile({ path, file: await openAsBlob(`${folder}/${path}`) }))));
  return opened.filter((file) => file !== null);
}

describe.skipIf(wikipedia === null)(`the files of the Wikipedia benchmark${wikipediaNote}`, () => {
  const folder = wikipedia ?? '';

  test('are its layout, certainly, with classes and ids from the lists', async () => {
    const opened = await openFolder(folder);
    const guess = await detectLayout(opened, readdirSync(folder), 'wikipedia');
    expect(guess).toMatchObject({ certain: true, doubts: [], mapping: { layout: 'svcl-mat', classNames: ['art', 'biology', 'geography', 'history', 'literature', 'media', 'music', 'royalty', 'sport', 'warfare'] } });
    const mat = (name: string) => ({ path: 'raw_features.mat', name });
    const field = (word: string, number: number) => ({ path: `${word}set_txt_img_cat.list`, name: `field ${number}` });
    expect(guess?.mapping.parts).toEqual([
      { split: 'train', roles: { image: mat('I_tr'), text: mat('T_tr'), labels: field('train', 3), id: field('train', 1) } },
      { split: 'test', roles: { image: mat('I_te'), text: mat('T_te'), labels: field('test', 3), id: field('test', 1) } },
    ]);
    expect(checkMapping(opened, guess!.mapping)).toEqual([]);
  });

  test('have ten classes counted from 1, with 138 to 347 training and 34 to 104 test pairs', async () => {
    const opened = await openFolder(folder);
    const { parts, classNames } = (await detectLayout(opened, readdirSync(folder), 'wikipedia'))!.mapping;
    const columns = await Promise.all(parts.map(async ({ roles }) => {
      const column = findColumn(opened, roles.labels!)!;
      return { values: await column.readRows(0, column.rows), dims: 1 };
    }));
    const { values, names, reading } = interpretLabels(columns, null, classNames);
    expect({ reading, names: names.length }).toEqual({ reading: { kind: 'index', base: 1 }, names: 10 });
    const labels = values instanceof Int32Array ? [...values] : [];
    const counts = (rows: number[]) => names.map((_, label) => rows.filter((own) => own === label).length);
    // As src/bundle/wikipedia.test.ts counts them, by the older reader of these files.
    expect(counts(labels.slice(0, 2173))).toEqual([138, 272, 244, 248, 202, 178, 186, 144, 214, 347]);
    expect(counts(labels.slice(2173))).toEqual([34, 88, 96, 85, 65, 58, 51, 41, 71, 104]);
  });

  test('are previewed with the names of their classes', async () => {
    const opened = await openFolder(folder);
    const { mapping } = (await detectLayout(opened, readdirSync(folder), 'wikipedia'))!;
    const rows = await previewRows(opened, { ...mapping, labels: { kind: 'index', base: 1 } }, 4);
    expect(rows.map(({ id, classText, split, row }) => [id, classText, split, row])).toEqual([
      ['b3150b0c281960b6a6d33407824fd40a-3', 'media', 'train', 1],
      ['c6c0c0ebfe08377e850437fb2adf1351-6', 'sport', 'train', 2],
      ['6d6ead4cf7fd78eea820ac94d101f602-5', 'biology', 'test', 1],
      ['ff106428f695e8509f1e2a6f047a9516-2.11', 'warfare', 'test', 2],
    ]);
    expect(rows[0]?.image).toHaveLength(4);
    expect(rows[0]?.text).toHaveLength(4);
  });
});
