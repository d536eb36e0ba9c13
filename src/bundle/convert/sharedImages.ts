/** Which texts share an image: several captions an image. */
import type { Column } from '../columns/column';
import { BundleError } from '../problem';
import { hashText } from './hash';
import { HashTable } from './hashTable';
import { placeOf, readTexts, type PartColumns } from './partColumns';
import type { Steps } from './steps';

const BLOCK = 4096;

/** The images of a part. */
export interface SharedImages {
  count: number;
  /** Row of the image column, ascending with the image. */
  rowOf(image: number): number;
  /** Image of a text row. */
  imageOf(text: number): number;
}

function byNumber(rows: number, imageRows: number | null, captions: number): SharedImages {
  const count = Math.ceil(rows / captions);
  const repeated = imageRows === rows;
  return { count, rowOf: (image) => (repeated ? image * captions : image), imageOf: (text) => Math.floor(text / captions) };
}

/** Ids that are 0 to images − 1 themselves are rows; others number the images in the order in which they first come. */
interface NumberedIds {
  images: Int32Array;
  firstTexts: number[];
  /** The ids as numbers, where all of them are rows of the image column. */
  rows: Int32Array | null;
}

/** `alone`: a text without an id has an image of its own; else it is refused. */
async function numberIds(column: Column, imageRows: number, alone: boolean, steps: Steps): Promise<NumberedIds> {
  const seen = new HashTable();
  const images = new Int32Array(column.rows);
  const rows = new Int32Array(column.rows);
  const firstTexts: number[] = [];
  let areRows = true;
  for (let start = 0; start < column.rows; start += BLOCK) {
    const ids = await readTexts(column, start, Math.min(column.rows, start + BLOCK));
    ids.forEach((id, i) => {
      const text = start + i;
      const missing = id.trim() === '';
      if (missing && !alone) throw new BundleError(`${placeOf(column)}: expected the id of an image in row ${text + 1}, got none.`, 'Give each text the id of its image.');
      const hash = hashText(id);
      const known = missing ? undefined : seen.get(hash);
      if (known === undefined) {
        if (!missing) seen.set(hash, firstTexts.length);
        firstTexts.push(text);
      }
      images[text] = known ?? firstTexts.length - 1;
      areRows &&= /^\d{1,9}$/.test(id) && Number(id) < imageRows;
      rows[text] = areRows ? Number(id) : 0;
    });
    await steps.took(ids.length);
  }
  return { images, firstTexts, rows: areRows ? rows : null };
}

async function byId(column: Column, { image, imageId, rows }: PartColumns, steps: Steps): Promise<SharedImages | null> {
  if (column.rows !== rows) throw new BundleError(`${placeOf(column)}: expected ${rows} ids, one a text, got ${column.rows}.`, 'Give each text the id of its image.');
  const imageRows = image?.rows ?? 0;
  const { images, firstTexts, rows: idRows } = await numberIds(column, imageRows, column !== imageId, steps);
  const count = firstTexts.length;
  if (!image) return { count, rowOf: (unit) => unit, imageOf: (text) => images[text]! };
  if (imageRows === rows) return count === rows ? null : { count, rowOf: (unit) => firstTexts[unit]!, imageOf: (text) => images[text]! };
  if (idRows) return { count: imageRows, rowOf: (unit) => unit, imageOf: (text) => idRows[text]! };
  if (count === imageRows) return { count, rowOf: (unit) => unit, imageOf: (text) => images[text]! };
  throw new BundleError(`${placeOf(column)}: expected ${imageRows} different ids, as ${placeOf(image)} has so many rows, got ${count}.`, 'Give each image one id, in the order of the image features.');
}

/**
 * The images of a part, by the column of their ids (names, where features are made of pictures), else by
 * `captionsPerImage`; null where each text row has the image row of its own number.
 * Throws BundleError where ids and rows do not fit.
 */
export async function sharedImages(part: PartColumns, captionsPerImage: number, steps: Steps): Promise<SharedImages | null> {
  const ids = part.imageId ?? (part.image ? null : part.imageName);
  if (ids) return byId(ids, part, steps);
  const shared = captionsPerImage > 1 ? byNumber(part.rows, part.image?.rows ?? null, captionsPerImage) : null;
  const needed = shared ? shared.rowOf(shared.count - 1) + 1 : part.rows;
  if (part.image && part.image.rows < needed) throw new BundleError(`${placeOf(part.image)}: expected ${needed} rows for ${part.rows} texts, got ${part.image.rows}.`, 'Row i of both must be the same pair, or give the number of captions an image.');
  if (!shared && part.image && part.image.rows > needed) throw new BundleError(`${placeOf(part.image)}: expected ${needed} rows, one a text, got ${part.image.rows}.`, 'Row i of both must be the same pair.');
  return shared;
}
