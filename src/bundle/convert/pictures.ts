/** Pictures of the image rows, by the names in a column. */
import type { ByteFile } from '../columns/byteFile';
import { pictureFinder } from '../layouts/pictureNames';
import type { ImageColumn } from './keepPairs';
import type { ImageMaker, Picture } from './makers';
import { readTexts, type PartColumns } from './partColumns';
import type { SharedImages } from './sharedImages';

const BLOCK = 4096;

export interface PictureShelf {
  /** null where no picture, or several, have this name. */
  find(name: string): Promise<Picture | null>;
  /** Names that were looked for in vain: the first ones, and how many. */
  missing: { count: number; first: string[] };
}

export function pictureShelf(files: ByteFile[]): PictureShelf {
  const byPath = new Map(files.map((file) => [file.path, file]));
  const pathOf = pictureFinder([...byPath.keys()]);
  const missing: PictureShelf['missing'] = { count: 0, first: [] };
  return {
    missing,
    async find(name) {
      const file = byPath.get(pathOf(name) ?? '');
      if (file) return { name, blob: await file.blob() };
      missing.count++;
      if (missing.first.length < 5) missing.first.push(name === '' ? '(no name)' : name);
      return null;
    },
  };
}

/** Of each image of the part; '' where the column has none. */
export async function namesOfImages({ imageName, rows }: PartColumns, images: SharedImages | null): Promise<string[]> {
  const names: string[] = Array.from({ length: images?.count ?? rows }, () => '');
  if (!imageName) return names;
  for (let start = 0; start < rows; start += BLOCK) {
    const block = await readTexts(imageName, start, Math.min(rows, start + BLOCK));
    block.forEach((name, i) => (names[images ? images.imageOf(start + i) : start + i] ||= name));
  }
  return names;
}

/** Features of pictures as a column, a row an image: read once, from the first row on. A picture that is not there is a row of NaN. */
export function madeImages(names: string[], shelf: PictureShelf, maker: ImageMaker, signal: AbortSignal): ImageColumn {
  const { dims } = maker;
  return {
    kind: 'numbers', path: 'pictures', name: maker.encoder, rows: names.length, dims, shape: [names.length, dims], dtype: 'f4', block: maker.batch,
    async readRows(start, end) {
      const found = await Promise.all(names.slice(start, end).map((name) => shelf.find(name)));
      const features = new Float32Array((end - start) * dims).fill(NaN);
      const present = found.flatMap((picture, row) => (picture ? [{ picture, row }] : []));
      if (present.length === 0) return features;
      const encoded = await maker.encode(present.map(({ picture }) => picture), signal);
      present.forEach(({ row }, i) => features.set(encoded.subarray(i * dims, (i + 1) * dims), row * dims));
      return features;
    },
  };
}
