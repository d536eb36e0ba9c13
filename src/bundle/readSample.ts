/**
 * Bundles with more features than a page holds: a sample of their pairs, read by rows, so that no file of features is
 * loaded whole.
 */
import { blobFile } from './columns/byteFile';
import type { NumberColumn } from './columns/column';
import { npyColumn } from './columns/npyColumns';
import type { FeatureMatrix } from './dataset';
import type { FeatureFile, Item, Manifest, Split } from './manifest';
import { BundleError } from './problem';
import { parseItem } from './readItems';
import { sampleRows } from './sampleRows';
import type { BundleSource } from './source';

export interface Room {
  /** Of both modalities as float32. */
  bytes: number;
  items: number;
}

export const usualRoom: Room = { bytes: 2 * 2 ** 30, items: 100_000 };

/** Below so many rows no header is looked at before the file is read. */
const SURELY_SMALL = 20_000;
const BLOCK_BYTES = 8 * 2 ** 20;

async function featureColumn(source: BundleSource, { path }: FeatureFile): Promise<NumberColumn> {
  const file = blobFile({ path, file: await source.file!(path) });
  return npyColumn(file, path, '');
}

/** How many pairs fit into the room: all of them, or fewer. Throws BundleError where fewer would, but they cannot be drawn. */
export async function pairsThatFit(source: BundleSource, { count, features }: Manifest, room: Room): Promise<number> {
  if (!source.file || count <= Math.min(SURELY_SMALL, room.items)) return count;
  const [image, text] = [await featureColumn(source, features.image), await featureColumn(source, features.text)];
  const views = features.image.views?.length ?? 1;
  const fit = Math.min(count, room.items, Math.floor(room.bytes / (4 * (views * image.dims + text.dims))));
  if (fit === count) return count;
  const plain = views === 1 && features.image.scale === undefined && features.text.scale === undefined;
  if (plain) return fit;
  const bytes = 4 * count * (views * image.dims + text.dims);
  throw new BundleError(`${features.image.path}: expected at most ${room.bytes} bytes of features as float32 and ${room.items} pairs, got ${bytes} and ${count}.`, 'A sample is drawn only of plain features: one view, no int8. Write fewer pairs.');
}

/** Lines of a text of any size, one at a time. */
function* linesOf(bytes: Uint8Array): Generator<Uint8Array> {
  let start = 0;
  while (start < bytes.length) {
    const end = bytes.indexOf(10, start);
    yield bytes.subarray(start, end < 0 ? bytes.length : end);
    if (end < 0) return;
    start = end + 1;
  }
}

/** Rows of about `wanted` texts: all those of images that are drawn, each image being of its texts' split. */
function rowsByImage(splits: readonly Split[], imageOf: Int32Array, wanted: number): Int32Array {
  const ofImage: Split[] = [];
  imageOf.forEach((image, row) => (ofImage[image] = splits[row]!));
  const drawn = new Set(sampleRows(ofImage, Math.floor((wanted * ofImage.length) / splits.length)));
  return Int32Array.from(splits.keys()).filter((row) => drawn.has(imageOf[row]!));
}

/**
 * Items of a sample of `wanted` pairs, and their rows in the files; texts of one image stay together.
 * Throws BundleError as `parseItems` does, but for repeated ids.
 */
export function sampleItems(bytes: Uint8Array, { items: { path }, count }: Manifest, wanted: number, imageOf?: Int32Array): { rows: Int32Array; items: Item[] } {
  const decoder = new TextDecoder();
  const parse = (line: Uint8Array, row: number) => parseItem(decoder.decode(line), `${path}, line ${row + 1}`);
  const splits: Split[] = [];
  for (const line of linesOf(bytes)) splits.push(parse(line, splits.length).split);
  if (splits.length !== count) throw new BundleError(`${path}: expected ${count} lines, as "count" in manifest.json says, got ${splits.length}.`, 'Write one line an item.');
  const rows = imageOf ? rowsByImage(splits, imageOf, wanted) : sampleRows(splits, wanted);
  const items: Item[] = [];
  let row = 0;
  for (const line of linesOf(bytes)) {
    if (row === rows[items.length]) items.push(parse(line, row));
    row++;
  }
  return { rows, items };
}

/**
 * float32 [rows, dims]; blocks of the file, which holds `stored` rows, are read one after the other.
 * Throws BundleError for NaN and infinities.
 */
export async function readSampledFeatures(source: BundleSource, file: FeatureFile, rows: Int32Array, stored: number): Promise<FeatureMatrix> {
  const column = await featureColumn(source, file);
  const { dims } = column;
  if (column.shape.length !== 2 || column.rows !== stored) throw new BundleError(`${file.path}: expected shape (${stored}, any), got (${column.shape.join(', ')}).`, 'Check count in manifest.json, and that rows are items.');
  const data = new Float32Array(rows.length * dims);
  const block = Math.max(1, Math.floor(BLOCK_BYTES / (4 * dims)));
  let taken = 0;
  for (let start = 0; taken < rows.length; start += block) {
    const end = Math.min(start + block, column.rows);
    if (rows[taken]! >= end) continue;
    const read = await column.readRows(start, end);
    for (; taken < rows.length && rows[taken]! < end; taken++) {
      const from = (rows[taken]! - start) * dims;
      data.set(read.subarray(from, from + dims), taken * dims);
    }
  }
  const at = data.findIndex((value) => !Number.isFinite(value));
  if (at >= 0) throw new BundleError(`${file.path}: expected finite numbers, got ${data[at]} at row ${rows[Math.floor(at / dims)]}, column ${at % dims} (counted from 0).`, 'Replace them before saving.');
  return { data, rows: rows.length, dims, views: ['default'], encoder: file.encoder };
}
