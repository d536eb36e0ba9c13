/** Pictures, encoded by the dataset's own CNN. */
import type { ByteFile } from '../../bundle/columns/byteFile';
import { baseName, nameWords, withoutEnding } from '../../bundle/layouts/columnNames';
import type { OwnItem } from '../search/types';
import { BrokenPictures } from '../brokenPictures';
import type { Block } from './rowFiles';
import type { Input } from './input';
import { smallPicture } from './smallPicture';

/** Between two looks at what else is asked of the worker. */
const AT_ONCE = 4;

export interface PictureParts {
  dims: number;
  /** Raw image features, float32 [dims]. */
  encode(picture: Blob): Promise<Float32Array>;
  /** Of a path; null: the words of its name. */
  captionOf(path: string): string | null;
  /** A picture of at most 64 × 64 pixels. */
  small?(picture: Blob): Promise<Blob>;
}

const nameOf = (pictures: ByteFile[]): string => (pictures.length === 1 ? pictures[0]!.path : `${pictures.length} pictures`);

/** Pictures that the browser cannot read are left out. */
export function pictureInput(pictures: ByteFile[], { dims, encode, captionOf, small = smallPicture }: PictureParts): Input {
  async function encoded(file: ByteFile, broken: BrokenPictures): Promise<{ features: Float32Array; item: OwnItem } | null> {
    try {
      const blob = await file.blob();
      const features = await encode(blob);
      const caption = captionOf(file.path) ?? nameWords(withoutEnding(baseName(file.path))).join(' ');
      return { features, item: { id: file.path, caption, picture: await small(blob) } };
    } catch (error) {
      broken.add(file.path, error);
      return null;
    }
  }

  async function blockOf(files: ByteFile[], broken: BrokenPictures): Promise<Block> {
    const items: OwnItem[] = [];
    const features = new Float32Array(files.length * dims);
    for (const file of files) {
      const one = await encoded(file, broken);
      if (!one) continue;
      features.set(one.features, items.length * dims);
      items.push(one.item);
    }
    return { items, features: features.subarray(0, items.length * dims) };
  }

  return {
    name: nameOf(pictures), modality: 'image', dtype: 'f4', rows: pictures.length, bytes: null,
    async *blocks(notes) {
      const broken = new BrokenPictures();
      for (let start = 0; start < pictures.length; start += AT_ONCE) {
        const block = await blockOf(pictures.slice(start, start + AT_ONCE), broken);
        yield { ...block, read: Math.min(pictures.length, start + AT_ONCE) };
      }
      notes.push(...broken.findings('warning', ['is left out', 'are left out']).map(({ text }) => text));
    },
  };
}
