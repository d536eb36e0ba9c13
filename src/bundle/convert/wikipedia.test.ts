import { openAsBlob } from 'node:fs';
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { openBundle } from '../../tools/openBundle';
import { blobFile } from '../columns/byteFile';
import type { OpenedFile } from '../columns/column';
import { openColumns } from '../columns/openFile';
import { memorySource } from '../fixtures/memory';
import { wikipedia, wikipediaNote } from '../fixtures/wikipedia';
import { detectLayout } from '../layouts/detect';
import { readBundle } from '../read';
import { readDataset } from '../readDataset';
import { convertInMemory } from './fixtures/columns';

describe.skipIf(wikipedia === null)(`the Wikipedia benchmark taken in${wikipediaNote}`, () => {
  const folder = wikipedia ?? '';

  test('has the features, classes, splits and ids that its own reader gives', async () => {
    const paths = await readdir(folder);
    const opened: OpenedFile[] = [];
    for (const path of paths) {
      const file = await openColumns(blobFile({ path, file: await openAsBlob(join(folder, path)) }));
      if (file) opened.push(file);
    }
    const guess = await detectLayout(opened, paths, 'Wikipedia');
    const { files, report } = await convertInMemory({ opened, mapping: guess!.mapping });
    const [made, read] = [await readBundle(memorySource(files)), await readDataset(await openBundle(folder))];
    expect(made.image.data).toEqual(read.image.data);
    expect(made.text.data).toEqual(read.text.data);
    expect(made.labels).toEqual(read.labels);
    expect(made.items.map(({ id, split }) => [id, split])).toEqual(read.items.map(({ id, split }) => [id, split]));
    expect(report).toMatchObject({ layout: 'svcl-mat', pairs: 2866, images: 2866, splits: { train: 2173, val: 0, test: 693, made: false } });
    // numpy: rows of I_tr whose float32 bytes are among those of I_te, and the other way round.
    expect(report.leaks).toEqual({ image: 6, text: 0 });
    for (const file of opened) file.close();
  });
});
