/** Rows of features out of a file, with ids and captions beside them. */
import type { NumberColumn, TextColumn } from '../../bundle/columns/column';
import { placeOf } from '../../bundle/columns/rowRange';
import { finiteRows, toFloats } from '../../bundle/convert/featureRows';
import { baseName, withoutEnding } from '../../bundle/layouts/columnNames';
import { BundleError } from '../../bundle/problem';
import type { Modality } from '../../retrieval/scores';
import type { OwnItem } from '../search/types';
import { blockRows, type Input } from './input';
import { itemBytes } from './rowFiles';

/** Columns of as many rows as the features. */
export interface Beside {
  id: TextColumn | NumberColumn | null;
  caption: TextColumn | null;
  /** Names the encoder of each row. */
  encoder: TextColumn | null;
}

async function textsOf(column: TextColumn | NumberColumn | null, start: number, end: number): Promise<string[] | null> {
  if (!column) return null;
  return column.kind === 'texts' ? column.readRows(start, end) : Array.from(await column.readRows(start, end), String);
}

function checkFinite(floats: Float32Array, column: NumberColumn, start: number): void {
  const row = finiteRows(floats, column.dims).indexOf(0);
  if (row < 0) return;
  const value = floats.subarray(row * column.dims, (row + 1) * column.dims).find((number) => !Number.isFinite(number));
  throw new BundleError(`${placeOf(column)}, row ${start + row + 1}: expected numbers of float32, got ${value}.`, 'Leave the row out, or make its features again.');
}

async function checkEncoder(column: TextColumn | null, expected: string | undefined, start: number, end: number): Promise<void> {
  if (!column || expected === undefined) return;
  const other = (await column.readRows(start, end)).findIndex((name) => name !== '' && name !== expected);
  if (other < 0) return;
  const [got] = await column.readRows(start + other, start + other + 1);
  throw new BundleError(`${placeOf(column)}, row ${start + other + 1}: expected features of "${expected}", got those of "${got}".`, 'Make the features with the dataset’s own encoder.');
}

/** @param encoder of the dataset's features of this modality */
export function numberInput(column: NumberColumn, modality: Modality, beside: Beside, encoder: string | undefined): Input {
  const { rows, dims } = column;
  const name = placeOf(column);
  const stem = column.name || withoutEnding(baseName(column.path));
  const dtype = column.dtype === 'f2' ? 'f2' : 'f4';
  return {
    name, modality, dtype, rows, bytes: rows * dims * itemBytes(dtype),
    async *blocks() {
      const step = blockRows(dims);
      for (let start = 0; start < rows; start += step) {
        const end = Math.min(rows, start + step);
        const { floats } = toFloats(await column.readRows(start, end));
        checkFinite(floats, column, start);
        await checkEncoder(beside.encoder, encoder, start, end);
        const [ids, captions] = [await textsOf(beside.id, start, end), await textsOf(beside.caption, start, end)];
        const items = Array.from({ length: end - start }, (_, i): OwnItem => ({ id: ids?.[i] || `${stem} ${start + i + 1}`, caption: captions?.[i] ?? '', picture: null }));
        yield { features: floats, items, read: end };
      }
    },
  };
}
