/** The pairs that stay, in the order of the bundle. */
import type { KeptPart } from './keepPairs';
import type { PartColumns } from './partColumns';
import type { SharedImages } from './sharedImages';

export interface PairPart {
  columns: PartColumns;
  /** null: text row i has image row i. */
  images: SharedImages | null;
  kept: KeptPart;
}

export interface KeptPairs {
  parts: PairPart[];
  count: number;
  images: number;
  /** Row of image.npy by pair; null where it is the pair's own number. int32 [count] */
  imageRows: Int32Array | null;
}

function imageRowsOf(parts: PairPart[], count: number): Int32Array {
  const rows = new Int32Array(count);
  let pair = 0;
  let next = 0;
  for (const { images, kept } of parts) {
    for (let text = 0; text < kept.texts.rows; text++) {
      if (kept.texts.has(text)) rows[pair++] = images && kept.imageRows ? kept.imageRows[images.imageOf(text)]! : next++;
    }
    next += kept.imageRows?.reduce((sum, row) => sum + Number(row >= 0), 0) ?? 0;
  }
  return rows;
}

export function keptPairs(parts: PairPart[], images: number): KeptPairs {
  const count = parts.reduce((sum, { kept }) => sum + kept.texts.size, 0);
  const imageRows = imageRowsOf(parts, count);
  const own = images === count && imageRows.every((row, pair) => row === pair);
  return { parts, count, images, imageRows: own ? null : imageRows };
}

/** Numbers of the kept text rows, int32 ascending; over all parts together. */
export function keptRows({ parts, count }: KeptPairs): Int32Array {
  const rows = new Int32Array(count);
  let pair = 0;
  let before = 0;
  for (const { kept } of parts) {
    for (let text = 0; text < kept.texts.rows; text++) if (kept.texts.has(text)) rows[pair++] = before + text;
    before += kept.texts.rows;
  }
  return rows;
}
